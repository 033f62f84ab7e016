import { type BusinessDay, businessDayOf } from '../../../shared/values/businessDay'
import { floorDiv } from '../../../shared/values/integers'

/** What tiers need to know of an earning rule. */
export interface GrowthRule {
  growthBasisPoints: number
  excludedMccs: readonly string[]
}

/** Growth that one spend brought (or took, negative), at the bank's own time. */
export interface GrowthEvent {
  spendId: string
  amount: number
  occurredAt: Date
  effectiveOn: BusinessDay
}

interface SpendLike {
  transactionId: string
  mcc: string
  amountFen: number
  occurredAt: Date
}

interface SettlementLike {
  purchase: SpendLike
  refunds: readonly SpendLike[]
  reversedBy: SpendLike | null
}

/**
 * The growth of a purchase, and what each of its refunds takes back, each on its own day. The sum after every refund is
 * floor(what is left of the amount × rate ÷ 10,000), so a purchase that is wholly refunded leaves none.
 */
export function growthEvents({ purchase, refunds, reversedBy }: SettlementLike, rule: GrowthRule): GrowthEvent[] {
  if (rule.excludedMccs.includes(purchase.mcc)) return []
  const growthOf = (fen: number) => floorDiv(BigInt(fen) * BigInt(rule.growthBasisPoints), 10_000n)
  let left = purchase.amountFen
  let growth = growthOf(left)
  const events = [eventOf(purchase, growth)]
  const take = (spend: SpendLike, fen: number) => {
    left = Math.max(0, left - fen)
    const remaining = growthOf(left)
    events.push(eventOf(spend, remaining - growth))
    growth = remaining
  }
  for (const refund of refunds) take(refund, refund.amountFen)
  if (reversedBy) take(reversedBy, left)
  return events.filter((event) => event.amount !== 0)
}

/** Growth counts on the day of the spend itself, so that days never run against the bank's order. */
function eventOf({ transactionId, occurredAt }: SpendLike, amount: number): GrowthEvent {
  return { spendId: transactionId, amount, occurredAt, effectiveOn: businessDayOf(occurredAt) }
}
