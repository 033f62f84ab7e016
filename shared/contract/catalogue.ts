import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { instant, pointsCount } from './schemas'
import { tastes } from './tastes'
import { tierId } from './tiers'

export const benefitCategory = z.enum(['video', 'music', 'reading', 'games', 'sports', 'food', 'travel', 'telecom'])
export type BenefitCategory = z.output<typeof benefitCategory>

/** The operator's own key of a benefit, unique in its programme. */
export const benefitId = z.string().check(z.regex(/^[A-Z0-9][A-Z0-9-]{1,31}$/))

/** How it reaches its owner: a code from the pool, a top-up of an account, or a link. */
export const delivery = z.enum(['code', 'topup', 'link'])
export type Delivery = z.output<typeof delivery>

/** What is topped up. */
export const accountKind = z.enum(['phone', 'qq', 'wechat'])
export type AccountKind = z.output<typeof accountKind>

/** A portion of the stock that comes later. */
export const release = z.object({ at: instant, stock: pointsCount })
export type Release = z.output<typeof release>

export const benefitCard = z.object({
  id: benefitId,
  title: z.string(),
  category: benefitCategory,
  points: pointsCount,
  /** The lowest tier that may redeem it. */
  tier: tierId,
  /** What is left now; 0 = sold out, or sold out until the next portion comes. */
  remaining: pointsCount,
  /** The portion of the stock that comes next. */
  nextRelease: z.nullable(release),
  delivery,
  startsAt: instant,
  endsAt: instant,
})
export type BenefitCard = z.output<typeof benefitCard>

export const benefitDetail = z.extend(benefitCard, {
  description: z.string(),
  /** How to use it, one step a line. */
  steps: z.array(z.string()),
  limitPerPerson: pointsCount,
  /** Limits per person by Shanghai day, week from Monday, and month; and by campaign, over all its benefits. */
  limits: z.object({
    day: z.nullable(pointsCount),
    week: z.nullable(pointsCount),
    month: z.nullable(pointsCount),
    campaign: z.nullable(pointsCount),
  }),
  /** Which account is asked for; null where none is. */
  account: z.nullable(accountKind),
  /** Codes of the card products that may redeem it; null for all. */
  products: z.nullable(z.array(z.string())),
  /** Days for which a code is valid after it was issued. */
  validDays: pointsCount,
})
export type BenefitDetail = z.output<typeof benefitDetail>

/** A number of points in an address. */
const pointsText = z.string().check(z.regex(/^\d{1,9}$/))

/** What is looked for; all of it has to be true of a benefit. */
export const catalogueQuery = z.object({
  category: z.optional(benefitCategory),
  /** Words that its title, its description or the names of its category have, each of them. */
  q: z.optional(z.string().check(z.trim(), z.maxLength(40))),
  /** The lowest tier that may redeem it is this one. */
  tier: z.optional(tierId),
  minPoints: z.optional(pointsText),
  maxPoints: z.optional(pointsText),
  /** I can redeem it at this moment: balance, tier, card, limits and stock allow it. */
  redeemable: z.optional(z.literal('true')),
  cursor: z.optional(z.string().check(z.maxLength(80))),
})
export type CatalogueQuery = z.output<typeof catalogueQuery>

export const catalogueContract = {
  list: endpoint({
    id: 'catalogue.list',
    method: 'GET',
    path: '/api/benefits',
    access: 'public',
    summary: 'Benefits on offer, 20 at a time: what is looked for, in the order of the catalogue or of my tastes.',
    query: catalogueQuery,
    reply: z.object({
      benefits: z.array(benefitCard),
      next: z.nullable(z.string()),
      version: z.string(),
      /** What orders this list: what comes first is of these categories. Null without a session. */
      tastes: z.nullable(tastes),
    }),
    etag: true,
    /** The refusals are for who asks what they can redeem, and has no card here. */
    refusals: ['session_missing', 'phone_required', 'card_required'],
  }),
  detail: endpoint({
    id: 'catalogue.detail',
    method: 'GET',
    path: '/api/benefits/{benefitId}',
    access: 'public',
    summary: 'One benefit: what it is, its steps, limit and stock.',
    params: z.object({ benefitId }),
    reply: benefitDetail,
    etag: true,
    refusals: ['not_found'],
  }),
}
