import type { TierId } from '../../../shared/contract/tiers'
import { addDays, type BusinessDay, businessDay } from '../../../shared/values/businessDay'
import type { Reader } from '../../db/database'
import { growthBySpend, type Who } from './growth.store'
import { termSettingsOf } from './termSettings'
import { tierAtStartOf, tierPath } from './tierPath.rules'

/** The tier that a cardholder held at the start of a day: what the day's own spending reached counts from the next. */
export type TierTimeline = (day: string) => TierId

/** A purchase is asked for by the day on which the bank posted it, some days after the spend that growth counts. */
const postedAfterDays = 31

export async function tierTimeline(reader: Reader, who: Who): Promise<TierTimeline> {
  const settings = await termSettingsOf(reader, who.programmeId)
  const events = await growthBySpend(reader, who.cardholderId)
  const last = events.at(-1)?.effectiveOn
  let until: BusinessDay | null = last ? addDays(last, postedAfterDays) : null
  let path = until ? tierPath(events, settings, until) : []
  return (text) => {
    const day = businessDay(text)
    if (until && day > until) {
      until = day
      path = tierPath(events, settings, until)
    }
    return tierAtStartOf(day, path)
  }
}
