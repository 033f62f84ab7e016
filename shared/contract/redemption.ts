import * as z from 'zod/mini'
import { accountKind, benefitCategory, benefitId, delivery, release } from './catalogue'
import { endpoint } from './endpoint'
import { refusalCodes } from './refusals'
import { clearBy, riskReason } from './riskRules'
import { day, id, idempotencyKey, instant, pointsCount } from './schemas'

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
  /** When I said that I have used it. */
  usedAt: z._default(z.nullable(instant), null),
  expired: z.boolean(),
  delivery: z._default(delivery, 'code'),
  /** The account that is topped up, masked. */
  accountMasked: z._default(z.nullable(z.string()), null),
  /** The order at the supplier, for support; null where nothing is ordered. */
  orderNo: z._default(z.nullable(z.string()), null),
  deliveredAt: z._default(z.nullable(instant), null),
  /** By when it is delivered or the points are back, as long as it is under way. */
  promisedBy: z._default(z.nullable(instant), null),
  /** Why it failed, as a code: `account_invalid`, `risk_refused` by a person, or `supplier_rejected` for all else. */
  failure: z._default(z.nullable(z.string()), null),
  /** Why it is held for a person, what sets it free at once, and by when it is decided; null where it is not. */
  review: z._default(z.nullable(z.object({ reasons: z.array(riskReason), clearBy, promisedBy: instant })), null),
})
export type Redemption = z.output<typeof redemption>

/** What shows that a redemption was delivered, and by whose word. */
export const deliveryProof = z.object({
  redemptionId: id,
  delivery,
  deliveredAt: instant,
  /** The code's own id, where it came from the pool. */
  codeId: z.nullable(id),
  orderNo: z.nullable(z.string()),
  /** The supplier's receipt. */
  serial: z.nullable(z.string()),
  /** What closed the order: the answer to the order itself, to a query, a callback, the daily statement, or a person. */
  evidence: z.nullable(z.enum(['answer', 'query', 'callback', 'statement', 'person'])),
  /** SHA-256, hex, of the bytes in which the supplier said so. */
  evidenceHash: z.nullable(z.string()),
  /** The entries of the ledger that took the points; none where it cost none. */
  transactionIds: z.array(id),
})
export type DeliveryProof = z.output<typeof deliveryProof>

/**
 * The wallet's shelves. Each redemption stands on just one of them.
 * - `usable`: what is under way, the oldest first, then what can be used, what expires first first
 * - `used`: what I said I have used, and top-ups that arrived, the latest first
 * - `ended`: what expired unused, and what failed, the latest first
 */
export const walletShelf = z.enum(['usable', 'used', 'ended'])
export type WalletShelf = z.output<typeof walletShelf>

/** Where the next part of a shelf begins, as the part before said. */
const walletCursor = z.string().check(z.regex(/^[0-9 :.-]{1,23}_[0-9A-HJKMNP-TV-Z]{26}$/))

/** Whom to top up. */
export const accountText = z.string().check(z.trim(), z.minLength(1), z.maxLength(64))

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
      delivery,
      account: z.nullable(accountKind),
      /** Until when it could be used if it were redeemed now; null where it is used up by being delivered. */
      validUntil: z.nullable(instant),
      nextRelease: z.nullable(release),
      /** It would ask for a one-time password now. */
      stepUp: z._default(z.boolean(), false),
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
    summary: 'Redeems a benefit: points, stock and code, or the order at its supplier, in one transaction.',
    keyed: true,
    keepsAnswers: true,
    body: z.object({
      benefitId,
      /** The price that the cardholder saw and agreed to. */
      points: pointsCount,
      /** Whom to top up, where the benefit asks for an account; the client has shown it masked and had it confirmed. */
      account: z.optional(accountText),
      /**
       * The token of a step-up (`security.askStepUp`) for this key, benefit, price and account, after `step_up_required`. It
       * is no part of what is agreed to: the same key is sent again with it.
       */
      stepUp: z.optional(z.string().check(z.maxLength(64))),
    }),
    reply: redemption,
    refusals: [
      'not_found',
      'account_required',
      'account_invalid',
      'product_not_eligible',
      'limit_day_reached',
      'limit_week_reached',
      'limit_month_reached',
      'limit_campaign_reached',
      'not_released_yet',
      'points_insufficient',
      'points_in_debt',
      'tier_too_low',
      'sold_out',
      'limit_reached',
      'benefit_not_started',
      'benefit_ended',
      'price_changed',
      'redemption_frozen',
      'device_not_trusted',
      'too_many_requests',
      'step_up_required',
      'too_many_held',
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
    summary:
      'My redemptions, the newest first; or those of one shelf of the wallet, in the order in which they matter.',
    query: z.object({ shelf: z.optional(walletShelf), cursor: z.optional(walletCursor) }),
    reply: z.object({ redemptions: z.array(redemption), next: z.nullable(walletCursor) }),
    refusals: [],
  }),
  markUsed: endpoint({
    id: 'redemption.markUsed',
    method: 'POST',
    path: '/api/redemptions/{redemptionId}/used',
    access: 'phone',
    summary:
      'Notes that I have used a code or link, or takes that back. Nothing but its place in my wallet depends on it.',
    params: z.object({ redemptionId: id }),
    body: z.object({ used: z.boolean() }),
    reply: redemption,
    refusals: ['not_found', 'not_delivered_yet', 'delivery_failed', 'too_many_requests'],
  }),
  planExpiring: endpoint({
    id: 'redemption.planExpiring',
    method: 'GET',
    path: '/api/points/expiring',
    access: 'cardholder',
    summary: 'My points that expire next, and what I can redeem now that lets the fewest of them expire.',
    reply: z.object({
      /** Null when nothing expires within three months, or points are owed. */
      expiring: z.nullable(z.object({ amount: pointsCount, on: day })),
      /** Up to three, with one, two and three redemptions, each only where it is better than the shorter ones. The best first. */
      plans: z.array(
        z.object({
          benefits: z.array(
            z.object({
              id: benefitId,
              title: z.string(),
              category: benefitCategory,
              points: pointsCount,
              times: pointsCount,
            }),
          ),
          points: pointsCount,
          /** Of the expiring points, what would expire all the same. */
          left: pointsCount,
          /** What it takes of points that live longer. */
          fromLater: pointsCount,
        }),
      ),
    }),
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
    refusals: ['not_found', 'too_many_requests'],
  }),
  proof: endpoint({
    id: 'redemption.proof',
    method: 'GET',
    path: '/api/redemptions/{redemptionId}/proof',
    access: 'phone',
    summary: 'What proves the delivery of one of my redemptions.',
    params: z.object({ redemptionId: id }),
    reply: deliveryProof,
    refusals: ['not_found', 'not_delivered_yet', 'delivery_failed', 'too_many_requests'],
  }),
  reveal: endpoint({
    id: 'redemption.reveal',
    method: 'POST',
    path: '/api/redemptions/{redemptionId}/reveal',
    access: 'phone',
    summary: 'Shows the whole code, or the link, to its owner, and records that it did.',
    params: z.object({ redemptionId: id }),
    body: z.object({
      /** The token of a step-up for just this, after `step_up_required`. */
      stepUp: z.optional(z.string().check(z.maxLength(64))),
    }),
    reply: z.object({ code: z.string(), validUntil: instant }),
    refusals: [
      'redemption_frozen',
      'device_not_trusted',
      'step_up_required',
      'not_found',
      'code_expired',
      'not_delivered_yet',
      'too_many_requests',
    ],
  }),
}
