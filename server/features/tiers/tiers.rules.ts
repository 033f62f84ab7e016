import type { TierId } from '../../../shared/contract/tiers'
import { addDays, addMonths, type BusinessDay } from '../../../shared/values/businessDay'
import type { GrowthEvent } from './growth.rules'

export interface TierStep {
  tier: TierId
  threshold: number
}

/** One upgrade, with everything that it was worked out from. */
export interface Upgrade {
  from: TierId
  to: TierId
  /** The day of the spend that reached the threshold. */
  reachedOn: BusinessDay
  growth: number
  windowFrom: BusinessDay
  windowTo: BusinessDay
  threshold: number
  /** Spends within the window up to the one that reached it, in the bank's order. */
  counted: readonly GrowthEvent[]
}

/** The first day of the window that ends with `day`: 2026-11-22 and 12 months give 2025-11-23. */
export function windowStart(day: BusinessDay, months: number): BusinessDay {
  return addDays(addMonths(day, -months), 1)
}

/** The highest tier whose threshold the growth reaches. */
export function tierFor(growth: number, table: readonly TierStep[]): TierStep {
  const lowest = table[0]
  if (!lowest) throw new Error('a tier table has at least one step')
  return table.reduce((reached, step) => (growth >= step.threshold ? step : reached), lowest)
}

export function tierRank(tier: TierId, table: readonly TierStep[]): number {
  return table.findIndex((step) => step.tier === tier)
}

/** The tier above, and what is missing to it; null at the top. */
export function nextTier(
  tier: TierId,
  { growth, table }: { growth: number; table: readonly TierStep[] },
): (TierStep & { missing: number }) | null {
  const next = table[tierRank(tier, table) + 1]
  return next ? { ...next, missing: Math.max(0, next.threshold - growth) } : null
}

/**
 * Every upgrade that the growth of a cardholder brought, in the bank's own time: a pure function of the facts, so that
 * their order of arrival does not matter. A tier once reached is kept here; its term is evaluated elsewhere.
 * @param events in the bank's order
 */
export function upgradesOf(
  events: readonly GrowthEvent[],
  { table, windowMonths }: { table: readonly TierStep[]; windowMonths: number },
): Upgrade[] {
  const upgrades: Upgrade[] = []
  let current = tierFor(0, table)
  let first = 0
  let growth = 0
  events.forEach((event, at) => {
    const windowFrom = windowStart(event.effectiveOn, windowMonths)
    growth += event.amount
    for (let oldest = events[first]; oldest && oldest.effectiveOn < windowFrom; oldest = events[++first]) {
      growth -= oldest.amount
    }
    const reached = tierFor(growth, table)
    if (reached.threshold <= current.threshold) return
    upgrades.push({
      from: current.tier,
      to: reached.tier,
      reachedOn: event.effectiveOn,
      growth,
      windowFrom,
      windowTo: event.effectiveOn,
      threshold: reached.threshold,
      counted: events.slice(first, at + 1),
    })
    current = reached
  })
  return upgrades
}
