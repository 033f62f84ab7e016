import { addDays, addMonths, type BusinessDay, endOfMonth } from '../../../shared/values/businessDay'
import { floorDiv } from '../../../shared/values/integers'
import { type Points, points } from '../../../shared/values/points'

/** What points need to know of a programme. */
export interface EarningRule {
  version: string
  /** Points for 10,000 fen. */
  rateBasisPoints: number
  excludedMccs: readonly string[]
}

/** Why a purchase earns nothing. */
export type Exclusion = 'category' | 'below_one_point'

/** floor(fen × rate ÷ 10,000): the only rounding, and it is down. */
export function pointsFor(amountFen: number, rateBasisPoints: number): Points {
  return points(floorDiv(BigInt(amountFen) * BigInt(rateBasisPoints), 10_000n))
}

/** What a purchase earns before any refund. */
export function earnedBy(purchase: { amountFen: number; mcc: string }, rule: EarningRule): Points {
  return rule.excludedMccs.includes(purchase.mcc) ? points(0) : pointsFor(purchase.amountFen, rule.rateBasisPoints)
}

export function exclusionOf(
  purchase: { amountFen: number; mcc: string },
  rule: Pick<EarningRule, 'excludedMccs' | 'rateBasisPoints'>,
): Exclusion | null {
  if (rule.excludedMccs.includes(purchase.mcc)) return 'category'
  return pointsFor(purchase.amountFen, rule.rateBasisPoints) === 0 ? 'below_one_point' : null
}

/**
 * What each refund takes back of the points that a purchase earned, in the bank's order. After each of them the
 * purchase is worth floor(what is left of the amount × rate ÷ 10,000), so that a whole refund takes back everything
 * and refunds beyond the purchase take no more.
 */
export function takenBackBy(
  purchase: { amountFen: number; rateBasisPoints: number },
  takings: readonly { transactionId: string; amountFen: number }[],
): Map<string, Points> {
  const taken = new Map<string, Points>()
  let leftFen = purchase.amountFen
  let worth = pointsFor(leftFen, purchase.rateBasisPoints)
  for (const { transactionId, amountFen } of takings) {
    leftFen = Math.max(0, leftFen - amountFen)
    const after = pointsFor(leftFen, purchase.rateBasisPoints)
    if (after < worth) taken.set(transactionId, points(worth - after))
    worth = after
  }
  return taken
}

/** When the points of a purchase can be used: from `availableOn` to `expiresOn`, both included. */
export function lifeOf(
  postedOn: BusinessDay,
  { daysUntilAvailable, monthsUntilExpiry }: { daysUntilAvailable: number; monthsUntilExpiry: number },
): { availableOn: BusinessDay; expiresOn: BusinessDay } {
  return {
    availableOn: addDays(postedOn, daysUntilAvailable),
    expiresOn: endOfMonth(addMonths(postedOn, monthsUntilExpiry)),
  }
}
