import type { TierId } from '../../../shared/contract/tiers'
import { addDays, type BusinessDay, businessDay } from '../../../shared/values/businessDay'
import { type PathStep, type TermSettings, type TierFacts, tierAtStartOf, tierPath } from './tierPath.rules'

/** The tier that a cardholder held at the start of a day: what the day's own spending reached counts from the next. */
export type TierTimeline = (day: string) => TierId

/** A purchase is asked for by the day on which the bank posted it, some days after the spend that growth counts. */
const postedAfterDays = 31

export function tierTimeline(facts: TierFacts, settings: TermSettings): TierTimeline {
  let until: BusinessDay | null = null
  let path: PathStep[] = []
  return (text) => {
    const day = businessDay(text)
    if (until === null || day > until) {
      const last = facts.days.at(-1)?.effectiveOn
      const likely = last ? addDays(last, postedAfterDays) : day
      until = day > likely ? day : likely
      path = tierPath(facts, settings, until)
    }
    return tierAtStartOf(day, path)
  }
}
