import type { Reader } from '../../db/database'
import { pairOf } from '../../db/ownData'
import { type Evaluation, evaluationColumns, evaluationOf } from './evaluations.store'
import type { TierEvaluationRow } from './tiers.entities'

/** Where the next part begins. */
export function stepKey({ reachedOn, id }: Evaluation): string {
  return `${reachedOn}|${id}`
}

/** Every step of a tier by the day on which it holds, the newest first, those behind `after`, which is a `stepKey`. */
export async function stepsAtDesk(
  reader: Reader,
  cardholderId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<Evaluation[]> {
  const behind = pairOf(after)
  const rows = await reader.rows<TierEvaluationRow>(
    `SELECT ${evaluationColumns} FROM tier_evaluation WHERE cardholder_id = ?
       ${behind ? 'AND (reached_on < ? OR (reached_on = ? AND id < ?))' : ''}
     ORDER BY reached_on DESC, id DESC LIMIT ${limit}`,
    behind ? [cardholderId, behind[0], behind[0], behind[1]] : [cardholderId],
  )
  return rows.map(evaluationOf)
}
