import type { Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import { isTrusted } from '../identity'
import { lockOfOne } from './locks.store'

/**
 * For whatever is given outside the redemption's batch: benefits of a tier, and a tier for points.
 * @throws Refused redemption_frozen, device_not_trusted
 */
export async function refuseWhenLocked(
  tx: Tx,
  { cardholderId, sessionId = '' }: { cardholderId: string; sessionId?: string },
): Promise<void> {
  const { frozen, trustedOnly } = await lockOfOne(tx, cardholderId)
  if (frozen) throw new Refused('redemption_frozen')
  if (trustedOnly && !(await isTrusted(tx, { cardholderId, sessionId }))) throw new Refused('device_not_trusted')
}
