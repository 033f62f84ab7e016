import type { Points } from '../../../shared/values/points'
import type { Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import { type Bench, closeBenches, openBench } from './bench'
import type { Move } from './lot'
import { takeForRedemption } from './lots.rules'
import type { Who } from './points.store'

/** What points are taken for. */
export interface Spending {
  /** `hold` sets them aside in their lots, until they are redeemed or released. */
  kind: 'redeem' | 'hold' | 'tier_upgrade'
  amount: Points
  /** The redemption, or the tier bought. */
  reference: string
  /** What the statement calls it. */
  memo: string
}

/**
 * Takes points from the cardholder's lots, first out first, inside the transaction of what they are spent on.
 * @throws Refused points_in_debt, points_insufficient
 */
export async function spendPoints(
  tx: Tx,
  who: Who,
  { surroundings, ...spending }: Spending & { surroundings: Surroundings },
): Promise<{ transactionId: string }> {
  const bench = await openBench(tx, who, surroundings)
  const transactionId = spendOn(bench, spending)
  await closeBenches(tx, [bench])
  return { transactionId }
}

/**
 * The same on a bench that is open already; answers the transaction.
 * @throws Refused points_in_debt, points_insufficient
 */
export function spendOn(bench: Bench, { kind, amount, reference, memo }: Spending): string {
  const taken = takeAvailable(bench, amount)
  const moves = kind === 'hold' ? taken.map((move): Move => ({ ...move, to: 'held' })) : taken
  return bench.post({ kind, reference, purchaseId: null, memo: memo.slice(0, 128), effectiveOn: bench.today, moves })
}

/**
 * What a spending takes from which lots. What time has done to them by today is posted before, so that nothing expired is
 * spent.
 * @throws Refused points_in_debt, points_insufficient
 */
function takeAvailable(bench: Bench, amount: Points): Move[] {
  if (bench.account.debt > 0) throw new Refused('points_in_debt')
  bench.age()
  const moves = takeForRedemption([...bench.lots.values()], amount, bench.today)
  if (!moves) throw new Refused('points_insufficient')
  return moves
}
