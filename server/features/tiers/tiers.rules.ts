import type { TierId } from '../../../shared/contract/tiers'
import { addDays, addMonths, type BusinessDay } from '../../../shared/values/businessDay'

export interface TierStep {
  tier: TierId
  threshold: number
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

/** All tiers that there can be, from the lowest; a table has some of them, always the lowest. */
const order: readonly TierId[] = ['basic', 'silver', 'gold', 'platinum']

/** The tier of everybody who has reached no other. */
export const lowestTier: TierId = 'basic'

export function isHigher(tier: TierId, than: TierId): boolean {
  return order.indexOf(tier) > order.indexOf(than)
}

/** The place of a tier in a table; where the table does not have it, that of the next lower one that it has. */
export function tierRank(tier: TierId, table: readonly TierStep[]): number {
  const rank = table.findLastIndex((step) => !isHigher(step.tier, tier))
  return Math.max(0, rank)
}

/** The tier that counts by a table: the same, or the next lower one that the table has. */
export function heldTier(tier: TierId, table: readonly TierStep[]): TierId {
  return table[tierRank(tier, table)]?.tier ?? lowestTier
}

/** The growth that a tier asks for. */
export function thresholdOf(tier: TierId, table: readonly TierStep[]): number {
  return table[tierRank(tier, table)]?.threshold ?? 0
}

/** The tier above, and what is missing to it; null at the top. */
export function nextTier(
  tier: TierId,
  { growth, table }: { growth: number; table: readonly TierStep[] },
): (TierStep & { missing: number }) | null {
  const next = table[tierRank(tier, table) + 1]
  return next ? { ...next, missing: Math.max(0, next.threshold - growth) } : null
}
