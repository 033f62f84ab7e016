import type { Tx } from '../../db/database'
import type { SessionKey } from './sessions.store'

/** Trusts devices on which a second proof was just given; who was trusted before stays so since then. */
export async function trustDevices(tx: Tx, keys: readonly SessionKey[], now: Date): Promise<void> {
  if (keys.length === 0) return
  await tx.change(
    `UPDATE session SET trusted_at = ?
     WHERE trusted_at IS NULL AND (${keys.map(() => '(cardholder_id = ? AND session_id = ?)').join(' OR ')})`,
    [now, ...keys.flatMap(({ cardholderId, sessionId }) => [cardholderId, sessionId])],
  )
}
