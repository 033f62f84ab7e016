import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { type BusinessDay, businessDayOf } from '../../../shared/values/businessDay'
import { batcher } from '../../db/batcher'
import type { Reader } from '../../db/database'
import { refuseWhenFull } from '../../http/busy'
import type { Session } from '../../http/sessions'
import type { Surroundings } from '../../ports/surroundings'
import type { Shelves } from '../catalogue'
import { type ProgrammeRules, rulesRead } from '../programmes'
import { homeShelf, type Means, pickFor } from './homeShelf'
import { type HomeOwner, type MyHome, myHomes } from './myHomes'

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
  const homeOf = (owner: HomeOwner) => {
    refuseWhenFull(mine)
    return mine.submit(owner)
  }
  return async (session, programmeId) => {
    const now = surroundings.now()
    const today = businessDayOf(now)
    // Visitors queue for nothing, so they are answered however many cardholders wait.
    const [rules, shelf, own] = await Promise.all([
      rulesOf(reader, programmeId),
      homeShelf(shelves, { programmeId, now }),
      session?.level === 'cardholder' ? homeOf(session) : nothingOfMine,
    ])
    const { campaign } = shelf
    const picked = pickFor(shelf, meansOf(own))
    return { today, level: session?.level ?? null, programme: shown(rules, today), campaign, ...picked, ...own }
  }
}

const nothingOfMine: MyHome = { points: null, tier: null, defaultCard: null, choicesLeft: 0 }

function meansOf({ points, tier, defaultCard }: MyHome): Means | null {
  if (!points || !tier) return null
  const { available, debt } = points
  return { available, debt, tier: tier.tier, product: defaultCard?.product ?? null }
}

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
  const { daysUntilAvailable, expiry, rounding } = terms.on(today)
  return { id, name, bank, rules: { version, since, rateBasisPoints, daysUntilAvailable, expiry, rounding } }
}
