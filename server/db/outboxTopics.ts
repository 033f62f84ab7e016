import * as z from 'zod/mini'
import { delivery } from '../../shared/contract/catalogue'
import { day, id, instant, pointsCount } from '../../shared/contract/schemas'
import { lockSettings } from '../../shared/contract/security'
import { tierId } from '../../shared/contract/tiers'

/** What each topic carries: facts of the moment at which it was written, so that a late delivery still tells the truth. */
export const outboxTopics = {
  'redemption.delivered': z.object({
    redemptionId: id,
    title: z.string(),
    points: pointsCount,
    redeemedAt: instant,
    /** Older messages do not say: those were codes. */
    delivery: z._default(delivery, 'code'),
  }),
  /** The points are back. `failure` is `account_invalid`, or `supplier_rejected` for all else. */
  'redemption.failed': z.object({
    redemptionId: id,
    title: z.string(),
    points: pointsCount,
    failure: z.string(),
    failedAt: instant,
  }),
  /** Another code was given for one that did not work; the points are those that the redemption cost, and none were taken. */
  'redemption.redelivered': z.object({
    redemptionId: id,
    title: z.string(),
    points: pointsCount,
    delivery,
    redeliveredAt: instant,
  }),
  /** What was held for a person is set free: delivered, or ordered only now. */
  'redemption.released': z.object({
    redemptionId: id,
    title: z.string(),
    points: pointsCount,
    delivery,
    delivered: z.boolean(),
    releasedAt: instant,
  }),
  /** A person has refused it; the points are back. */
  'redemption.refused': z.object({ redemptionId: id, title: z.string(), points: pointsCount, refusedAt: instant }),
  'tier.upgraded': z.object({ from: tierId, to: tierId, upgradedAt: instant }),
  /** `missing` is the growth without which the tier is lost; `daysLeft` counts from the day of writing. */
  'tier.ending': z.object({ tier: tierId, endsOn: day, missing: pointsCount, daysLeft: z.int() }),
  /** What can be used until `expiresOn` and no longer; `daysLeft` counts from the day of writing. */
  'points.expiring': z.object({ amount: pointsCount, expiresOn: day, daysLeft: z.int() }),
  /** How the lock is now. */
  'security.lock_changed': z.object({ ...lockSettings.shape, changedAt: instant }),
  /**
   * `device` is what it calls itself; it may be empty. `biometricFrom`: trusted by a second proof for something else, so that a
   * finger or a face counts from then on only.
   */
  'security.device_changed': z.object({
    device: z.string(),
    trusted: z.boolean(),
    changedAt: instant,
    biometricFrom: z.optional(instant),
  }),
  /** Of which card, by what is shown of it, and what became of it. */
  'card.changed': z.object({
    change: z.enum(['bound', 'made_default', 'unbound']),
    last4: z.string(),
    product: z.string(),
    changedAt: instant,
  }),
}

export type OutboxTopic = keyof typeof outboxTopics
export type OutboxPayload<T extends OutboxTopic> = z.output<(typeof outboxTopics)[T]>

export interface OutboxMessage<T extends OutboxTopic = OutboxTopic> {
  id: string
  topic: T
  programmeId: string
  cardholderId: string
  payload: OutboxPayload<T>
}

/**
 * One per topic. What resolves is done for good; what throws is tried again later. A message may come twice (a worker
 * that dies after it delivered leaves no trace), so a handler bears repetition.
 */
export type OutboxHandlers = { [T in OutboxTopic]: (message: OutboxMessage<T>) => Promise<unknown> }
