import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { day, id, instant, pointsCount } from './schemas'
import { tierId } from './tiers'

const programmeId = z.optional(z.string().check(z.regex(/^[a-z0-9-]{2,32}$/)))
const name = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/))

/** Not the whole of history at once: what more is needed is asked for in pieces. */
export const mostDays = 400

const range = { from: day, until: day }

function isRange({ from, until }: { from: string; until: string }): boolean {
  return from <= until && Date.parse(until) - Date.parse(from) < mostDays * 86_400_000
}
const inOrder = { path: ['until'], error: `from comes before until, and at most ${mostDays} days before it` }

/** The seven steps of the loop, in its order. docs/insights.md defines each. */
export const loopStepId = z.enum(['benefit', 'card', 'reward', 'feeling', 'money', 'use', 'habit'])
export type LoopStepId = z.output<typeof loopStepId>

const share = z.nullable(z.int())

const loopStepShown = z.object({
  step: loopStepId,
  /** In ten-thousandths; null where there is nothing that it could be a share of. */
  perTenThousand: share,
  /** The same on the day before the range. */
  before: share,
  /** People or cards; of `money` fen a card, and of `use` purchases of a hundred cards. */
  part: z.int(),
  whole: z.int(),
})
export type LoopStepShown = z.output<typeof loopStepShown>

/** Over the border of what cardholders own, less what came back over it. */
const movedPoints = { issued: z.int(), redeemed: z.int(), expired: z.int(), takenBack: z.int() }

const outcome = z.enum(['delivered', 'failed'])

/** `upgrade`: no benefit, but a tier that was reached early for points. */
const redemptionOrigin = z.enum(['points', 'entitlement', 'upgrade'])

const redemptionAtDesk = z.object({
  id,
  /** Null for an upgrade. */
  benefitId: z.nullable(z.string()),
  title: z.string(),
  /** Of an upgrade: to which one. */
  tier: z.nullable(tierId),
  points: pointsCount,
  origin: redemptionOrigin,
  state: outcome,
  /** Null where it came from the pool. */
  supplier: z.nullable(z.string()),
  failure: z.nullable(z.string()),
  redeemedAt: instant,
  /** When it was delivered, or failed. */
  endedAt: instant,
})
export type RedemptionAtDesk = z.output<typeof redemptionAtDesk>

export const insightsContract = {
  dashboard: endpoint({
    id: 'insights.dashboard',
    method: 'GET',
    path: '/ops/insights',
    access: 'operator',
    roles: ['auditor', 'admin', 'maker', 'checker'],
    summary: 'How the programme does, day by day: points, suppliers, stock, benefits and the loop. Counts alone.',
    query: z.object({ programmeId, ...range }).check(z.refine(isRange, inOrder)),
    reply: z.object({
      programmeId: z.string(),
      ...range,
      today: day,
      /** The last day that is added up for good; null before the first. Later days are as of now. */
      countedUntil: z.nullable(day),
      /** What the issuer reckons 1,000 points at; null where the programme does not say. */
      fenPerThousandPoints: z.nullable(z.int()),
      points: z.object({ ...movedPoints, outstandingBefore: z.int(), outstanding: z.int() }),
      days: z.array(z.object({ day, ...movedPoints, outstanding: z.int() })),
      suppliers: z.array(
        z.object({
          supplier: z.string(),
          delivered: pointsCount,
          failed: pointsCount,
          /** Not ended yet, of whatever day, and how many of them wait for a person. */
          open: pointsCount,
          manual: pointsCount,
          /** From asking to delivery, to the tenth above; null where nothing was delivered. */
          p50Ms: z.nullable(z.int()),
          p95Ms: z.nullable(z.int()),
        }),
      ),
      /** As of now; what is low comes first. */
      stock: z.array(
        z.object({
          benefitId: z.string(),
          title: z.string(),
          stock: pointsCount,
          issued: pointsCount,
          leftNow: pointsCount,
          leftInAll: pointsCount,
          lowStockAt: z.nullable(pointsCount),
          isLow: z.boolean(),
        }),
      ),
      /** The most delivered first. */
      benefits: z.array(
        z.object({ benefitId: z.string(), title: z.string(), delivered: pointsCount, points: pointsCount }),
      ),
      loop: z.object({
        /** The day at whose end it stood so; null before one was added up. */
        day: z.nullable(day),
        cardsBound: pointsCount,
        steps: z.array(loopStepShown),
        trend: z.array(z.object({ day, values: z.record(z.string(), share) })),
      }),
    }),
    refusals: ['not_found'],
  }),
  attacks: endpoint({
    id: 'insights.attacks',
    method: 'GET',
    path: '/ops/insights/attacks',
    access: 'operator',
    roles: ['auditor', 'admin', 'maker', 'checker', 'risk'],
    summary:
      'By day: attempts that reached the bank, how many of those from elsewhere were isolated, and who was hindered.',
    query: z.object({ programmeId, ...range }).check(
      z.refine(({ from, until }) => from <= until && Date.parse(until) - Date.parse(from) < 31 * 86_400_000, {
        path: ['until'],
        error: 'from comes before until, and at most 31 days before it',
      }),
    ),
    reply: z.object({
      programmeId: z.string(),
      days: z.array(
        z.object({
          day,
          /** Attempts that came to the bank's check of a card or of a one-time password. */
          reached: pointsCount,
          /** Attempts from away, abroad or hosting networks, whether they reached it or not. */
          nonLocal: pointsCount,
          /** Of these, those that were refused before it, or made in the lane of a second proof or in quarantine. */
          isolated: pointsCount,
          /** People in another lane than the normal one who then proved to be who they are. */
          hindered: pointsCount,
        }),
      ),
    }),
    refusals: ['not_found'],
  }),
  redemptions: endpoint({
    id: 'insights.redemptions',
    method: 'GET',
    path: '/ops/insights/redemptions',
    access: 'operator',
    roles: ['auditor', 'admin', 'maker', 'checker'],
    summary:
      'The redemptions behind a figure, upgrades for points among them, the one that ended last first; of nobody in particular.',
    query: z
      .object({
        programmeId,
        ...range,
        benefitId: z.optional(name),
        /** With a supplier also those that failed. */
        supplier: z.optional(name),
        outcome: z.optional(outcome),
        origin: z.optional(redemptionOrigin),
        cursor: z.optional(z.string().check(z.maxLength(96))),
      })
      .check(z.refine(isRange, inOrder)),
    reply: z.object({ redemptions: z.array(redemptionAtDesk), next: z.nullable(z.string()) }),
    refusals: ['not_found'],
  }),
}
