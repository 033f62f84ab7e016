import type { ReviewState } from '../../../shared/contract/risk'
import type { ClearBy, RiskReason } from '../../../shared/contract/riskRules'
import { wholeNumber } from '../../../shared/values/integers'
import type { Parameter, Reader } from '../../db/database'
import { moment } from '../../db/statements'
import type { RiskReviewRow } from './lanes.entities'
import { reasonsIn } from './reviews.store'

/** A redemption that is, or was, held for a person. */
export interface Review {
  cardholderId: string
  redemptionId: string
  programmeId: string
  decisionId: string
  state: ReviewState
  reasons: RiskReason[]
  clearBy: ClearBy
  heldAt: Date
  promisedBy: Date
  decidedAt: Date | null
  /** Null where a second proof set it free. */
  decidedBy: string | null
  decisionReason: string | null
}

/** A page of those that are in one state: what is promised first comes first, of decided ones what was promised last. */
export function reviewsPage(
  reader: Reader,
  {
    programmeId,
    state,
    cursor,
    limit,
  }: { programmeId: string; state: ReviewState; cursor: string | undefined; limit: number },
): Promise<Review[]> {
  const isWaiting = state === 'waiting'
  const [promisedBy = '', redemptionId = ''] = cursor?.split('_') ?? []
  const after = cursor === undefined ? '' : ` AND (promised_by, redemption_id) ${isWaiting ? '>' : '<'} (?, ?)`
  const order = isWaiting ? 'promised_by, redemption_id' : 'promised_by DESC, redemption_id DESC'
  return selectReviews(reader, `programme_id = ? AND state = ?${after} ORDER BY ${order} LIMIT ${limit}`, [
    programmeId,
    state,
    ...(cursor === undefined ? [] : [new Date(promisedBy), redemptionId]),
  ])
}

/** Where the next page begins. */
export function cursorAfter({ promisedBy, redemptionId }: Review): string {
  return `${promisedBy.toISOString()}_${redemptionId}`
}

/** How many wait, and how many of them for longer than was promised. */
export async function reviewsWaiting(
  reader: Reader,
  { programmeId, now }: { programmeId: string; now: Date },
): Promise<{ waiting: number; late: number }> {
  const [row] = await reader.rows<{ waiting: string | number; late: string | number | null }>(
    `SELECT COUNT(*) AS waiting, SUM(CASE WHEN promised_by < ? THEN 1 ELSE 0 END) AS late FROM risk_review
     WHERE programme_id = ? AND state = 'waiting'`,
    [now, programmeId],
  )
  return { waiting: wholeNumber(row?.waiting ?? 0, 'reviews'), late: wholeNumber(row?.late ?? 0, 'reviews') }
}

/** Found by its redemption alone: an operator knows no more than its number. */
export async function reviewNamed(
  reader: Reader,
  { programmeId, redemptionId }: { programmeId: string; redemptionId: string },
): Promise<Review | null> {
  const [review] = await selectReviews(reader, 'programme_id = ? AND redemption_id = ?', [programmeId, redemptionId])
  return review ?? null
}

async function selectReviews(reader: Reader, where: string, parameters: Parameter[]): Promise<Review[]> {
  const rows = await reader.rows<RiskReviewRow>(`SELECT * FROM risk_review WHERE ${where}`, parameters)
  return rows.map((row) => ({
    cardholderId: row.cardholder_id,
    redemptionId: row.redemption_id,
    programmeId: row.programme_id,
    decisionId: row.decision_id,
    state: row.state as ReviewState,
    reasons: reasonsIn(row.reasons),
    clearBy: row.clear_by as ClearBy,
    heldAt: moment(row.held_at),
    promisedBy: moment(row.promised_by),
    decidedAt: row.decided_at === null ? null : moment(row.decided_at),
    decidedBy: row.decided_by,
    decisionReason: row.decision_reason,
  }))
}
