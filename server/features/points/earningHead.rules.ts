import { addMonths, type BusinessDay, monthOf } from '../../../shared/values/businessDay'
import type { EarningRule } from '../programmes'
import type { Fact } from '../spend'
import type { Arithmetic } from './arithmetic'
import { capName, counted, monthOfCap, uncappedParts } from './caps.rules'
import type { Earnings } from './earnings.rules'
import type { CapUse, EarningHead } from './lot'
import { pointsAt } from './rounding.rules'

/** What of a programme's rules makes purchases depend on each other. */
export interface Dependence {
  hasCaps: boolean
  hasFirstPurchase: boolean
  /**
   * By its name, the least of a cap in any version that is in force on a day of the month: a purchase also counts against
   * the caps of other versions, for purchases that come after it.
   */
  capsIn: (month: string) => ReadonlyMap<string, number>
}

export function dependenceOf(versions: readonly EarningRule[]): Dependence {
  const known = new Map<string, ReadonlyMap<string, number>>()
  return {
    hasCaps: versions.some(hasCaps),
    hasFirstPurchase: versions.some(({ firstPurchasePoints }) => firstPurchasePoints > 0),
    capsIn(month) {
      const caps = known.get(month) ?? leastCaps(versions, month)
      known.set(month, caps)
      return caps
    },
  }
}

function hasCaps({ caps, categories, bonuses }: EarningRule): boolean {
  const ofParts = [...categories, ...bonuses].map(({ perMonth }) => perMonth)
  return [caps.perDay, caps.perMonth, caps.perRule, ...ofParts].some((cap) => cap !== undefined)
}

function leastCaps(versions: readonly EarningRule[], month: string): Map<string, number> {
  const least = new Map<string, number>()
  const add = (name: string, cap: number | undefined) => {
    if (cap !== undefined) least.set(name, Math.min(cap, least.get(name) ?? cap))
  }
  for (const [at, { version, since, caps, categories, bonuses }] of versions.entries()) {
    const next = versions[at + 1]
    const isBefore = next !== undefined && next.since <= `${month}-01`
    // The first one is in force also before its first day.
    if (isBefore || (at > 0 && since > `${month}-31`)) continue
    add(capName.month(month), caps.perMonth)
    add(capName.rule(version), caps.perRule)
    for (const { id, perMonth } of categories) add(capName.category(id, month), perMonth)
    for (const { id, perMonth } of bonuses) add(capName.bonus(id, month), perMonth)
  }
  return least
}

/** Purchases of this month and of so many before it may still come in; caps of older ones are not remembered. */
const monthsRemembered = 1

/**
 * The head after purchases were posted.
 * @param before the head to which they are added; null when they are all that there is
 * @returns null when nothing changes
 */
export function earningHeadOf(
  earnings: ReadonlyMap<string, Earnings>,
  { hasCaps, before }: { hasCaps: boolean; before: EarningHead | null },
): EarningHead | null {
  if (earnings.size === 0) return null
  return {
    firstEarnedAt: firstEarned(earnings, before?.firstEarnedAt ?? null),
    capUse: hasCaps ? capUseOf(earnings, before?.capUse ?? null) : null,
  }
}

function firstEarned(earnings: ReadonlyMap<string, Earnings>, before: Date | null): Date | null {
  let first = before
  for (const { purchase, arithmetic } of earnings.values()) {
    if (arithmetic.points > 0 && (first === null || purchase.occurredAt < first)) first = purchase.occurredAt
  }
  return first
}

function capUseOf(earnings: ReadonlyMap<string, Earnings>, before: CapUse | null): CapUse {
  const gross: CapUse['gross'] = { ...before?.gross }
  let latest = before ? addMonths(`${before.since}-01` as BusinessDay, monthsRemembered) : null
  for (const { purchase, arithmetic } of earnings.values()) {
    if (latest === null || purchase.postedOn > latest) latest = purchase.postedOn
    count(gross, { purchase, arithmetic, extras: uncappedParts(purchase.amountFen, arithmetic) })
  }
  const since = monthOf(addMonths(latest as BusinessDay, -monthsRemembered))
  const isKept = (month: string | null) => month === null || month >= since
  return { since, gross: Object.fromEntries(Object.entries(gross).filter(([name]) => isKept(monthOfCap(name)))) }
}

function count(
  gross: CapUse['gross'],
  { purchase, arithmetic, extras }: { purchase: Fact; arithmetic: Arithmetic; extras: Iterable<[string, number]> },
): void {
  const { uncapped } = arithmetic
  if (uncapped === 0) return
  for (const [name, points] of counted(purchase, arithmetic, { points: uncapped, extras })) {
    gross[name] = (gross[name] ?? 0) + points
  }
}

/**
 * Whether new purchases leave what earlier ones earned as it is: none can become the first purchase, and no cap is
 * reached, however they lie between the earlier ones.
 */
export function earnsAlone(
  earnings: ReadonlyMap<string, Earnings>,
  { ruleOn, dependence, head }: { ruleOn: (day: string) => EarningRule; dependence: Dependence; head: EarningHead },
): boolean {
  if (dependence.hasFirstPurchase) {
    const { firstEarnedAt } = head
    if (firstEarnedAt === null) return false
    for (const { purchase } of earnings.values()) if (purchase.occurredAt <= firstEarnedAt) return false
  }
  if (!dependence.hasCaps) return true
  if (head.capUse === null) return false
  const gross = { ...head.capUse.gross }
  for (const { purchase, arithmetic } of earnings.values()) {
    if (monthOf(purchase.postedOn) < head.capUse.since || arithmetic.limitedBy?.startsWith('cap')) return false
    count(gross, { purchase, arithmetic, extras: mostExtras(purchase, arithmetic) })
  }
  const capOf = (name: string, { postedOn }: Fact) =>
    name === capName.day(postedOn) ? ruleOn(postedOn).caps.perDay : dependence.capsIn(monthOf(postedOn)).get(name)
  return [...earnings.values()].every(({ purchase, arithmetic }) => {
    const names = counted(purchase, arithmetic, { points: 0, extras: mostExtras(purchase, arithmetic) })
    return names.every(([name]) => (gross[name] ?? 0) <= (capOf(name, purchase) ?? Number.POSITIVE_INFINITY))
  })
}

/**
 * At least the extra points of each bonus, by whatever rounding and in every tier whose multiplier is no higher: the
 * difference of two roundings may grow while the multiplier falls, but never to more than this.
 */
function mostExtras({ amountFen }: Fact, { bonuses, tierMultiplier: multiplier }: Arithmetic): [string, number][] {
  return bonuses.map(({ id, extraBasisPoints: rate }) => [id, pointsAt(amountFen, { rate, multiplier }) + 1])
}

/** The tier whose multiplier is the highest: what a purchase earns in it is the most that it can earn. */
export function bestTier({ tierMultipliers }: EarningRule): string {
  const [best] = Object.entries({ '': 10_000, ...tierMultipliers }).sort(([, one], [, other]) => other - one)
  return best?.[0] ?? ''
}
