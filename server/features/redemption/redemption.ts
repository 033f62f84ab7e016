import type { BenefitCategory, Delivery } from '../../../shared/contract/catalogue'
import type {
  RedemptionOrigin,
  Redemption as RedemptionShown,
  RedemptionState,
} from '../../../shared/contract/redemption'
import type { Points } from '../../../shared/values/points'
import type { WaitingReview } from '../risk'
import { isExpired } from './redemption.rules'

export interface Redemption {
  id: string
  cardholderId: string
  programmeId: string
  benefitId: string
  benefitVersion: string
  title: string
  category: BenefitCategory
  points: Points
  origin: RedemptionOrigin
  idempotencyKey: string
  state: RedemptionState
  /** The ledger transaction that took the points; an entitlement has none. */
  transactionId: string | null
  delivery: Delivery
  campaignId: string | null
  /** The account that is topped up, masked. */
  accountMasked: string | null
  /** Keyed hash of the account. */
  accountFingerprint: string | null
  /** The order at the supplier, the same for ever; null where nothing is ordered. */
  orderNo: string | null
  code: { seq: number; id: string; masked: string } | null
  validUntil: Date | null
  revealedAt: Date | null
  /** When its owner said that it was used. */
  usedAt: Date | null
  deliveredAt: Date | null
  /** Why it failed, as the cardholder is told. */
  failure: string | null
  createdAt: Date
  /** While it is held for a person. */
  review: Pick<WaitingReview, 'reasons' | 'clearBy' | 'promisedBy'> | null
}

/** Within this time what is under way is delivered, or the points are back, or a person is at it. */
const promiseMs = 24 * 3_600_000

const underWay: ReadonlySet<RedemptionState> = new Set(['held', 'delivering', 'unknown', 'manual'])

/** What its owner sees; the whole code is not part of it. */
export function redemptionShown(redemption: Redemption, now: Date): RedemptionShown {
  const { id, benefitId, title, category, points, origin, state, delivery, accountMasked, orderNo, failure } =
    redemption
  const { review } = redemption
  const promisedBy = (review?.promisedBy ?? new Date(redemption.createdAt.getTime() + promiseMs)).toISOString()
  return {
    id,
    benefitId,
    title,
    category,
    points,
    origin,
    state,
    redeemedAt: redemption.createdAt.toISOString(),
    codeMasked: redemption.code?.masked ?? null,
    validUntil: redemption.validUntil?.toISOString() ?? null,
    revealedAt: redemption.revealedAt?.toISOString() ?? null,
    usedAt: redemption.usedAt?.toISOString() ?? null,
    expired: isExpired(redemption.validUntil, now),
    delivery,
    accountMasked,
    orderNo,
    deliveredAt: redemption.deliveredAt?.toISOString() ?? null,
    promisedBy: underWay.has(state) ? promisedBy : null,
    failure,
    review: review && { reasons: review.reasons, clearBy: review.clearBy, promisedBy },
  }
}
