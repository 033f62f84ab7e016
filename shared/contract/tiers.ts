import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { day, id, instant, pointsCount } from './schemas'

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
  since: z.nullable(day),
  table: z.array(tierStep),
})
export type Standing = z.output<typeof standing>

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
    summary: 'Every change of my tier with the inputs of its evaluation.',
    reply: z.object({
      evaluations: z.array(
        z.object({
          id,
          evaluatedAt: instant,
          reachedOn: day,
          from: tierId,
          to: tierId,
          growth: z.int(),
          windowFrom: day,
          windowTo: day,
          threshold: pointsCount,
        }),
      ),
    }),
    refusals: [],
  }),
}
