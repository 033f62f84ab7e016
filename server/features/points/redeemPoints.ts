import type { Points } from '../../../shared/values/points'
import type { Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import { closeBenches, openBench } from './bench'
import { takeForRedemption } from './lots.rules'
import type { Who } from './points.store'

/**
 * Takes the points of a redemption from the cardholder's lots, first out first, inside the redemption's transaction.
 * What time has done to the lots by today is posted before, so that nothing expired is spent.
 * @throws Refused points_in_debt, points_insufficient
 */
export async function redeemPoints(
  tx: Tx,
  who: Who,
  {
    amount,
    redemptionId,
    title,
    surroundings,
  }: { amount: Points; redemptionId: string; title: string; surroundings: Surroundings },
): Promise<{ transactionId: string }> {
  const bench = await openBench(tx, who, surroundings)
  if (bench.account.debt > 0) throw new Refused('points_in_debt')
  bench.age()
  const moves = takeForRedemption([...bench.lots.values()], amount, bench.today)
  if (!moves) throw new Refused('points_insufficient')
  const transactionId = bench.post({
    kind: 'redeem',
    reference: redemptionId,
    purchaseId: null,
    memo: title.slice(0, 128),
    effectiveOn: bench.today,
    moves,
  })
  await closeBenches(tx, [bench])
  return { transactionId }
}
