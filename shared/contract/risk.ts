import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { redemption } from './redemption'
import { reasonText } from './requests'
import { day, id, instant, pointsCount } from './schemas'
import { stepUpToken } from './security'

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

/** A decision with all that it was made of. */
export const riskDecision = z.object({
  id,
  at: instant,
  cardholderId: id,
  point: riskPoint,
  lane,
  /** Ids of the rules that applied. */
  rules: z.array(z.string()),
  version: z.string(),
  facts: riskFacts,
  /** What the draft in shadow mode would have done, where one was on. */
  shadow: z.nullable(z.object({ version: z.string(), lane })),
  /** The redemption that it was about, where one was made. */
  redemptionId: z.nullable(id),
})
export type RiskDecision = z.output<typeof riskDecision>

export const reviewState = z.enum(['waiting', 'released', 'refused', 'cleared'])
export type ReviewState = z.output<typeof reviewState>

/** A redemption that is held for a person. */
export const riskReview = z.object({
  redemptionId: id,
  cardholderId: id,
  programmeId: z.string(),
  title: z.string(),
  points: pointsCount,
  state: reviewState,
  reasons: z.array(riskReason),
  clearBy,
  heldAt: instant,
  promisedBy: instant,
  decidedAt: z.nullable(instant),
  decidedBy: z.nullable(z.object({ id, name: z.string() })),
  decisionReason: z.nullable(z.string()),
})
export type RiskReview = z.output<typeof riskReview>

const programmeId = z.string().check(z.regex(/^[a-z0-9-]{2,32}$/))
const scope = { programmeId: z.optional(programmeId) }
const cursor = z.optional(z.string().check(z.maxLength(64)))
const seers = ['risk', 'auditor'] as const
const deciders = ['risk'] as const

/** What a draft would have done to what really happened. */
export const shadowReport = z.object({
  version: z.string(),
  from: instant,
  to: instant,
  decisions: pointsCount,
  cardholders: pointsCount,
  /** How often each lane was taken, and would have been. */
  lanes: z.array(z.object({ lane, live: pointsCount, draft: pointsCount })),
  /** People who were let through as normal and proved to be who they are, and whom the draft would have stepped up or held. */
  legitimateSteppedUp: pointsCount,
  legitimateHeld: pointsCount,
  /** How often each rule of the draft would have applied. */
  rules: z.array(z.object({ id: z.string(), applied: pointsCount })),
})
export type ShadowReport = z.output<typeof shadowReport>

export const riskContract = {
  clear: endpoint({
    id: 'risk.clear',
    method: 'POST',
    path: '/api/redemptions/{redemptionId}/clear',
    access: 'cardholder',
    summary: 'Sets a redemption of mine free that is held for a person, by a step-up where that is enough.',
    params: z.object({ redemptionId: id }),
    body: z.object({ stepUp: stepUpToken }),
    reply: redemption,
    refusals: ['not_found', 'step_up_required', 'review_over', 'review_needs_person', 'busy_try_later'],
  }),
}

export const riskDeskContract = {
  rules: endpoint({
    id: 'riskDesk.rules',
    method: 'GET',
    path: '/ops/risk/rules',
    access: 'operator',
    roles: ['risk', 'checker', 'auditor'],
    summary: 'The risk rules in force, the draft if there is one, and the versions before, the newest first.',
    query: z.object(scope),
    reply: z.object({
      live: riskRuleSet,
      liveSince: instant,
      draft: z.nullable(z.object({ ruleSet: riskRuleSet, inShadow: z.boolean(), revision: pointsCount })),
      past: z.array(z.object({ ruleSet: riskRuleSet, since: instant, until: instant })),
    }),
    refusals: ['not_found'],
  }),
  saveDraft: endpoint({
    id: 'riskDesk.saveDraft',
    method: 'PUT',
    path: '/ops/risk/rules/draft',
    access: 'operator',
    roles: deciders,
    summary:
      'Keeps a draft of the risk rules, in shadow mode or not. It decides nothing; publishing it takes two persons.',
    body: z.object({
      ...scope,
      ruleSet: riskRuleSet,
      inShadow: z.boolean(),
      /** Of the draft that was read, 0 where there was none: a draft that somebody else changed meanwhile is refused. */
      revision: pointsCount,
    }),
    reply: z.object({ revision: pointsCount }),
    refusals: ['version_changed', 'rule_name_taken'],
  }),
  dropDraft: endpoint({
    id: 'riskDesk.dropDraft',
    method: 'DELETE',
    path: '/ops/risk/rules/draft',
    access: 'operator',
    roles: deciders,
    summary: 'Throws the draft away.',
    query: z.object(scope),
    reply: z.object({}),
    refusals: ['not_found'],
  }),
  shadow: endpoint({
    id: 'riskDesk.shadow',
    method: 'GET',
    path: '/ops/risk/rules/draft/report',
    access: 'operator',
    roles: ['risk', 'checker', 'auditor'],
    summary: 'What the draft would have done to the decisions of the last days.',
    query: z.object({ ...scope, days: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(30)), 7) }),
    reply: shadowReport,
    refusals: ['not_found'],
  }),
  reviews: endpoint({
    id: 'riskDesk.reviews',
    method: 'GET',
    path: '/ops/risk/reviews',
    access: 'operator',
    roles: seers,
    summary:
      'Redemptions that are held for a person, what is promised first first; or those decided, the latest first.',
    query: z.object({ ...scope, state: z._default(reviewState, 'waiting'), cursor }),
    reply: z.object({
      reviews: z.array(riskReview),
      waiting: pointsCount,
      late: pointsCount,
      next: z.nullable(z.string()),
    }),
    refusals: [],
  }),
  review: endpoint({
    id: 'riskDesk.review',
    method: 'GET',
    path: '/ops/risk/reviews/{redemptionId}',
    access: 'operator',
    roles: seers,
    summary: 'One held redemption: why, by which rules, from which facts, and what this cardholder did before.',
    params: z.object({ redemptionId: id }),
    query: z.object(scope),
    reply: z.object({
      review: riskReview,
      decision: riskDecision,
      ruleSet: riskRuleSet,
      /** Masked. */
      phoneMasked: z.nullable(z.string()),
      accountMasked: z.nullable(z.string()),
      earlier: z.array(riskDecision),
      /** Others from the same device, address or network in the day before. */
      alike: z.object({ cardholdersOnAddress: pointsCount, cardholdersOnNetwork: pointsCount }),
    }),
    refusals: ['not_found'],
  }),
  decide: endpoint({
    id: 'riskDesk.decide',
    method: 'POST',
    path: '/ops/risk/reviews/{redemptionId}/decide',
    access: 'operator',
    roles: deciders,
    summary: 'Sets a held redemption free, or refuses it and gives the points back.',
    keyed: true,
    params: z.object({ redemptionId: id }),
    body: z.object({ ...scope, outcome: z.enum(['release', 'refuse']), reason: reasonText }),
    reply: riskReview,
    refusals: ['not_found', 'review_over', 'busy_try_later'],
  }),
  decisions: endpoint({
    id: 'riskDesk.decisions',
    method: 'GET',
    path: '/ops/risk/decisions',
    access: 'operator',
    roles: seers,
    summary: 'Decisions, the newest first.',
    query: z.object({
      ...scope,
      lane: z.optional(lane),
      point: z.optional(riskPoint),
      on: z.optional(day),
      cardholderId: z.optional(id),
      cursor,
    }),
    reply: z.object({ decisions: z.array(riskDecision), next: z.nullable(z.string()) }),
    refusals: [],
  }),
}
