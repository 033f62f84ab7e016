import * as z from 'zod/mini'
import { pointsCount } from './schemas'

/**
 * How an attempt is handled, decided before anything is held.
 * - `normal`: as everybody
 * - `step_up`: after a second proof of who asks
 * - `quarantine`: held for a person; one may browse meanwhile
 */
export const lane = z.enum(['normal', 'step_up', 'quarantine'])
export type Lane = z.output<typeof lane>

/** Where a lane is decided. */
export const riskPoint = z.enum(['log_in', 'bind_card', 'redeem'])
export type RiskPoint = z.output<typeof riskPoint>

/** Where an address is, seen from the programme's home regions. Cities are right in 84 of 100, so this leads to a lane at most. */
export const regionKind = z.enum(['home', 'away', 'abroad', 'hosting', 'unknown'])
export type RegionKind = z.output<typeof regionKind>

/** How many attempts at the same point there were before this one, in the last ten minutes or hour. */
const velocity = z.object({ tenMinutes: pointsCount, hour: pointsCount })

/** All that a lane is decided by. What is not known is null, and no rule applies to it. */
export const riskFacts = z.object({
  point: riskPoint,
  regionKind,
  /** As the address says: `广东省 深圳市`; empty where nothing is known. */
  region: z.string(),
  /** A second proof was given on this device before. */
  deviceTrusted: z.boolean(),
  /** Since this device logged in. */
  deviceHours: z.nullable(z.int()),
  /** Since the card that was bound first, of those bound now. */
  bindingHours: z.nullable(z.int()),
  /** What is asked for costs. */
  points: pointsCount,
  /** Hour of the day in Shanghai, 0 to 23. */
  hour: z.int(),
  /** WeChat's risk rank, 0 (none) to 4 (high). */
  wechatRank: z.nullable(z.int()),
  perCardholder: velocity,
  perDevice: velocity,
  perCard: velocity,
  perAddress: velocity,
  perNetwork: velocity,
})
export type RiskFacts = z.output<typeof riskFacts>

const atLeast = z.int().check(z.nonnegative())

/** One thing that has to hold. Thresholds include themselves. */
export const riskCondition = z.discriminatedUnion('fact', [
  z.strictObject({ fact: z.literal('regionKind'), in: z.array(regionKind).check(z.minLength(1)) }),
  z.strictObject({ fact: z.literal('deviceTrusted'), is: z.boolean() }),
  z.strictObject({ fact: z.literal('deviceHours'), below: z.int().check(z.positive()) }),
  z.strictObject({ fact: z.literal('bindingHours'), below: z.int().check(z.positive()) }),
  z.strictObject({ fact: z.literal('points'), atLeast }),
  /** From and to an hour of the day in Shanghai; 23 to 6 runs over midnight, and `to` is no longer in it. */
  z.strictObject({
    fact: z.literal('hour'),
    from: z.int().check(z.minimum(0), z.maximum(23)),
    to: z.int().check(z.minimum(0), z.maximum(24)),
  }),
  z.strictObject({ fact: z.literal('wechatRank'), atLeast: z.int().check(z.minimum(0), z.maximum(4)) }),
  z.strictObject({
    fact: z.literal('velocity'),
    per: z.enum(['cardholder', 'device', 'card', 'address', 'network']),
    within: z.enum(['tenMinutes', 'hour']),
    atLeast: z.int().check(z.positive()),
  }),
])
export type RiskCondition = z.output<typeof riskCondition>

/** The one thing by which a held redemption is set free without waiting: a second proof, or nothing but a person. */
export const clearBy = z.enum(['step_up', 'person'])
export type ClearBy = z.output<typeof clearBy>

/** Why, in a word that cardholder and operator are told: `shared/words/risk.ts` has the sentences. */
export const riskReason = z.enum([
  'away_from_home',
  'abroad',
  'hosting_network',
  'new_device',
  'new_binding',
  'many_attempts',
  'high_value',
  'unusual_hour',
  'wechat_rank',
])
export type RiskReason = z.output<typeof riskReason>

/** All its conditions together lead to the lane; of several rules that apply the strictest lane holds. */
export const riskRule = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9-]{2,32}$/)),
  points: z.array(riskPoint).check(z.minLength(1)),
  when: z.array(riskCondition).check(z.minLength(1), z.maxLength(8)),
  lane: z.enum(['step_up', 'quarantine']),
  reason: riskReason,
  clearBy,
})
export type RiskRule = z.output<typeof riskRule>

/** A province, or one city of it, as `ip2region` writes them. */
const homeRegion = z.strictObject({
  province: z.string().check(z.minLength(2), z.maxLength(32)),
  city: z.optional(z.string().check(z.minLength(2), z.maxLength(32))),
})

/** One version of a programme's risk rules; it states all of them. */
export const riskRuleSet = z.strictObject({
  version: z.string().check(z.regex(/^[A-Za-z0-9._-]{1,32}$/)),
  homeRegions: z.array(homeRegion).check(z.maxLength(100)),
  /** Within this time a person has decided on what is held. */
  reviewHours: z.int().check(z.minimum(1), z.maximum(72)),
  rules: z.array(riskRule).check(
    z.maxLength(60),
    z.refine((rules) => new Set(rules.map((rule) => rule.id)).size === rules.length, { error: 'an id stands twice' }),
  ),
})
export type RiskRuleSet = z.output<typeof riskRuleSet>
