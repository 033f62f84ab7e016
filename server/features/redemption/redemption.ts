import type { BenefitCategory } from '../../../shared/contract/catalogue'
import type {
  RedemptionOrigin,
  Redemption as RedemptionShown,
  RedemptionState,
} from '../../../shared/contract/redemption'
import type { Points } from '../../../shared/values/points'
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
  code: { seq: number; id: string; masked: string } | null
  validUntil: Date | null
  revealedAt: Date | null
  createdAt: Date
}

/** What its owner sees; the whole code is not part of it. */
export function redemptionShown(redemption: Redemption, now: Date): RedemptionShown {
  const { id, benefitId, title, category, points, origin, state } = redemption
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
    expired: isExpired(redemption.validUntil, now),
  }
}
