import type { Points } from '../../../shared/values/points'
import type { Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import { type Bench, closeBenches, openBench } from './bench'
import type { Move } from './lot'
import { takeForRedemption } from './lots.rules'
import type { Who } from './points.store'

/**
 * Takes points from the cardholder's lots, first out first, inside the transaction of what they are spent on.
 * @throws Refused points_in_debt, points_insufficient
 */
export async function spendPoints(
  tx: Tx,
  who: Who,
  order: {
    kind: 'redeem' | 'tier_upgrade'
    amount: Points
    reference: string
    memo: string
    surroundings: Surroundings
  },
): Promise<{ transactionId: string }> {
  const { kind, amount, reference, memo, surroundings } = order
  const bench = await openBench(tx, who, surroundings)
  const moves = takeAvailable(bench, amount)
  const posting = { kind, reference, purchaseId: null, memo: memo.slice(0, 128), effectiveOn: bench.today, moves }
  const transactionId = bench.post(posting)
  await closeBenches(tx, [bench])
  return { transactionId }
}

/**
 * What a spending takes from which lots. What time has done to them by today is posted before, so that nothing expired is
 * spent.
 * @throws Refused points_in_debt, points_insufficient
 */
export function takeAvailable(bench: Bench, amount: Points): Move[] {
  if (bench.account.debt > 0) throw new Refused('points_in_debt')
  bench.age()
  const moves = takeForRedemption([...bench.lots.values()], amount, bench.today)
  if (!moves) throw new Refused('points_insufficient')
  return moves
}
