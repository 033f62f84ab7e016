import type { ClearBy, RiskReason } from '../../../shared/contract/riskRules'
import { wholeNumber } from '../../../shared/values/integers'
import type { Reader, Tx } from '../../db/database'
import { marks, moment } from '../../db/statements'
import type { RiskReviewRow } from './lanes.entities'

/** A redemption that is going to be held for a person. */
export interface NewReview {
  cardholderId: string
  redemptionId: string
  programmeId: string
  decisionId: string
  reasons: readonly RiskReason[]
  clearBy: ClearBy
  heldAt: Date
  promisedBy: Date
  /** Whom to top up when it is set free, sealed; null where nobody is. */
  accountCipher: string | null
}

export async function insertReviews(tx: Tx, reviews: readonly NewReview[]): Promise<void> {
  if (reviews.length === 0) return
  await tx.insert(
    'risk_review',
    reviews.map((review) => ({
      cardholder_id: review.cardholderId,
      redemption_id: review.redemptionId,
      programme_id: review.programmeId,
      decision_id: review.decisionId,
      state: 'waiting',
      reasons: review.reasons.join(' '),
      clear_by: review.clearBy,
      held_at: review.heldAt,
      promised_by: review.promisedBy,
      decided_at: null,
      decided_by: null,
      decision_reason: null,
      account_cipher: review.accountCipher,
    })),
    { isCounted: false },
  )
}

/** What the owner of a redemption is told while it is held. */
export interface WaitingReview {
  redemptionId: string
  reasons: RiskReason[]
  clearBy: ClearBy
  promisedBy: Date
}

/** The reviews that these redemptions wait for, by redemption; each is asked for with its owner. */
export async function waitingReviews(
  reader: Reader,
  names: readonly { cardholderId: string; redemptionId: string }[],
): Promise<Map<string, WaitingReview>> {
  if (names.length === 0) return new Map()
  const rows = await reader.rows<Pick<RiskReviewRow, 'redemption_id' | 'reasons' | 'clear_by' | 'promised_by'>>(
    `SELECT redemption_id, reasons, clear_by, promised_by FROM risk_review
     WHERE state = 'waiting' AND (${names.map(() => '(cardholder_id = ? AND redemption_id = ?)').join(' OR ')})`,
    names.flatMap(({ cardholderId, redemptionId }) => [cardholderId, redemptionId]),
  )
  return new Map(
    rows.map((row) => [
      row.redemption_id,
      {
        redemptionId: row.redemption_id,
        reasons: reasonsIn(row.reasons),
        clearBy: row.clear_by as ClearBy,
        promisedBy: moment(row.promised_by),
      },
    ]),
  )
}

/** Why something is held, as the column has it: nothing stands for no reason. */
export function reasonsIn(text: string): RiskReason[] {
  return text === '' ? [] : (text.split(' ') as RiskReason[])
}

/** A review under the lock of its account. */
export interface LockedReview {
  state: RiskReviewRow['state']
  clearBy: ClearBy
  accountCipher: string | null
}

export async function reviewFor(
  tx: Tx,
  { cardholderId, redemptionId }: { cardholderId: string; redemptionId: string },
): Promise<LockedReview | null> {
  const [row] = await tx.rows<Pick<RiskReviewRow, 'state' | 'clear_by' | 'account_cipher'>>(
    `SELECT state, clear_by, account_cipher FROM risk_review WHERE cardholder_id = ? AND redemption_id = ?${tx.forUpdate}`,
    [cardholderId, redemptionId],
  )
  return row ? { state: row.state, clearBy: row.clear_by as ClearBy, accountCipher: row.account_cipher } : null
}

/** How a review ended, and by whom: null where a second proof set it free. */
export interface ReviewEnd {
  state: 'released' | 'refused' | 'cleared'
  at: Date
  by: string | null
  reason: string | null
}

/** Ends a review that waits, for ever; the account that was to be topped up is in its order from then on, or forgotten. */
export async function endReview(
  tx: Tx,
  { cardholderId, redemptionId }: { cardholderId: string; redemptionId: string },
  { state, at, by, reason }: ReviewEnd,
): Promise<void> {
  await tx.changeExactly(
    1,
    `UPDATE risk_review SET state = ?, decided_at = ?, decided_by = ?, decision_reason = ?, account_cipher = NULL
     WHERE cardholder_id = ? AND redemption_id = ? AND state = 'waiting'`,
    [state, at, by, reason, cardholderId, redemptionId],
  )
}

/** How many redemptions wait for a person: of each of these cardholders, and of each programme in all. */
export interface Waiting {
  of(cardholderId: string): number
  in(programmeId: string): number
}

/** Counts the queue of each programme up to this, which is more than any programme lets wait. */
const countedAtMost = 5_000

export async function waitingOf(
  reader: Reader,
  { cardholderIds, programmeIds }: { cardholderIds: readonly string[]; programmeIds: readonly string[] },
): Promise<Waiting> {
  if (cardholderIds.length === 0) return { of: () => 0, in: () => 0 }
  const [people, ...queues] = await Promise.all([
    reader.rows<{ cardholder_id: string; waiting: string | number }>(
      `SELECT cardholder_id, COUNT(*) AS waiting FROM risk_review
       WHERE cardholder_id IN (${marks(cardholderIds)}) AND state = 'waiting' GROUP BY cardholder_id`,
      cardholderIds,
    ),
    ...programmeIds.map((programmeId) =>
      reader.rows<{ waiting: string | number }>(
        `SELECT COUNT(*) AS waiting FROM (
           SELECT 1 AS one FROM risk_review WHERE programme_id = ? AND state = 'waiting' LIMIT ${countedAtMost}
         ) w`,
        [programmeId],
      ),
    ),
  ])
  const count = (waiting: string | number | undefined) => wholeNumber(waiting ?? 0, 'reviews')
  const mine = new Map(people.map((row) => [row.cardholder_id, count(row.waiting)]))
  const all = new Map(programmeIds.map((id, at) => [id, count(queues[at]?.[0]?.waiting)]))
  return { of: (cardholderId) => mine.get(cardholderId) ?? 0, in: (programmeId) => all.get(programmeId) ?? 0 }
}
