import * as z from 'zod/mini'
import { benefitCategory, benefitId } from './catalogue'
import { endpoint } from './endpoint'
import { refusalCodes } from './refusals'
import { id, instant, nothing, pointsCount } from './schemas'

export const redemptionState = z.enum(['held', 'delivering', 'delivered', 'failed', 'unknown', 'manual'])
export type RedemptionState = z.output<typeof redemptionState>

export const redemptionOrigin = z.enum(['points', 'entitlement'])
export type RedemptionOrigin = z.output<typeof redemptionOrigin>

export const redemption = z.object({
  id,
  benefitId,
  title: z.string(),
  category: benefitCategory,
  points: pointsCount,
  /** What it was given for: points, or the tier (an entitlement, which costs none). Older answers do not say. */
  origin: z._default(redemptionOrigin, 'points'),
  state: redemptionState,
  redeemedAt: instant,
  /** Two characters, dots, two characters; the whole code comes from `reveal` only. */
  codeMasked: z.nullable(z.string()),
  validUntil: z.nullable(instant),
  revealedAt: z.nullable(instant),
  expired: z.boolean(),
})
export type Redemption = z.output<typeof redemption>

/** A key made by the client: 16 to 64 letters, digits, - or _. */
export const idempotencyKey = z.string().check(z.regex(/^[A-Za-z0-9_-]{16,64}$/))

export const redemptionContract = {
  quote: endpoint({
    id: 'redemption.quote',
    method: 'GET',
    path: '/api/benefits/{benefitId}/quote',
    access: 'cardholder',
    summary: 'What redeeming this benefit now would cost me, and what stands against it.',
    params: z.object({ benefitId }),
    reply: z.object({
      points: pointsCount,
      balanceBefore: pointsCount,
      /** Null when the balance does not suffice. */
      balanceAfter: z.nullable(pointsCount),
      redeemedByMe: pointsCount,
      limitPerPerson: pointsCount,
      /** Why it would be refused now, or null. */
      refusal: z.nullable(z.enum(refusalCodes)),
    }),
    refusals: ['not_found'],
  }),
  confirm: endpoint({
    id: 'redemption.confirm',
    method: 'POST',
    path: '/api/redemptions',
    access: 'cardholder',
    summary: 'Redeems a benefit: points, stock and code in one transaction.',
    keyed: true,
    body: z.object({
      benefitId,
      /** The price that the cardholder saw and agreed to. */
      points: pointsCount,
    }),
    reply: redemption,
    refusals: [
      'not_found',
      'points_insufficient',
      'points_in_debt',
      'tier_too_low',
      'sold_out',
      'limit_reached',
      'benefit_not_started',
      'benefit_ended',
      'price_changed',
      'busy_try_later',
    ],
  }),
  byKey: endpoint({
    id: 'redemption.byKey',
    method: 'GET',
    path: '/api/redemptions/by-key/{key}',
    access: 'cardholder',
    summary: 'The redemption that was made under this key, for a client that got no answer.',
    params: z.object({ key: idempotencyKey }),
    reply: redemption,
    refusals: ['not_found'],
  }),
  wallet: endpoint({
    id: 'redemption.wallet',
    method: 'GET',
    path: '/api/redemptions',
    access: 'phone',
    summary: 'My redemptions, the newest first.',
    query: z.object({ cursor: z.optional(id) }),
    reply: z.object({ redemptions: z.array(redemption), next: z.nullable(id) }),
    refusals: [],
  }),
  one: endpoint({
    id: 'redemption.one',
    method: 'GET',
    path: '/api/redemptions/{redemptionId}',
    access: 'phone',
    summary: 'One of my redemptions.',
    params: z.object({ redemptionId: id }),
    reply: redemption,
    refusals: ['not_found'],
  }),
  reveal: endpoint({
    id: 'redemption.reveal',
    method: 'POST',
    path: '/api/redemptions/{redemptionId}/reveal',
    access: 'phone',
    summary: 'Shows the whole code to its owner, and records that it did.',
    params: z.object({ redemptionId: id }),
    body: nothing,
    reply: z.object({ code: z.string(), validUntil: instant }),
    refusals: ['not_found', 'code_expired'],
  }),
}
