import type { TierId } from '../../../shared/contract/tiers'
import { type BusinessDay, businessDayOf } from '../../../shared/values/businessDay'
import type { Tx } from '../../db/database'
import { enqueue } from '../../db/outbox'
import type { Surroundings } from '../../ports/surroundings'
import { inputsText } from './evaluationInputs'
import { insertEvaluations, keptOutcomes, outcomeText } from './evaluations.store'
import { type GrowthDay, peakOf } from './growth.rules'
import { growthDaysOfOne, type Who } from './growth.store'
import { tierPurchasesOfOne } from './purchases.store'
import { missingToStay, nextDueOn, noticeDue, stayWindow } from './term.rules'
import { termSettingsOf } from './termSettings'
import { type PathStep, type TermSettings, type TierFacts, tierPath } from './tierPath.rules'
import { isHigher, lowestTier } from './tiers.rules'
import {
  type Ceremony,
  claimNotice,
  findStanding,
  type StoredStanding,
  writeCeremonies,
  writeStandings,
} from './tiers.store'

export interface TierChange {
  from: TierId
  to: TierId
}

/** A cardholder to look at. */
export interface Looked extends TierFacts {
  who: Who
  before: StoredStanding | null
  /** No evaluation was kept for them before. */
  isNew: boolean
}

/**
 * Brings tiers to what the facts say as of today, under the cardholders' locks: follows each path, keeps what is new of
 * it, and writes the notice that is due. Repeating it changes nothing. Answers for each cardholder the upgrade against
 * what stood before, where there is one.
 */
export async function bringAllUpToDate(
  tx: Tx,
  looked: readonly Looked[],
  { settings, surroundings }: { settings: TermSettings; surroundings: Surroundings },
): Promise<Map<string, TierChange>> {
  const now = surroundings.now()
  const today = businessDayOf(now)
  const all = looked.map(({ who, days, purchases, before, isNew }) => {
    const path = tierPath({ days, purchases }, settings, today)
    const standing = standingAfter(path, { days, purchases, settings, today, before, now })
    return { who, days, before, isNew, path, standing }
  })
  await writeStandings(tx, all)
  const stepped = all.filter(({ path }) => path.length > 0)
  const known = await keptOutcomes(
    tx,
    stepped.filter(({ isNew }) => !isNew).map(({ who }) => who.cardholderId),
  )
  const fresh = stepped.flatMap(({ who, path }) => {
    return path.filter((step) => !known.get(who.cardholderId)?.has(outcomeText(step))).map((step) => ({ who, step }))
  })
  const kept = fresh.map(({ who, step }) => ({
    who,
    id: surroundings.newId(),
    step,
    inputs: inputsText(step, settings),
  }))
  await insertEvaluations(tx, kept, now)
  const changes = changesIn(all)
  await writeCeremonies(tx, ceremoniesOf(all, { changes, kept }))
  for (const { who, standing, days } of stepped) await giveNotice(tx, who, { standing, days, settings, surroundings })
  return changes
}

interface Brought {
  who: Who
  before: StoredStanding | null
  standing: Reached
}

type Reached = Omit<StoredStanding, 'ceremony'>

function changesIn(all: readonly Brought[]): Map<string, TierChange> {
  return new Map(
    all.flatMap(({ who, before, standing: { tier: to } }): [string, TierChange][] => {
      const from = before?.tier ?? lowestTier
      return isHigher(to, from) ? [[who.cardholderId, { from, to }]] : []
    }),
  )
}

/**
 * Whom to congratulate: those who rose by an upgrade that was not kept before, so that facts which take it back and bring
 * it again are not celebrated twice. One that waits still is told together with the new one.
 */
function ceremoniesOf(
  all: readonly Brought[],
  { changes, kept }: { changes: Map<string, TierChange>; kept: readonly { who: Who; id: string; step: PathStep }[] },
): (Brought & { ceremony: Ceremony })[] {
  const upgrades = new Map<string, string>()
  for (const { who, id, step } of kept) {
    if (step.kind === 'upgrade' && changes.get(who.cardholderId)?.to === step.to) upgrades.set(who.cardholderId, id)
  }
  return all.flatMap((brought) => {
    const { cardholderId } = brought.who
    const change = changes.get(cardholderId)
    const evaluationId = upgrades.get(cardholderId)
    if (!change || evaluationId === undefined) return []
    const waiting = brought.before?.ceremony
    const from = waiting && waiting.to === change.from ? waiting.from : change.from
    return [{ ...brought, ceremony: { evaluationId, from, to: change.to } }]
  })
}

/** The same for one cardholder whose spends have not changed: for the job, and for what points were given for. */
export async function bringUpToDate(tx: Tx, who: Who, surroundings: Surroundings): Promise<TierChange | null> {
  const settings = await termSettingsOf(tx, who.programmeId)
  const before = await findStanding(tx, who.cardholderId)
  const days = await growthDaysOfOne(tx, who.cardholderId)
  const purchases = await tierPurchasesOfOne(tx, who.cardholderId)
  const changes = await bringAllUpToDate(tx, [{ who, days, purchases, before, isNew: false }], {
    settings,
    surroundings,
  })
  return changes.get(who.cardholderId) ?? null
}

function standingAfter(
  path: readonly PathStep[],
  {
    days,
    purchases,
    settings,
    today,
    before,
    now,
  }: TierFacts & {
    settings: TermSettings
    today: BusinessDay
    before: StoredStanding | null
    now: Date
  },
): Reached {
  const last = path.at(-1)
  const termEndsOn = last?.termEndsOn ?? null
  const tier = last?.to ?? lowestTier
  // A renewal begins a term, not the tier.
  const reachedOn = path.findLast((step) => step.kind !== 'renewal')?.day ?? null
  const factAhead = firstAfter(today, [
    ...days.map(({ effectiveOn }) => effectiveOn),
    ...purchases.map(({ day }) => day),
  ])
  const isSame = before?.tier === tier && before.reachedOn === reachedOn && before.termEndsOn === termEndsOn
  return {
    tier,
    reachedOn,
    termEndsOn,
    changedAt: isSame ? before.changedAt : now,
    evaluatedOn: today,
    dueOn: nextDueOn({ termEndsOn, factAhead }, { today, graceDays: settings.on(termEndsOn ?? today).graceDays }),
    steppedOn: last?.day ?? null,
    growthPeak: peakOf(days, { from: last?.windowTo ?? null, windowMonths: settings.on(today).windowMonths }),
  }
}

function firstAfter(today: BusinessDay, days: readonly BusinessDay[]): BusinessDay | null {
  return days.filter((day) => day > today).sort()[0] ?? null
}

async function giveNotice(
  tx: Tx,
  who: Who,
  {
    standing: { tier, termEndsOn },
    days,
    settings,
    surroundings,
  }: { standing: Reached; days: readonly GrowthDay[]; settings: TermSettings; surroundings: Surroundings },
): Promise<void> {
  if (termEndsOn === null) return
  const now = surroundings.now()
  const today = businessDayOf(now)
  const notice = noticeDue(termEndsOn, today)
  if (!notice) return
  const window = stayWindow(termEndsOn, { today, settings })
  const counting = days.filter(({ effectiveOn }) => effectiveOn >= window.from && effectiveOn <= today)
  const growth = counting.reduce((sum, { amount }) => sum + amount, 0)
  const missing = missingToStay(tier, { growth, table: window.table })
  if (missing === 0) return
  if (!(await claimNotice(tx, who, { termEndsOn, daysBefore: notice.daysBefore, sentAt: now }))) return
  const payload = { tier, endsOn: termEndsOn, missing, daysLeft: notice.daysLeft }
  await enqueue(tx, { ...who, id: surroundings.newId(), topic: 'tier.ending', payload, now })
}
