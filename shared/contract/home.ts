import * as z from 'zod/mini'
import { card } from './cards'
import { benefitCard } from './catalogue'
import { endpoint } from './endpoint'
import { level } from './identity'
import { expiryPolicy, pointsSummary, rounding } from './points'
import { day, pointsCount } from './schemas'
import { standing, tierStep } from './tiers'

export const programmeShown = z.object({
  id: z.string(),
  name: z.object({ zh: z.string(), en: z.string() }),
  bank: z.object({ zh: z.string(), en: z.string() }),
  tiers: z.array(tierStep),
  /** Versions in force, so that every screen can say what it shows. */
  rules: z.object({
    version: z.string(),
    since: day,
    rateBasisPoints: z.int(),
    daysUntilAvailable: z.int(),
    expiry: expiryPolicy,
    rounding,
  }),
})

export const homeContract = {
  home: endpoint({
    id: 'home.show',
    method: 'GET',
    path: '/api/home',
    access: 'public',
    summary: 'Everything that the first screen shows, in one answer.',
    reply: z.object({
      today: day,
      level: z.nullable(level),
      programme: programmeShown,
      points: z.nullable(pointsSummary),
      tier: z.nullable(standing),
      defaultCard: z.nullable(card),
      /** How many benefits of my tier I may still choose this month; 0 also when none of them can be had. */
      choicesLeft: pointsCount,
      benefits: z.array(benefitCard),
    }),
    etag: true,
    refusals: [],
  }),
  jumps: endpoint({
    id: 'home.jumps',
    method: 'GET',
    path: '/api/jumps',
    access: 'public',
    summary: "Where the bank's own mini-program answers what concerns funds.",
    reply: z.object({
      targets: z.array(
        z.object({ id: z.string(), title: z.string(), titleEn: z.string(), appId: z.string(), path: z.string() }),
      ),
    }),
    refusals: ['outside_unsure'],
  }),
}
