import type { TierId } from '../../../shared/contract/tiers'
import { type BusinessDay, businessDayOf } from '../../../shared/values/businessDay'
import type { Tx } from '../../db/database'
import { enqueue } from '../../db/outbox'
import type { Surroundings } from '../../ports/surroundings'
import { inputsText } from './evaluationInputs'
import { insertEvaluation, keptOutcomes, outcomeText } from './evaluations.store'
import type { GrowthEvent } from './growth.rules'
import { growthBySpend, type Who } from './growth.store'
import { missingToStay, nextDueOn, noticeDue, stayWindow } from './term.rules'
import { termSettingsOf } from './termSettings'
import { type PathStep, type TermSettings, tierPath } from './tierPath.rules'
import { isHigher, lowestTier } from './tiers.rules'
import { claimNotice, findStanding, type StoredStanding, writeStanding } from './tiers.store'

export interface TierChange {
  from: TierId
  to: TierId
}

/**
 * Brings a cardholder's tier to what the facts say as of today, under the cardholder's lock: follows the path, keeps
 * what is new of it, and writes the notice that is due. Repeating it changes nothing. Answers an upgrade, when there is
 * one against what stood before.
 */
export async function bringUpToDate(tx: Tx, who: Who, surroundings: Surroundings): Promise<TierChange | null> {
  const settings = await termSettingsOf(tx, who.programmeId)
  const now = surroundings.now()
  const today = businessDayOf(now)
  const events = await growthBySpend(tx, who.cardholderId)
  const path = tierPath(events, settings, today)
  const before = await findStanding(tx, who.cardholderId)
  const standing = standingAfter(path, { events, settings, today })
  if (!before && path.length === 0 && standing.dueOn === null) return null
  const hasMoved =
    before?.tier !== standing.tier ||
    before.reachedOn !== standing.reachedOn ||
    before.termEndsOn !== standing.termEndsOn
  await writeStanding(tx, who, { standing, changedAt: hasMoved ? now : null })
  await keepEvaluations(tx, who, { path, settings, surroundings })
  await giveNotice(tx, who, { standing, events, settings, surroundings })
  const from = before?.tier ?? lowestTier
  return isHigher(standing.tier, from) ? { from, to: standing.tier } : null
}

function standingAfter(
  path: readonly PathStep[],
  { events, settings, today }: { events: readonly GrowthEvent[]; settings: TermSettings; today: BusinessDay },
): StoredStanding {
  const last = path.at(-1)
  const termEndsOn = last?.termEndsOn ?? null
  const factAhead = events.find((event) => event.effectiveOn > today)?.effectiveOn ?? null
  return {
    tier: last?.to ?? lowestTier,
    // A renewal begins a term, not the tier.
    reachedOn: path.filter((step) => step.kind !== 'renewal').at(-1)?.day ?? null,
    termEndsOn,
    evaluatedOn: today,
    dueOn: nextDueOn({ termEndsOn, factAhead }, { today, graceDays: settings.on(termEndsOn ?? today).graceDays }),
  }
}

/** Stores the inputs of every step that was not stored with the same outcome before. */
async function keepEvaluations(
  tx: Tx,
  who: Who,
  { path, settings, surroundings }: { path: readonly PathStep[]; settings: TermSettings; surroundings: Surroundings },
): Promise<void> {
  const known = await keptOutcomes(tx, who.cardholderId)
  for (const step of path) {
    if (known.has(outcomeText(step))) continue
    const inputs = inputsText(step, settings)
    await insertEvaluation(tx, who, { id: surroundings.newId(), step, inputs, createdAt: surroundings.now() })
  }
}

async function giveNotice(
  tx: Tx,
  who: Who,
  {
    standing: { tier, termEndsOn },
    events,
    settings,
    surroundings,
  }: { standing: StoredStanding; events: readonly GrowthEvent[]; settings: TermSettings; surroundings: Surroundings },
): Promise<void> {
  if (termEndsOn === null) return
  const now = surroundings.now()
  const today = businessDayOf(now)
  const notice = noticeDue(termEndsOn, today)
  if (!notice) return
  const window = stayWindow(termEndsOn, { today, settings })
  const counting = events.filter(({ effectiveOn }) => effectiveOn >= window.from && effectiveOn <= today)
  const growth = counting.reduce((sum, { amount }) => sum + amount, 0)
  const missing = missingToStay(tier, { growth, table: window.table })
  if (missing === 0) return
  if (!(await claimNotice(tx, who, { termEndsOn, daysBefore: notice.daysBefore, sentAt: now }))) return
  const payload = { tier, endsOn: termEndsOn, missing, daysLeft: notice.daysLeft }
  await enqueue(tx, { ...who, id: surroundings.newId(), topic: 'tier.ending', payload, now })
}
