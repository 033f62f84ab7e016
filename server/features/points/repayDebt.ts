import type { Bench } from './bench'
import { repayment } from './clawback.rules'
import type { Lot } from './lot'
import { inOrderOfUse } from './lots.rules'

/**
 * Nobody owes while having points: what was earned, given or given back repays debt first, from the lots that expire
 * next. Answers the transactions.
 */
export function repayDebtFrom(bench: Bench, lots: Iterable<Lot>): string[] {
  if (bench.account.debt === 0) return []
  return [...lots].sort(inOrderOfUse).flatMap((lot) => {
    const moves = repayment(lot, { debt: bench.account.debt, today: bench.today })
    if (moves.length === 0) return []
    const { source } = lot
    const common = { reference: source, purchaseId: source, effectiveOn: bench.today }
    return [bench.post({ ...common, kind: 'debt_repayment', moves })]
  })
}
