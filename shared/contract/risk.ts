import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { redemption } from './redemption'
import { clearBy, lane, riskFacts, riskPoint, riskReason, riskRuleSet } from './riskRules'
import { day, id, instant, pointsCount, reasonText } from './schemas'
import { stepUpToken } from './security'

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
/** Where the next part begins, as the part before said. */
const decisionsFrom = z.optional(id)
const reviewsFrom = z.optional(
  z.string().check(
    z.regex(/^20\d{2}-\d{2}-\d{2}T[\d:.]{12}Z_[0-9A-HJKMNP-TV-Z]{26}$/),
    z.refine((text) => !Number.isNaN(Date.parse(text.split('_')[0] ?? ''))),
  ),
)
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
    refusals: [
      'not_found',
      'too_many_requests',
      'step_up_required',
      'review_over',
      'review_needs_person',
      'redemption_frozen',
      'device_not_trusted',
      'benefit_ended',
      'sold_out',
      'busy_try_later',
    ],
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
      /** Null for the rules that the programme started with. */
      liveSince: z.nullable(instant),
      draft: z.nullable(z.object({ ruleSet: riskRuleSet, inShadow: z.boolean(), revision: pointsCount })),
      past: z.array(z.object({ ruleSet: riskRuleSet, since: z.nullable(instant), until: instant })),
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
    refusals: ['not_found', 'version_changed', 'rule_name_taken'],
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
    query: z.object({ ...scope, state: z._default(reviewState, 'waiting'), cursor: reviewsFrom }),
    reply: z.object({
      reviews: z.array(riskReview),
      waiting: pointsCount,
      late: pointsCount,
      next: z.nullable(z.string()),
    }),
    refusals: ['not_found'],
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
      /** People from the same address or network among the 10,000 decisions before it, this one included. */
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
    refusals: ['not_found', 'review_over', 'redemption_frozen', 'benefit_ended', 'sold_out', 'busy_try_later'],
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
      cursor: decisionsFrom,
    }),
    reply: z.object({ decisions: z.array(riskDecision), next: z.nullable(z.string()) }),
    refusals: ['not_found'],
  }),
}
