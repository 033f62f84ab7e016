import { addMonths, type BusinessDay, monthOf } from '../../../shared/values/businessDay'
import type { EarningRule } from '../programmes'
import type { Fact } from '../spend'
import { type Arithmetic, capKeys } from './earning.rules'
import type { Earnings } from './earnings.rules'
import type { CapUse, EarningHead } from './lot'

/** What of a programme's rules makes purchases depend on each other. */
export interface Dependence {
  hasCaps: boolean
  hasFirstPurchase: boolean
}

export function dependenceOf(versions: readonly EarningRule[]): Dependence {
  return {
    hasCaps: versions.some(({ caps, categories }) => {
      const all = [caps.perDay, caps.perMonth, ...categories.map(({ perMonth }) => perMonth)]
      return all.some((cap) => cap !== undefined)
    }),
    hasFirstPurchase: versions.some(({ firstPurchasePoints }) => firstPurchasePoints > 0),
  }
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
    count(gross, purchase, arithmetic)
  }
  const since = monthOf(addMonths(latest as BusinessDay, -monthsRemembered))
  return { since, gross: Object.fromEntries(Object.entries(gross).filter(([key]) => monthOfKey(key) >= since)) }
}

function count(gross: CapUse['gross'], purchase: Fact, { uncapped, category }: Arithmetic): void {
  if (uncapped === 0) return
  for (const key of capKeys(purchase, category)) gross[key] = (gross[key] ?? 0) + uncapped
}

/** A key ends with its day or month. */
function monthOfKey(key: string): string {
  return (key.split(' ').at(-1) as string).slice(0, 7)
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
    count(gross, purchase, arithmetic)
  }
  return [...earnings.values()].every(({ purchase, arithmetic: { category } }) => {
    const caps = capsOf(ruleOn(purchase.postedOn), category)
    return capKeys(purchase, category).every((key, at) => (gross[key] ?? 0) <= (caps[at] ?? Number.POSITIVE_INFINITY))
  })
}

/** In the order of {@link capKeys}. */
function capsOf({ caps, categories }: EarningRule, category: string | null): (number | undefined)[] {
  return [caps.perDay, caps.perMonth, categories.find(({ id }) => id === category)?.perMonth]
}

/** The tier whose multiplier is the highest: what a purchase earns in it is the most that it can earn. */
export function bestTier({ tierMultipliers }: EarningRule): string {
  const [best] = Object.entries({ '': 10_000, ...tierMultipliers }).sort(([, one], [, other]) => other - one)
  return best?.[0] ?? ''
}
