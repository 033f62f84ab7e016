import type { Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import { lockOfOne } from './locks.store'

/**
 * For what leaves without its owner's device having a part in it.
 * @throws Refused redemption_frozen
 */
export async function refuseWhenFrozen(tx: Tx, cardholderId: string): Promise<void> {
  const { frozen } = await lockOfOne(tx, cardholderId)
  if (frozen) throw new Refused('redemption_frozen')
}
