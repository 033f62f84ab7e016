import type { Standing, TierId } from '../../../shared/contract/tiers'
import type { BusinessDay } from '../../../shared/values/businessDay'
import type { Reader } from '../../db/database'
import { type GrowthWindow, growthWithin, type Who } from './growth.store'
import { missingToStay, stayWindow, tierAfterTerm } from './term.rules'
import { termSettingsOf } from './termSettings'
import { graceEnd, type TermSettings, type TierTerms } from './tierPath.rules'
import { lowestTier, nextTier, windowStart } from './tiers.rules'
import { findStanding, findStandings, type StoredStanding } from './tiers.store'

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
  const standings = await standingsOf(reader, [who], { today, settingsOf: (id) => termSettingsOf(reader, id) })
  return standings.get(who.cardholderId) as Standing
}

/** Where cardholders stand, asked for together. */
export async function standingsOf(
  reader: Reader,
  holders: readonly Who[],
  { today, settingsOf }: { today: BusinessDay; settingsOf: (programmeId: string) => Promise<TermSettings> },
): Promise<Map<string, Standing>> {
  const programmes = [...new Set(holders.map(({ programmeId }) => programmeId))]
  const [standings, settings] = await Promise.all([
    findStandings(
      reader,
      holders.map(({ cardholderId }) => cardholderId),
    ),
    Promise.all(programmes.map(async (id) => [id, await settingsOf(id)] as const)),
  ])
  const settingsBy = new Map(settings)
  const looks = holders.map(({ programmeId, cardholderId }) => {
    const standing = standings.get(cardholderId)
    return looksAt(standing ?? null, { cardholderId, settings: settingsBy.get(programmeId) as TermSettings, today })
  })
  const growths = await growthWithin(
    reader,
    looks.flatMap(({ windows }) => windows),
  )
  let read = 0
  return new Map(
    looks.map((look) => {
      const own = growths.slice(read, read + look.windows.length)
      read += own.length
      return [look.cardholderId, standingAt(look, own)]
    }),
  )
}

interface Looks {
  cardholderId: string
  today: BusinessDay
  settings: TermSettings
  standing: StoredStanding | null
  /** Whose growth is asked for: up to today, and where there is a term, up to its end and to that of grace. */
  windows: GrowthWindow[]
}

function looksAt(
  standing: StoredStanding | null,
  { cardholderId, settings, today }: Pick<Looks, 'cardholderId' | 'settings' | 'today'>,
): Looks {
  const { windowMonths } = settings.on(today)
  const windows = [{ cardholderId, from: windowStart(today, windowMonths), to: today }]
  const termEndsOn = standing?.termEndsOn ?? null
  for (const day of termEndsOn === null ? [] : [today, graceEnd(termEndsOn, settings)]) {
    const { from, to } = stayWindow(termEndsOn as BusinessDay, { today: day, settings })
    windows.push({ cardholderId, from, to })
  }
  return { cardholderId, today, settings, standing, windows }
}

function standingAt({ today, settings, standing, windows }: Looks, growths: readonly number[]): Standing {
  const terms = settings.on(today)
  const [window] = windows as [GrowthWindow]
  const [growth = 0] = growths
  const tier = standing?.tier ?? lowestTier
  const next = nextTier(tier, { growth, table: terms.table })
  return {
    tier,
    growth,
    windowFrom: window.from,
    windowTo: window.to,
    next,
    upgradeOffer: offerOf(next?.tier, terms),
    ceremony: ceremonyAt(tier, standing),
    since: standing?.reachedOn ?? null,
    ...termAt({ tier, termEndsOn: standing?.termEndsOn ?? null, settings, today }, growths),
    table: [...terms.table],
  }
}

function offerOf(tier: TierId | undefined, { prices, termMonths }: TierTerms): Standing['upgradeOffer'] {
  const points = tier && prices[tier]
  return points === undefined ? null : { tier: tier as TierId, points, termMonths }
}

/** An upgrade that was lost again before anybody looked is not celebrated. */
function ceremonyAt(tier: TierId, standing: StoredStanding | null): Standing['ceremony'] {
  const ceremony = standing?.ceremony ?? null
  return ceremony?.to === tier ? ceremony : null
}

type Term = Pick<Standing, 'termEndsOn' | 'graceUntil' | 'projectedTier' | 'missingToStay'>

function termAt(
  {
    tier,
    termEndsOn,
    settings,
    today,
  }: { tier: TierId; termEndsOn: BusinessDay | null; settings: TermSettings; today: BusinessDay },
  [, growthToStay = 0, growthInGrace = 0]: readonly number[],
): Term {
  if (termEndsOn === null) return { termEndsOn, graceUntil: null, projectedTier: null, missingToStay: null }
  const graceUntil = graceEnd(termEndsOn, settings)
  const tableOn = (day: BusinessDay) => stayWindow(termEndsOn, { today: day, settings }).table
  const look = { growth: growthToStay, table: tableOn(today) }
  const atGraceEnd = { growth: growthInGrace, table: tableOn(graceUntil) }
  const atTermEnd = today > termEndsOn ? null : look
  return {
    termEndsOn,
    graceUntil,
    projectedTier: tierAfterTerm(tier, { atTermEnd, atGraceEnd }),
    missingToStay: missingToStay(tier, look),
  }
}
