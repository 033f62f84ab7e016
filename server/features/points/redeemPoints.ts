import type { Points } from '../../../shared/values/points'
import type { Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import type { Who } from './points.store'
import { spendPoints } from './spendPoints'

/**
 * Takes the points of a redemption, inside the redemption's transaction.
 * @throws Refused points_in_debt, points_insufficient
 */
export function redeemPoints(
  tx: Tx,
  who: Who,
  {
    amount,
    redemptionId,
    title,
    surroundings,
  }: { amount: Points; redemptionId: string; title: string; surroundings: Surroundings },
): Promise<{ transactionId: string }> {
  return spendPoints(tx, who, { kind: 'redeem', amount, reference: redemptionId, memo: title, surroundings })
}
