import type { OptionState } from '../../../shared/contract/entitlements'
import type { RefusalCode } from '../../../shared/contract/refusals'
import type { TierId } from '../../../shared/contract/tiers'
import type { BusinessDay } from '../../../shared/values/businessDay'
import { remainingAt } from '../../../shared/values/stock'
import type { Benefit } from '../catalogue'
import type { EntitlementSet } from './entitlementSet'

const rank: Record<TierId, number> = { basic: 0, silver: 1, gold: 2, platinum: 3 }

/** What stands on the benefit's side. */
export type Offer = Pick<Benefit, 'id' | 'startsAt' | 'endsAt' | 'stock' | 'issued' | 'releases' | 'source'>

/** What a tier offers on a day: the version of it that began last. Null when it offers nothing. */
export function setOn(
  sets: readonly EntitlementSet[],
  { tier, day }: { tier: TierId; day: BusinessDay },
): EntitlementSet | null {
  const begun = sets.filter((set) => set.tier === tier && set.since <= day)
  const latest = begun.reduce<EntitlementSet | null>((last, set) => (last && last.since > set.since ? last : set), null)
  return latest && latest.choose > 0 ? latest : null
}

/** How many may still be chosen. What was chosen in another tier counts; after a downgrade that may be more than `choose`. */
export function choicesLeft(set: EntitlementSet | null, chosen: number): number {
  return set ? Math.max(0, set.choose - chosen) : 0
}

export function stateOf(offer: Offer, { chosen, now }: { chosen: readonly string[]; now: Date }): OptionState {
  if (chosen.includes(offer.id)) return 'chosen'
  if (now < offer.startsAt) return 'not_started'
  if (now > offer.endsAt) return 'ended'
  return remainingAt(offer, now) > 0 ? 'available' : 'sold_out'
}

/**
 * Why a choice is refused, or null when it may go on. What the cardholder can do least about is told first. Neither
 * points nor debt are asked for: an entitlement costs none.
 */
export function refusalOf(
  set: EntitlementSet | null,
  { offer, chosen, now }: { offer: Offer | null; chosen: readonly string[]; now: Date },
): RefusalCode | null {
  if (!set || !offer || !set.benefits.includes(offer.id)) return 'entitlement_not_offered'
  // What a supplier delivers takes points for its time under way, of which an entitlement has none.
  if (offer.source !== null) return 'entitlement_not_offered'
  const state = stateOf(offer, { chosen, now })
  if (state === 'chosen') return 'entitlement_chosen_already'
  if (choicesLeft(set, chosen.length) === 0) return 'entitlement_used_up'
  if (state === 'not_started') return 'benefit_not_started'
  if (state === 'ended') return 'benefit_ended'
  return state === 'sold_out' ? 'sold_out' : null
}

/** The nearest higher tier that offers something on this day, and the growth that is missing to it. */
export function nextOffer(
  sets: readonly EntitlementSet[],
  {
    tier,
    growth,
    table,
    day,
  }: { tier: TierId; growth: number; table: readonly { tier: TierId; threshold: number }[]; day: BusinessDay },
): { set: EntitlementSet; threshold: number; missing: number } | null {
  const higher = table.filter((step) => rank[step.tier] > rank[tier])
  for (const { tier: above, threshold } of higher) {
    const set = setOn(sets, { tier: above, day })
    if (set) return { set, threshold, missing: Math.max(0, threshold - growth) }
  }
  return null
}
