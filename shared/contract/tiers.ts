import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { day, id, instant, month, nothing, pointsCount } from './schemas'

export const tierId = z.enum(['basic', 'silver', 'gold', 'platinum'])
export type TierId = z.output<typeof tierId>

/** One step of the programme's tier table; `threshold` is growth within the window. */
export const tierStep = z.object({ tier: tierId, threshold: pointsCount })

export const standing = z.object({
  tier: tierId,
  /** Growth that counts today. */
  growth: z.int(),
  windowFrom: day,
  windowTo: day,
  /** The tier above, or null at the top. */
  next: z.nullable(z.object({ tier: tierId, threshold: pointsCount, missing: pointsCount })),
  /**
   * The tier above for points instead of growth, as today's terms offer it, with the months of the term that begins then;
   * null where they do not.
   */
  upgradeOffer: z.nullable(z.object({ tier: tierId, points: pointsCount, termMonths: z.int().check(z.positive()) })),
  /** The day on which this tier was reached or, from a higher one, fallen to. */
  since: z.nullable(day),
  /** The last day of the term; null in the lowest tier, which has none, as have the three below. */
  termEndsOn: z.nullable(day),
  /** The last day on which growth can still save the tier after its term. */
  graceUntil: z.nullable(day),
  /** The tier after the term when nothing more is spent. */
  projectedTier: z.nullable(tierId),
  /** Growth that is missing for another term; 0 when the tier is safe. */
  missingToStay: z.nullable(pointsCount),
  table: z.array(tierStep),
  /** The upgrade to this tier, until the cardholder has been congratulated on it, on whatever phone. */
  ceremony: z.nullable(z.object({ evaluationId: id, from: tierId, to: tierId })),
})
export type Standing = z.output<typeof standing>

const stepKind = z.enum(['upgrade', 'renewal', 'downgrade'])

/** What an evaluation came to. `kind` is null when the tier stays as it was. */
export const tierOutcome = z.object({
  kind: z.nullable(stepKind),
  from: tierId,
  to: tierId,
  growth: z.int(),
  windowFrom: day,
  windowTo: day,
  /** What the growth had to reach. */
  threshold: pointsCount,
  /** The last day of the term that follows. */
  termEndsOn: z.nullable(day),
})
export type TierOutcome = z.output<typeof tierOutcome>

/** What an evaluation was worked out from. */
export const evaluationBasis = z.object({
  occasion: z.enum(['spend', 'spend_in_grace', 'term_end', 'grace_end', 'points']),
  /** The last day of the term before; null where there was none. */
  termBefore: z.nullable(day),
  windowMonths: z.int(),
  termMonths: z.int(),
  graceDays: z.int(),
  /** The growth of the window, by months that had any, the earliest first; it sums to the growth. */
  months: z.array(z.object({ month, growth: z.int() })),
})
export type EvaluationBasis = z.output<typeof evaluationBasis>

const shownValue = z.nullable(z.union([z.string(), z.int()]))

/** One evaluation as it was kept, worked out again from its kept inputs, and as today's facts have it. */
export const recomputedEvaluation = z.object({
  id,
  evaluatedAt: instant,
  reachedOn: day,
  kept: tierOutcome,
  /** Null where it was not kept whole: evaluations from before terms. */
  basis: z.nullable(evaluationBasis),
  /** Null where the inputs were not kept whole: evaluations from before terms. */
  recomputed: z.nullable(tierOutcome),
  today: tierOutcome,
  /** The fields in which the three are not one. */
  differences: z.array(z.object({ field: z.string(), kept: shownValue, recomputed: shownValue, today: shownValue })),
  /** Days whose growth was another one then; null where the inputs were not kept whole. */
  days: z.nullable(z.array(z.object({ day, kept: z.int(), today: z.int() }))),
})
export type RecomputedEvaluation = z.output<typeof recomputedEvaluation>

export const tierContract = {
  standing: endpoint({
    id: 'tiers.standing',
    method: 'GET',
    path: '/api/tier',
    access: 'cardholder',
    summary: 'My tier, the growth that counts, and what is missing to the next tier.',
    reply: standing,
    refusals: [],
  }),
  history: endpoint({
    id: 'tiers.history',
    method: 'GET',
    path: '/api/tier/history',
    access: 'cardholder',
    summary: 'Every upgrade, renewal and downgrade of my tier with the inputs of its evaluation.',
    reply: z.object({
      evaluations: z.array(
        z.object({
          id,
          evaluatedAt: instant,
          kind: stepKind,
          /** The first day on which it holds. */
          reachedOn: day,
          from: tierId,
          to: tierId,
          growth: z.int(),
          windowFrom: day,
          windowTo: day,
          threshold: pointsCount,
          termEndsOn: z.nullable(day),
          /** Whether it still holds: false when facts that came later made it another one. */
          stands: z.boolean(),
        }),
      ),
    }),
    refusals: [],
  }),
  evaluation: endpoint({
    id: 'tiers.evaluation',
    method: 'GET',
    path: '/api/tier/history/{evaluationId}',
    access: 'cardholder',
    summary: 'One evaluation of my tier, worked out again from its kept inputs and from the facts of today.',
    params: z.object({ evaluationId: id }),
    reply: recomputedEvaluation,
    refusals: ['not_found'],
  }),
  upgrade: endpoint({
    id: 'tiers.upgrade',
    method: 'POST',
    path: '/api/tier/upgrade',
    access: 'cardholder',
    summary: 'Spends points to reach the next tier early: points, tier and its new term in one transaction.',
    keyed: true,
    body: z.object({
      tier: tierId,
      /** The price and the term that the cardholder saw and agreed to. */
      points: pointsCount,
      termMonths: z.int().check(z.positive()),
    }),
    reply: standing,
    refusals: [
      'redemption_frozen',
      'device_not_trusted',
      'upgrade_not_offered',
      'price_changed',
      'points_in_debt',
      'points_insufficient',
      'busy_try_later',
    ],
  }),
  ceremonySeen: endpoint({
    id: 'tiers.ceremonySeen',
    method: 'POST',
    path: '/api/tier/ceremony/{evaluationId}',
    access: 'cardholder',
    summary: 'I have been congratulated on this upgrade: no phone of mine shows it again.',
    params: z.object({ evaluationId: id }),
    body: nothing,
    reply: nothing,
    refusals: [],
  }),
}
