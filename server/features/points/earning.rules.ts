import type { Rounding } from '../../../shared/contract/points'
import type { BusinessDay } from '../../../shared/values/businessDay'
import { floorDiv } from '../../../shared/values/integers'
import { type Points, points } from '../../../shared/values/points'
import type { EarningRule, RuleInForce } from '../programmes'
import type { Arithmetic } from './arithmetic'
import { type capName, capped } from './caps.rules'
import { pointsAt } from './rounding.rules'

/** What the rules look at of a purchase. */
export interface Purchase {
  transactionId: string
  postedOn: BusinessDay
  amountFen: number
  mcc: string
  channel: 'pos' | 'online'
}

/** What is known of the moment of a purchase beside the purchase itself. */
export interface Circumstances {
  /** The card's product. */
  product: string
  /** The tier held at the start of the day. */
  tier: string
  isFirst: boolean
  /** Of the terms of the day on which the bank posted it. */
  rounding: Rounding
  /** Points that count against caps so far, by the names of {@link capName}. */
  used: ReadonlyMap<string, number>
}

/** What a purchase earns, step by step in the order that `EarningRule` states. */
export function arithmeticOf(purchase: Purchase, rule: RuleInForce, around: Circumstances): Arithmetic {
  const category = categoryOf(purchase, rule)
  const bonuses = bonusesFor(purchase, rule, category?.id ?? null)
  const arithmetic: Arithmetic = {
    ruleVersion: rule.version,
    rateBasisPoints: category?.rateBasisPoints ?? rule.productRates[around.product] ?? rule.rateBasisPoints,
    category: category?.id ?? null,
    bonuses: bonuses.map(({ id, extraBasisPoints }) => ({ id, extraBasisPoints })),
    tier: around.tier,
    tierMultiplier: rule.tierMultipliers[around.tier] ?? 10_000,
    firstPurchasePoints: 0,
    uncapped: 0,
    limitedBy: exclusionOf(purchase, rule) ?? (rule.isUsedUp ? 'budget' : null),
    points: 0,
    ...(around.rounding === 'down' ? {} : { rounding: around.rounding }),
  }
  if (arithmetic.limitedBy) return arithmetic
  const byRate = pointsAt(purchase.amountFen, rateOf(arithmetic))
  if (byRate === 0) return { ...arithmetic, limitedBy: 'below_one_point' }
  const firstPurchasePoints = around.isFirst ? rule.firstPurchasePoints : 0
  const whole = { ...arithmetic, firstPurchasePoints, uncapped: byRate + firstPurchasePoints }
  return { ...whole, ...capped(whole, { purchase, rule, used: around.used }) }
}

/** Rate, multiplier and rounding of a purchase as {@link pointsAt} takes them. */
export function rateOf({
  rateBasisPoints,
  bonuses,
  tierMultiplier,
  rounding,
}: Arithmetic): Parameters<typeof pointsAt>[1] {
  const extra = bonuses.reduce((sum, bonus) => sum + bonus.extraBasisPoints, 0)
  return { rate: rateBasisPoints + extra, multiplier: tierMultiplier, rounding }
}

export function exclusionOf(
  { mcc, amountFen }: Pick<Purchase, 'mcc' | 'amountFen'>,
  rule: Pick<EarningRule, 'excludedMccs' | 'minimumAmountFen'>,
): 'category' | 'below_minimum' | null {
  if (rule.excludedMccs.includes(mcc)) return 'category'
  return amountFen < rule.minimumAmountFen ? 'below_minimum' : null
}

function categoryOf({ mcc }: Purchase, { categories }: EarningRule) {
  return categories.find(({ mccs }) => mccs.some(([from, to]) => mcc >= from && mcc <= to))
}

function bonusesFor(purchase: Purchase, { bonuses }: EarningRule, category: string | null) {
  return bonuses.filter(({ channels, weekdays, from, until, categories }) => {
    if (channels && !channels.includes(purchase.channel)) return false
    if (weekdays && !weekdays.includes(weekdayOf(purchase.postedOn))) return false
    if ((from && purchase.postedOn < from) || (until && purchase.postedOn > until)) return false
    return !categories || (category !== null && categories.includes(category))
  })
}

/** 1 is Monday, 7 is Sunday. 1970-01-01 was a Thursday. */
function weekdayOf(day: BusinessDay): number {
  const days = Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)
  return ((((days + 3) % 7) + 7) % 7) + 1
}

/**
 * What a purchase is still worth when only a part of its amount is left. Where a cap cut it, the part that was earned is
 * taken in proportion; else the rate is applied to what is left, so that the one rounding stays the only one.
 */
export function worthOf(
  arithmetic: Arithmetic,
  { amountFen, leftFen }: { amountFen: number; leftFen: number },
): Points {
  if (leftFen >= amountFen) return points(arithmetic.points)
  const left = (whole: number) => shareOf(whole, { amountFen, leftFen })
  if (arithmetic.points < arithmetic.uncapped) return points(left(arithmetic.points))
  return points(pointsAt(leftFen, rateOf(arithmetic)) + left(arithmetic.firstPurchasePoints))
}

/** What is left of points in proportion to what is left of the amount, rounded down. */
export function shareOf(whole: number, { amountFen, leftFen }: { amountFen: number; leftFen: number }): number {
  return leftFen >= amountFen ? whole : floorDiv(BigInt(whole) * BigInt(leftFen), BigInt(amountFen))
}
