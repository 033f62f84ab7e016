import type { TierId } from '../../../shared/contract/tiers'
import type { Reader } from '../../db/database'
import { programmeOf } from '../programmes'
import { tierFor, upgradesOf } from './tiers.rules'
import { growthBySpend, type Who } from './tiers.store'

/** The tier that a cardholder held at the start of a day: what the day's own spending reached counts from the next. */
export type TierTimeline = (day: string) => TierId

export async function tierTimeline(reader: Reader, who: Who): Promise<TierTimeline> {
  const { tiers: table, tierWindowMonths: windowMonths } = await programmeOf(reader, who.programmeId)
  const upgrades = upgradesOf(await growthBySpend(reader, who.cardholderId), { table, windowMonths })
  return (day) => upgrades.findLast((upgrade) => upgrade.reachedOn < day)?.to ?? tierFor(0, table).tier
}
