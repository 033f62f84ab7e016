import type { Standing, TierId } from '../../../shared/contract/tiers'
import type { BusinessDay } from '../../../shared/values/businessDay'
import type { Reader } from '../../db/database'
import { programmeOf } from '../programmes'
import { nextTier, windowStart } from './tiers.rules'
import { findStanding, growthWithin, type Who } from './tiers.store'

/** The tier of a cardholder; the lowest while there has been no upgrade. */
export async function tierOf(reader: Reader, cardholderId: string): Promise<TierId> {
  return (await findStanding(reader, cardholderId))?.tier ?? 'basic'
}

export async function standingOf(reader: Reader, who: Who, today: BusinessDay): Promise<Standing> {
  const { tiers: table, tierWindowMonths } = await programmeOf(reader, who.programmeId)
  const window = { from: windowStart(today, tierWindowMonths), to: today }
  const growth = await growthWithin(reader, who.cardholderId, window)
  const standing = await findStanding(reader, who.cardholderId)
  const tier = standing?.tier ?? 'basic'
  return {
    tier,
    growth,
    windowFrom: window.from,
    windowTo: window.to,
    next: nextTier(tier, { growth, table }),
    since: standing?.reachedOn ?? null,
    table,
  }
}
