import { type Points, points, sumPoints } from '../../../shared/values/points'
import type { Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import { closeBenches, openBench } from './bench'
import type { Lot, Move } from './lot'
import { findAccount, type Who } from './points.store'

/** What the books say beside it, so that nobody wonders why points expired before their day. */
const memo = 'account deleted'

export interface AllExpired {
  /** How many points expired before their day. */
  lost: Points
  /** Held points are not touched: a redemption decides on them. */
  held: Points
}

/**
 * Lets all points of a cardholder expire today, through the books: what was pending as well as what was available. Debt stays
 * as it is. Who never had points has no account, and gets none.
 */
export async function expireAll(tx: Tx, who: Who, surroundings: Surroundings): Promise<AllExpired> {
  if (!(await findAccount(tx, who.cardholderId))) return { lost: points(0), held: points(0) }
  const bench = await openBench(tx, who, surroundings)
  bench.age()
  const moved: Points[] = []
  for (const lot of bench.lots.values()) {
    const moves = expiryOf(lot)
    bench.post({ kind: 'expire', reference: lot.lotId, purchaseId: lot.source, memo, effectiveOn: bench.today, moves })
    moved.push(...moves.map(({ amount }) => amount))
  }
  await closeBenches(tx, [bench])
  return { lost: sumPoints(moved), held: bench.account.held }
}

function expiryOf(lot: Lot): Move[] {
  return (['pending', 'available'] as const).flatMap((from): Move[] =>
    lot[from] > 0 ? [{ from, to: 'expired', amount: lot[from], lotId: lot.lotId }] : [],
  )
}
