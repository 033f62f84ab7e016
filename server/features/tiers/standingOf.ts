import type { Standing, TierId } from '../../../shared/contract/tiers'
import type { BusinessDay } from '../../../shared/values/businessDay'
import type { Reader } from '../../db/database'
import { growthWithin, type Who } from './growth.store'
import { missingToStay, stayWindow, tierAfterTerm } from './term.rules'
import { termSettingsOf } from './termSettings'
import { graceEnd, type TermSettings, type TierTerms } from './tierPath.rules'
import { lowestTier, nextTier, windowStart } from './tiers.rules'
import { findStanding, findStandings } from './tiers.store'

/** The tier of a cardholder; the lowest while there has been no upgrade. */
export async function tierOf(reader: Reader, cardholderId: string): Promise<TierId> {
  return (await findStanding(reader, cardholderId))?.tier ?? lowestTier
}

/** The tiers of cardholders; the lowest where there has been no upgrade. */
export async function tiersOf(reader: Reader, cardholderIds: readonly string[]): Promise<(id: string) => TierId> {
  const standings = await findStandings(reader, cardholderIds)
  return (id) => standings.get(id)?.tier ?? lowestTier
}

export async function standingOf(reader: Reader, who: Who, today: BusinessDay): Promise<Standing> {
  const settings = await termSettingsOf(reader, who.programmeId)
  const terms = settings.on(today)
  const { table, windowMonths } = terms
  const window = { from: windowStart(today, windowMonths), to: today }
  const growth = await growthWithin(reader, who.cardholderId, window)
  const standing = await findStanding(reader, who.cardholderId)
  const tier = standing?.tier ?? lowestTier
  const next = nextTier(tier, { growth, table })
  return {
    tier,
    growth,
    windowFrom: window.from,
    windowTo: window.to,
    next,
    upgradeOffer: offerOf(next?.tier, terms),
    since: standing?.reachedOn ?? null,
    ...(await termOf(reader, who, { tier, termEndsOn: standing?.termEndsOn ?? null, settings, today })),
    table: [...table],
  }
}

function offerOf(tier: TierId | undefined, { prices, termMonths }: TierTerms): Standing['upgradeOffer'] {
  const points = tier && prices[tier]
  return points === undefined ? null : { tier: tier as TierId, points, termMonths }
}

type Term = Pick<Standing, 'termEndsOn' | 'graceUntil' | 'projectedTier' | 'missingToStay'>

async function termOf(
  reader: Reader,
  { cardholderId }: Who,
  {
    tier,
    termEndsOn,
    settings,
    today,
  }: { tier: TierId; termEndsOn: BusinessDay | null; settings: TermSettings; today: BusinessDay },
): Promise<Term> {
  if (termEndsOn === null) return { termEndsOn, graceUntil: null, projectedTier: null, missingToStay: null }
  const graceUntil = graceEnd(termEndsOn, settings)
  const lookOn = async (day: BusinessDay) => {
    const { from, to, table } = stayWindow(termEndsOn, { today: day, settings })
    return { growth: await growthWithin(reader, cardholderId, { from, to }), table }
  }
  const look = await lookOn(today)
  const atTermEnd = today > termEndsOn ? null : look
  const atGraceEnd = await lookOn(graceUntil)
  return {
    termEndsOn,
    graceUntil,
    projectedTier: tierAfterTerm(tier, { atTermEnd, atGraceEnd }),
    missingToStay: missingToStay(tier, look),
  }
}
