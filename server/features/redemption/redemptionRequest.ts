import type { IdempotencyKey } from '../../http/idempotency'
import type { Observed } from '../risk'
import type { Who } from './deliverRedemptions'

/** What a cardholder agreed to. */
export interface Agreed {
  benefitId: string
  /** The price that was shown. */
  points: number
  /** Whom to top up, where the benefit asks for it. */
  account?: string
}

/** One cardholder's wish; nobody stands twice in a batch. */
export interface RedemptionRequest {
  who: Who
  key: IdempotencyKey
  agreed: Agreed
  /** What lanes are decided by; none where the programme has no rules, or nobody's device asks. */
  risk?: Observed | null
  /** Of the device that asks; none where nobody's device does. */
  sessionId?: string
  /** The token of a step-up. It is no part of what was agreed to: the same key is sent again with it. */
  stepUp?: string
}
