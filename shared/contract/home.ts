import * as z from 'zod/mini'
import { card } from './cards'
import { benefitCard, benefitCategory, benefitId, release } from './catalogue'
import { endpoint } from './endpoint'
import { level } from './identity'
import { expiryPolicy, pointsSummary, rounding } from './points'
import { day, instant, pointsCount } from './schemas'
import { standing } from './tiers'

export const programmeShown = z.object({
  id: z.string(),
  name: z.object({ zh: z.string(), en: z.string() }),
  bank: z.object({ zh: z.string(), en: z.string() }),
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

/** Of a standing only what the first screen says. */
export const standingShown = z.pick(standing, {
  tier: true,
  growth: true,
  next: true,
  termEndsOn: true,
  graceUntil: true,
  missingToStay: true,
  ceremony: true,
})
export type StandingShown = z.output<typeof standingShown>

/** What is going on: a portion of a benefit that comes at a set time, or a benefit of a campaign that can be had now. */
export const campaignPlace = z.object({
  benefitId,
  title: z.string(),
  category: benefitCategory,
  /** Null where it is the campaign's benefit, to be had until it ends. */
  release: z.nullable(release),
  remaining: pointsCount,
  endsAt: instant,
})
export type CampaignPlace = z.output<typeof campaignPlace>

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
      tier: z.nullable(standingShown),
      defaultCard: z.nullable(card),
      /** How many benefits of my tier I may still choose this month; 0 also when none of them can be had. */
      choicesLeft: pointsCount,
      /** Null where nothing is going on. */
      campaign: z.nullable(campaignPlace),
      benefits: z.array(benefitCard),
      /** So many of the benefits, the first ones, are within my points and my tier. */
      inReach: pointsCount,
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
      /** The same list with our Ed25519 signature, in base64; null where none is set up. */
      signed: z.nullable(z.object({ text: z.string(), signature: z.string(), publicKey: z.string() })),
    }),
    refusals: ['outside_unsure'],
  }),
}
