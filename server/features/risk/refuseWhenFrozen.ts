import type { Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import { lockOfOne } from './locks.store'

/**
 * For whatever is given outside the redemption's batch: benefits of a tier, and a tier for points.
 * @throws Refused redemption_frozen
 */
export async function refuseWhenFrozen(tx: Tx, cardholderId: string): Promise<void> {
  const { frozen } = await lockOfOne(tx, cardholderId)
  if (frozen) throw new Refused('redemption_frozen')
}
