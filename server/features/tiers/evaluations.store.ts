import type { TierId } from '../../../shared/contract/tiers'
import { businessDay } from '../../../shared/values/businessDay'
import { wholeNumber } from '../../../shared/values/integers'
import type { Reader, Tx } from '../../db/database'
import { inSlices, marks, moment } from '../../db/statements'
import type { Who } from './growth.store'
import type { PathStep } from './tierPath.rules'
import type { TierEvaluationRow } from './tiers.entities'

/** Remembers evaluations with their inputs. */
export function insertEvaluations(
  tx: Tx,
  evaluations: readonly { who: Who; id: string; step: PathStep; inputs: string }[],
  createdAt: Date,
): Promise<number> {
  const rows = evaluations.map(({ who, id, step, inputs }) => ({
    cardholder_id: who.cardholderId,
    id,
    programme_id: who.programmeId,
    kind: step.kind,
    tier_before: step.from,
    tier_after: step.to,
    reached_on: step.day,
    growth: step.growth,
    window_from: step.windowFrom,
    window_to: step.windowTo,
    threshold: step.threshold,
    term_ends_on: step.termEndsOn,
    inputs,
    created_at: createdAt,
  }))
  return tx.insert('tier_evaluation', rows)
}

export const evaluationColumns = `id, programme_id, kind, tier_before, tier_after, reached_on, growth, window_from, window_to, threshold,
  term_ends_on, created_at`

/** The newest hundred steps by the day on which they hold. */
export async function evaluationsOf(reader: Reader, cardholderId: string) {
  const rows = await reader.rows<TierEvaluationRow>(
    `SELECT ${evaluationColumns} FROM tier_evaluation WHERE cardholder_id = ? ORDER BY reached_on DESC, id DESC LIMIT 100`,
    [cardholderId],
  )
  return rows.map(evaluationOf)
}

/** What is kept already, by cardholder, in the form in which a step is compared with it. */
export async function keptOutcomes(
  reader: Reader,
  cardholderIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const outcomes = new Map<string, Set<string>>()
  for (const ids of inSlices(cardholderIds)) {
    const rows = await reader.rows<TierEvaluationRow>(
      `SELECT cardholder_id, ${evaluationColumns} FROM tier_evaluation WHERE cardholder_id IN (${marks(ids)})`,
      ids,
    )
    for (const row of rows) {
      const theirs = outcomes.get(row.cardholder_id) ?? new Set<string>()
      outcomes.set(row.cardholder_id, theirs.add(outcomeText({ ...evaluationOf(row), day: row.reached_on })))
    }
  }
  return outcomes
}

/** Two evaluations with the same text need not be kept twice. */
export function outcomeText(step: Pick<PathStep, 'kind' | 'from' | 'to' | 'growth'> & { day: string }): string {
  return [step.kind, step.day, step.from, step.to, step.growth].join(' ')
}

export async function findEvaluation(reader: Reader, cardholderId: string, id: string) {
  const [row] = await reader.rows<TierEvaluationRow>(
    `SELECT ${evaluationColumns}, inputs FROM tier_evaluation WHERE cardholder_id = ? AND id = ?`,
    [cardholderId, id],
  )
  return row ? { ...evaluationOf(row), programmeId: row.programme_id, inputs: row.inputs } : null
}

export type Evaluation = ReturnType<typeof evaluationOf>

export function evaluationOf(row: TierEvaluationRow) {
  return {
    id: row.id,
    evaluatedAt: moment(row.created_at),
    kind: row.kind as PathStep['kind'],
    reachedOn: businessDay(row.reached_on),
    from: row.tier_before as TierId,
    to: row.tier_after as TierId,
    growth: wholeNumber(row.growth, 'growth'),
    windowFrom: businessDay(row.window_from),
    windowTo: businessDay(row.window_to),
    threshold: wholeNumber(row.threshold, 'threshold'),
    termEndsOn: row.term_ends_on === null ? null : businessDay(row.term_ends_on),
  }
}
