import type { TierOutcome } from '../../../shared/contract/tiers'
import { type BusinessDay, businessDay } from '../../../shared/values/businessDay'
import type { EvaluationInputs } from './evaluationInputs'
import { moveOf, type PathStep, type TermSettings, type TierFacts, termEnd, tierPath } from './tierPath.rules'
import { lowestTier, thresholdOf, windowStart } from './tiers.rules'

interface Looked {
  kind: PathStep['kind']
  to: PathStep['to']
  reachedOn: BusinessDay
  windowTo: BusinessDay
}

/** What the kept inputs come to by the rules of today; the same as was kept, unless inputs or rules were changed. */
export function outcomeFromInputs(inputs: EvaluationInputs, { windowTo }: Looked): TierOutcome {
  const { occasion, before, table, windowMonths, termMonths } = inputs
  const windowFrom = windowStart(windowTo, windowMonths)
  const days = Object.entries(inputs.days).filter(([day]) => day >= windowFrom && day <= windowTo)
  const growth = days.reduce((sum, [, amount]) => sum + amount, 0)
  const move = moveOf({ tier: before.tier, occasion }, { growth, table })
  const shown = { from: before.tier, growth, windowFrom, windowTo }
  if (!move) {
    const threshold = thresholdOf(before.tier, table)
    return { ...shown, kind: null, to: before.tier, threshold, termEndsOn: before.termEndsOn }
  }
  const { kind, to, threshold } = move
  const termBefore = before.termEndsOn === null ? null : businessDay(before.termEndsOn)
  const termEndsOn = termEnd(move, { windowTo, termBefore, table, termMonths })
  return { ...shown, kind, to, threshold, termEndsOn }
}

/** The step that today's facts and settings have on that day, the likest one first; without one, how the day ended. */
export function outcomeToday(facts: TierFacts, settings: TermSettings, looked: Looked): TierOutcome {
  const path = tierPath(facts, settings, looked.reachedOn)
  const ofDay = path.filter((step) => step.day === looked.reachedOn)
  const step = ofDay.find(({ kind, to }) => kind === looked.kind && to === looked.to) ?? ofDay.at(-1)
  if (step) {
    const { kind, from, to, growth, windowFrom, windowTo, threshold, termEndsOn } = step
    return { kind, from, to, growth, windowFrom, windowTo, threshold, termEndsOn }
  }
  const { windowTo } = looked
  const { table, windowMonths } = settings.on(windowTo)
  const windowFrom = windowStart(windowTo, windowMonths)
  const counted = facts.days.filter(({ effectiveOn }) => effectiveOn >= windowFrom && effectiveOn <= windowTo)
  const growth = counted.reduce((sum, { amount }) => sum + amount, 0)
  const tier = path.at(-1)?.to ?? lowestTier
  const threshold = thresholdOf(looked.to, table)
  return {
    kind: null,
    from: tier,
    to: tier,
    growth,
    windowFrom,
    windowTo,
    threshold,
    termEndsOn: path.at(-1)?.termEndsOn ?? null,
  }
}
