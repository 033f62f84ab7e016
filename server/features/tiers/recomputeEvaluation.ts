import type { RecomputedEvaluation, TierOutcome } from '../../../shared/contract/tiers'
import { businessDay, monthOf } from '../../../shared/values/businessDay'
import type { Reader } from '../../db/database'
import { Refused } from '../../http/refused'
import { type EvaluationInputs, growthByDay, parseInputs } from './evaluationInputs'
import { type Evaluation, findEvaluation } from './evaluations.store'
import { growthDaysOfOne } from './growth.store'
import { tierPurchasesOfOne } from './purchases.store'
import { outcomeFromInputs, outcomeToday } from './recompute.rules'
import { termSettingsOf } from './termSettings'

const fields = ['kind', 'from', 'to', 'growth', 'windowFrom', 'windowTo', 'threshold', 'termEndsOn'] as const

/**
 * Works an evaluation out again, from the inputs that were kept with it and from the facts and settings of today, and
 * says field by field and day by day what differs.
 * @throws Refused not_found
 */
export async function recomputeEvaluation(
  reader: Reader,
  { cardholderId, evaluationId }: { cardholderId: string; evaluationId: string },
): Promise<RecomputedEvaluation> {
  const evaluation = await findEvaluation(reader, cardholderId, evaluationId)
  if (!evaluation) throw new Refused('not_found')
  const settings = await termSettingsOf(reader, evaluation.programmeId)
  const days = await growthDaysOfOne(reader, cardholderId)
  const purchases = await tierPurchasesOfOne(reader, cardholderId)
  const inputs = parseInputs(evaluation.inputs)
  const kept = outcomeKept(evaluation)
  const recomputed = inputs && outcomeFromInputs(inputs, evaluation)
  const today = outcomeToday({ days, purchases }, settings, evaluation)
  return {
    id: evaluation.id,
    evaluatedAt: evaluation.evaluatedAt.toISOString(),
    reachedOn: evaluation.reachedOn,
    kept,
    basis: inputs && basisOf(inputs, evaluation),
    recomputed,
    today,
    differences: differencesOf({ kept, recomputed, today }),
    days: inputs && daysThatDiffer({ kept: inputs.days, today: growthByDay(days) }, evaluation),
  }
}

function basisOf(inputs: EvaluationInputs, { windowFrom, windowTo }: Evaluation): RecomputedEvaluation['basis'] {
  const { occasion, before, windowMonths, termMonths, graceDays, days } = inputs
  const months = new Map<string, number>()
  for (const day of Object.keys(days).sort()) {
    if (day < windowFrom || day > windowTo) continue
    const month = monthOf(businessDay(day))
    months.set(month, (months.get(month) ?? 0) + (days[day] ?? 0))
  }
  return {
    occasion,
    termBefore: before.termEndsOn,
    windowMonths,
    termMonths,
    graceDays,
    months: [...months].map(([month, growth]) => ({ month, growth })),
  }
}

function outcomeKept({ kind, from, to, growth, windowFrom, windowTo, threshold, termEndsOn }: Evaluation): TierOutcome {
  return { kind, from, to, growth, windowFrom, windowTo, threshold, termEndsOn }
}

function differencesOf({
  kept,
  recomputed,
  today,
}: Pick<RecomputedEvaluation, 'kept' | 'recomputed' | 'today'>): RecomputedEvaluation['differences'] {
  return fields
    .map((field) => ({ field, kept: kept[field], recomputed: (recomputed ?? kept)[field], today: today[field] }))
    .filter((each) => each.kept !== each.recomputed || each.kept !== each.today)
}

function daysThatDiffer(
  { kept, today }: { kept: Record<string, number>; today: Record<string, number> },
  { windowFrom, windowTo }: Evaluation,
): { day: string; kept: number; today: number }[] {
  const isWithin = (day: string) => day >= windowFrom && day <= windowTo
  const days = [...new Set([...Object.keys(kept), ...Object.keys(today)])].filter(isWithin).sort()
  return days
    .map((day) => ({ day: businessDay(day), kept: kept[day] ?? 0, today: today[day] ?? 0 }))
    .filter((each) => each.kept !== each.today)
}
