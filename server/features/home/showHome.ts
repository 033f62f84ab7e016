import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { type BusinessDay, businessDayOf } from '../../../shared/values/businessDay'
import type { Reader } from '../../db/database'
import type { Session } from '../../http/sessions'
import { defaultCard } from '../cards'
import { featured, type Shelves } from '../catalogue'
import { openChoices } from '../entitlements'
import { pointsSummary } from '../points'
import type { ProgrammeRules, rulesOf } from '../programmes'
import { standingOf } from '../tiers'

const benefitsShown = 6

export interface Shown {
  programmeId: string
  now: Date
  shelves: Shelves
  /** The programme's rules, as they were read a moment ago. */
  rulesOf: typeof rulesOf
}

/** Everything that the first screen shows, in one answer; a visitor sees the programme and its benefits. */
export async function showHome(
  reader: Reader,
  session: Session | null,
  { programmeId, now, shelves, rulesOf }: Shown,
): Promise<ReplyOf<Api['home']['home']>> {
  const today = businessDayOf(now)
  const [rules, benefits, mine] = await Promise.all([
    rulesOf(reader, programmeId),
    featured(shelves, { programmeId, now, limit: benefitsShown }),
    session?.level === 'cardholder' ? myPart(reader, session, now) : nothingOfMine,
  ])
  return { today, level: session?.level ?? null, programme: shown(rules, today), benefits, ...mine }
}

const nothingOfMine = { points: null, tier: null, defaultCard: null, choicesLeft: 0 }

async function myPart(reader: Reader, session: Session, now: Date) {
  const today = businessDayOf(now)
  const { cardholderId } = session
  const [points, tier, card] = await Promise.all([
    pointsSummary(reader, { cardholderId, today }),
    standingOf(reader, session, today),
    defaultCard(reader, cardholderId),
  ])
  const choicesLeft = await openChoices(reader, session, { tier: tier.tier, now })
  return { points, tier, defaultCard: card, choicesLeft }
}

/** Rule and terms as they are in force today. */
function shown({ settings: { id, name, bank }, earning, terms }: ProgrammeRules, today: BusinessDay) {
  const { version, since, rateBasisPoints } = earning.on(today)
  const { tiers, daysUntilAvailable, expiry, rounding } = terms.on(today)
  return { id, name, bank, tiers, rules: { version, since, rateBasisPoints, daysUntilAvailable, expiry, rounding } }
}
