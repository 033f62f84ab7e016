import type { Standing, TierId } from '../../../shared/contract/tiers'
import { addDays, type BusinessDay } from '../../../shared/values/businessDay'
import type { Reader } from '../../db/database'
import { programmeOf } from '../programmes'
import { termSettings } from './bringUpToDate'
import { growthWithin, type Who } from './growth.store'
import { missingToStay, stayWindow, tierAfterTerm } from './term.rules'
import type { TermSettings } from './tierPath.rules'
import { nextTier, windowStart } from './tiers.rules'
import { findStanding } from './tiers.store'

/** The tier of a cardholder; the lowest while there has been no upgrade. */
export async function tierOf(reader: Reader, cardholderId: string): Promise<TierId> {
  return (await findStanding(reader, cardholderId))?.tier ?? 'basic'
}

export async function standingOf(reader: Reader, who: Who, today: BusinessDay): Promise<Standing> {
  const settings = termSettings(await programmeOf(reader, who.programmeId))
  const { table, windowMonths } = settings
  const window = { from: windowStart(today, windowMonths), to: today }
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
    ...(await termOf(reader, who, { tier, termEndsOn: standing?.termEndsOn ?? null, settings, today })),
    table: [...table],
  }
}

type Term = Pick<Standing, 'termEndsOn' | 'graceUntil' | 'projectedTier' | 'missingToStay'>

async function termOf(
  reader: Reader,
  { cardholderId }: Who,
  {
    tier,
    termEndsOn,
    settings: { table, windowMonths, graceDays },
    today,
  }: { tier: TierId; termEndsOn: BusinessDay | null; settings: TermSettings; today: BusinessDay },
): Promise<Term> {
  if (termEndsOn === null) return { termEndsOn, graceUntil: null, projectedTier: null, missingToStay: null }
  const graceUntil = addDays(termEndsOn, graceDays)
  const growthUntil = (day: BusinessDay) =>
    growthWithin(reader, cardholderId, { from: windowStart(day, windowMonths), to: day })
  const growth = await growthWithin(reader, cardholderId, stayWindow(termEndsOn, { today, windowMonths }))
  const atTermEnd = today > termEndsOn ? null : growth
  const atGraceEnd = await growthUntil(graceUntil)
  return {
    termEndsOn,
    graceUntil,
    projectedTier: tierAfterTerm(tier, { atTermEnd, atGraceEnd, table }),
    missingToStay: missingToStay(tier, { growth, table }),
  }
}
