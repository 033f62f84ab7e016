import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { type BusinessDay, businessDayOf } from '../../../shared/values/businessDay'
import { batcher } from '../../db/batcher'
import type { Reader } from '../../db/database'
import { refuseWhenFull } from '../../http/busy'
import type { Session } from '../../http/sessions'
import type { Surroundings } from '../../ports/surroundings'
import { featured, type Shelves } from '../catalogue'
import { type ProgrammeRules, rulesRead } from '../programmes'
import { type HomeOwner, type MyHome, myHomes } from './myHomes'

const benefitsShown = 6

type Home = ReplyOf<Api['home']['home']>

/**
 * Everything that the first screen shows, in one answer; a visitor sees the programme and its benefits. Those who ask at
 * the same moment are read together.
 */
export function homes({
  reader,
  shelves,
  surroundings,
}: {
  reader: Reader
  shelves: Shelves
  surroundings: Surroundings
}): (session: Session | null, programmeId: string) => Promise<Home> {
  const rulesOf = rulesRead(surroundings)
  const mine = batcher({
    lanes: 1,
    most: 100,
    queueLimit: 10_000,
    apartBy: ({ cardholderId }: HomeOwner) => cardholderId,
    together: (owners) => myHomes(reader, owners, { now: surroundings.now(), shelves, rulesOf }),
  })
  return async (session, programmeId) => {
    const now = surroundings.now()
    const today = businessDayOf(now)
    refuseWhenFull(mine)
    const [rules, benefits, own] = await Promise.all([
      rulesOf(reader, programmeId),
      featured(shelves, { programmeId, now, limit: benefitsShown }),
      session?.level === 'cardholder' ? mine.submit(session) : nothingOfMine,
    ])
    return { today, level: session?.level ?? null, programme: shown(rules, today), benefits, ...own }
  }
}

const nothingOfMine: MyHome = { points: null, tier: null, defaultCard: null, choicesLeft: 0 }

type Shown = Readonly<Home['programme']>

/** What was shown of rules, as long as these are in use. */
const known = new WeakMap<ProgrammeRules, { today: BusinessDay; programme: Shown }>()

/** Rule and terms as they are in force today; frozen, since everybody is shown the same. */
function shown(rules: ProgrammeRules, today: BusinessDay): Shown {
  const before = known.get(rules)
  if (before?.today === today) return before.programme
  const programme = Object.freeze(programmeOn(rules, today))
  known.set(rules, { today, programme })
  return programme
}

function programmeOn({ settings: { id, name, bank }, earning, terms }: ProgrammeRules, today: BusinessDay) {
  const { version, since, rateBasisPoints } = earning.on(today)
  const { tiers, daysUntilAvailable, expiry, rounding } = terms.on(today)
  return { id, name, bank, tiers, rules: { version, since, rateBasisPoints, daysUntilAvailable, expiry, rounding } }
}
