import type { Tx } from '../../db/database'
import { enqueueAll } from '../../db/outbox'
import type { SessionKey } from './sessions.store'
import { storeTrustByProof, strangeAmong } from './trust.store'

/**
 * The one-time password was given for something else than for trusting the device: whoever talked somebody out of it must not
 * have the device's finger stand for all further ones before its owner has read that it is trusted.
 */
const biometricAfterMs = 24 * 3_600_000

/** Trusts devices on which a second proof was just given, and tells their owners; who was trusted before stays so since then. */
export async function trustDevices(
  tx: Tx,
  keys: readonly SessionKey[],
  { now, newId }: { now: Date; newId: () => string },
): Promise<void> {
  const strange = await strangeAmong(tx, keys)
  if (strange.length === 0) return
  const biometricFrom = new Date(now.getTime() + biometricAfterMs)
  await storeTrustByProof(tx, strange, { trustedAt: now, biometricFrom })
  await enqueueAll(
    tx,
    strange.map(({ programmeId, cardholderId, name: device }) => ({
      id: newId(),
      topic: 'security.device_changed' as const,
      programmeId,
      cardholderId,
      payload: { device, trusted: true, changedAt: now.toISOString(), biometricFrom: biometricFrom.toISOString() },
      now,
    })),
  )
}
