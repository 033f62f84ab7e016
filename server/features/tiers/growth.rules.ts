import { type BusinessDay, businessDayOf } from '../../../shared/values/businessDay'
import { mulDiv } from '../../../shared/values/integers'
import { windowStart } from './tiers.rules'

/** What tiers need to know of an earning rule. */
export interface GrowthRule {
  growthBasisPoints: number
  excludedMccs: readonly string[]
}

/** What the spends of one business day brought to growth, or took (negative). */
export interface GrowthDay {
  effectiveOn: BusinessDay
  amount: number
}

interface SpendLike {
  mcc: string
  postedOn: BusinessDay
  amountFen: number
  occurredAt: Date
}

interface SettlementLike {
  purchase: SpendLike
  refunds: readonly SpendLike[]
  reversedBy: SpendLike | null
}

/**
 * The growth of purchases, and what their refunds take back, each counted on its own day: so that days never run against
 * the bank's order, and what is bought and given back on one day is as if it had not been. The sum after every refund is
 * floor(what is left of the amount × rate ÷ 10,000), so a purchase that is wholly refunded leaves none.
 */
export function growthDaysOf(
  settlements: readonly SettlementLike[],
  ruleOn: (day: string) => GrowthRule,
): Map<BusinessDay, number> {
  const days = new Map<BusinessDay, number>()
  const add = (spend: SpendLike, amount: number) => {
    if (amount === 0) return
    const day = businessDayOf(spend.occurredAt)
    days.set(day, (days.get(day) ?? 0) + amount)
  }
  for (const { purchase, refunds, reversedBy } of settlements) {
    const rule = ruleOn(purchase.postedOn)
    if (rule.excludedMccs.includes(purchase.mcc)) continue
    const growthOf = (fen: number) => mulDiv(fen, rule.growthBasisPoints, 10_000)
    let left = purchase.amountFen
    let growth = growthOf(left)
    add(purchase, growth)
    const take = (spend: SpendLike, fen: number) => {
      left = Math.max(0, left - fen)
      const remaining = growthOf(left)
      add(spend, remaining - growth)
      growth = remaining
    }
    for (const refund of refunds) take(refund, refund.amountFen)
    if (reversedBy) take(reversedBy, left)
  }
  return days
}

/** The days of growth in their order, without those that came to nothing. */
export function inOrder(days: ReadonlyMap<BusinessDay, number>): GrowthDay[] {
  return [...days]
    .map(([effectiveOn, amount]) => ({ effectiveOn, amount }))
    .filter(({ amount }) => amount !== 0)
    .sort((one, other) => (one.effectiveOn < other.effectiveOn ? -1 : 1))
}

/**
 * No window that ends on `from` or later holds more growth than this: what was taken back is left out, so that it stays
 * true when a refund leaves the window.
 */
export function peakOf(
  days: readonly GrowthDay[],
  { from, windowMonths }: { from: BusinessDay | null; windowMonths: number },
): number {
  const brought = days.filter(({ amount }) => amount > 0)
  let peak = 0
  let sum = 0
  let first = 0
  for (const { effectiveOn, amount } of brought) {
    sum += amount
    const windowFrom = windowStart(from !== null && effectiveOn < from ? from : effectiveOn, windowMonths)
    for (let oldest = brought[first]; oldest && oldest.effectiveOn < windowFrom; oldest = brought[++first]) {
      sum -= oldest.amount
    }
    peak = Math.max(peak, sum)
  }
  return peak
}
