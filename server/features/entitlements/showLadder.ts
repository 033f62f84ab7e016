import type { BenefitNamed, Ladder, LadderStep } from '../../../shared/contract/entitlements'
import type { Level } from '../../../shared/contract/identity'
import { type BusinessDay, businessDayOf } from '../../../shared/values/businessDay'
import type { Reader } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import { type Benefit, type Shelves, shelfNow } from '../catalogue'
import { pointsSummary } from '../points'
import { type ProgrammeRules, rulesOf } from '../programmes'
import { standingOf } from '../tiers'
import type { Who } from './chooseEntitlement'
import type { EntitlementSet } from './entitlementSet'
import { setOn } from './entitlements.rules'
import { setsOf } from './entitlements.store'
import { openChoices } from './showEntitlements'

export interface LadderDeps {
  reader: Reader
  shelves: Shelves
  surroundings: Surroundings
}

interface Asker {
  programmeId: string
  /** Null without a session. */
  cardholderId: string | null
  level: Level | null
}

/** Of a long list only so many are named; the catalogue has them all. */
const openedShown = 6

/** Every tier with what it asks for and gives; of a cardholder also where they stand. */
export async function showLadder(
  { reader, shelves, surroundings }: LadderDeps,
  { programmeId, cardholderId, level }: Asker,
): Promise<Ladder> {
  const now = surroundings.now()
  const today = businessDayOf(now)
  const [rules, shelf, sets, own] = await Promise.all([
    rulesOf(reader, programmeId),
    shelfNow(shelves, programmeId),
    setsOf(reader, programmeId),
    cardholderId !== null && level === 'cardholder'
      ? ownPlace({ reader, shelves, now }, { programmeId, cardholderId })
      : nothingOfMine,
  ])
  const benefits = shelf.benefits.filter(
    ({ retired, startsAt, endsAt }) => !retired && startsAt <= now && endsAt >= now,
  )
  const { tierWindowMonths: windowMonths, tierTermMonths: termMonths, tierGraceDays: graceDays } = rules.terms.on(today)
  const { growthBasisPoints } = rules.earning.on(today)
  return {
    today,
    level,
    rules: { windowMonths, termMonths, graceDays, growthBasisPoints },
    steps: stepsOn(today, { rules, sets, benefits }),
    ...own,
  }
}

type OwnPlace = Pick<Ladder, 'standing' | 'points' | 'choicesLeft'>

const nothingOfMine: OwnPlace = { standing: null, points: null, choicesLeft: 0 }

async function ownPlace(
  { reader, shelves, now }: { reader: Reader; shelves: Shelves; now: Date },
  who: Who,
): Promise<OwnPlace> {
  const today = businessDayOf(now)
  const [standing, points, choicesLeft] = await Promise.all([
    standingOf(reader, who, today),
    pointsSummary(reader, { cardholderId: who.cardholderId, today }),
    openChoices(reader, [who], { now, benefitsOf: async (id) => (await shelfNow(shelves, id)).named }),
  ])
  const { available, debt } = points
  return { standing, points: { available, debt }, choicesLeft: choicesLeft(who, standing.tier) }
}

function stepsOn(
  day: BusinessDay,
  { rules, sets, benefits }: { rules: ProgrammeRules; sets: EntitlementSet[]; benefits: readonly Benefit[] },
): LadderStep[] {
  const named = new Map(benefits.map((benefit) => [benefit.id, benefit]))
  const { tierMultipliers } = rules.earning.on(day)
  return rules.terms.on(day).tiers.map(({ tier, threshold }) => {
    const set = setOn(sets, { tier, day })
    const options = (set?.benefits ?? []).flatMap((id) => named.get(id) ?? [])
    const opened = benefits.filter((benefit) => benefit.tier === tier)
    return {
      tier,
      threshold,
      multiplier: tierMultipliers[tier] ?? 10_000,
      choose: set?.choose ?? 0,
      options: options.map(nameOf),
      opens: opened.length,
      opened: opened.slice(0, openedShown).map(nameOf),
    }
  })
}

function nameOf({ id, title, category }: Benefit): BenefitNamed {
  return { id, title, category }
}
