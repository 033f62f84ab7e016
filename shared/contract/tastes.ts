import * as z from 'zod/mini'
import { endpoint } from './endpoint'

/** What somebody likes: the categories of benefits that one can be fond of. */
export const taste = z.enum(['sports', 'video', 'music', 'games', 'food', 'reading', 'travel'])
export type Taste = z.output<typeof taste>

export const tastes = z.object({
  chosen: z.array(taste),
  /** Whether they order the catalogue; otherwise everybody's order is shown. */
  personal: z.boolean(),
})
export type Tastes = z.output<typeof tastes>

export const tastesContract = {
  show: endpoint({
    id: 'tastes.show',
    method: 'GET',
    path: '/api/me/tastes',
    access: 'visitor',
    summary: 'What I have said that I like, and whether it orders the catalogue for me.',
    reply: tastes,
    refusals: [],
  }),
  choose: endpoint({
    id: 'tastes.choose',
    method: 'PUT',
    path: '/api/me/tastes',
    access: 'visitor',
    summary: 'Says what I like, in the place of what I said before; an empty list forgets it.',
    body: z.object({ chosen: z.array(taste).check(z.maxLength(taste.options.length)), personal: z.boolean() }),
    reply: tastes,
    refusals: ['minor_not_offered'],
  }),
}
