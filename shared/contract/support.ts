import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { level } from './identity'
import { entryKind, explanation, pointsSummary, spendShown } from './points'
import { redemption } from './redemption'
import { day, id, instant, reasonText } from './schemas'
import { recomputedEvaluation, standing, tierId } from './tiers'

const programmeId = z.string().check(z.regex(/^[a-z0-9-]{2,32}$/))
/** An operator of all programmes says which one is meant; without it, the installation's default. */
const scope = { programmeId: z.optional(programmeId) }

/** What a cardholder on the phone can tell of themselves. */
export const lookup = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('phone'), phone: z.string().check(z.regex(/^1\d{10}$/)) }),
  z.strictObject({
    by: z.literal('card'),
    last4: z.string().check(z.regex(/^\d{4}$/)),
    /** The bank's name of the card product, where it is known. */
    product: z.optional(z.string().check(z.regex(/^[\w-]{1,32}$/))),
  }),
  /** The number of a redemption, or of its order at a supplier. */
  z.strictObject({ by: z.literal('redemption'), number: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,40}$/)) }),
  z.strictObject({ by: z.literal('cardholder'), cardholderId: id }),
])
export type Lookup = z.output<typeof lookup>

/** A cardholder as the desk sees them: masked. */
export const cardholderAtDesk = z.object({
  cardholderId: id,
  /** Null where none is verified. */
  phoneMasked: z.nullable(z.string()),
  level,
  since: instant,
  /** The account was deleted: the books are what is left. */
  isDeleted: z.boolean(),
  cards: z.array(
    z.object({ last4: z.string(), product: z.string(), boundAt: instant, unboundAt: z.nullable(instant) }),
  ),
})
export type CardholderAtDesk = z.output<typeof cardholderAtDesk>

export const timelineKind = z.enum(['spend', 'points', 'tier', 'redemption', 'redelivery', 'notice'])
export type TimelineKind = z.output<typeof timelineKind>

const bilingual = z.object({ zh: z.string(), en: z.string() })

/** One thing that happened; `at` is when the cardholder would say that it did. */
export const timelineItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('spend'), at: instant, spend: spendShown }),
  z.object({
    kind: z.literal('points'),
    at: instant,
    /** `support.explainEntry` explains it. */
    entry: z.object({
      transactionId: id,
      kind: entryKind,
      reference: z.string(),
      /** Change of what the cardholder owns. */
      amount: z.int(),
      effectiveOn: day,
      postedAt: instant,
    }),
  }),
  z.object({
    kind: z.literal('tier'),
    at: instant,
    /** `support.explainStep` works it out again. */
    step: z.object({
      id,
      kind: z.enum(['upgrade', 'renewal', 'downgrade']),
      from: tierId,
      to: tierId,
      reachedOn: day,
      growth: z.int(),
      threshold: z.int(),
    }),
  }),
  z.object({ kind: z.literal('redemption'), at: instant, redemption }),
  z.object({
    kind: z.literal('redelivery'),
    at: instant,
    redelivery: z.object({
      id,
      redemptionId: id,
      title: z.string(),
      /** What did not work, and what was given for it, masked. */
      before: z.string(),
      after: z.string(),
      /** The request of two persons. */
      requestId: id,
    }),
  }),
  z.object({
    kind: z.literal('notice'),
    at: instant,
    notice: z.object({
      id,
      title: bilingual,
      text: bilingual,
      isRead: z.boolean(),
      /** How WeChat took it; null where it never had it. */
      outcome: z.nullable(z.enum(['sent', 'not_accepted', 'not_wanted', 'no_template', 'failed'])),
    }),
  }),
])
export type TimelineItem = z.output<typeof timelineItem>

const readers = ['maker', 'checker', 'support', 'auditor'] as const
const cardholderId = z.object({ cardholderId: id })

export const supportContract = {
  find: endpoint({
    id: 'support.find',
    method: 'POST',
    path: '/ops/cardholders/find',
    access: 'operator',
    roles: readers,
    summary: 'Looks cardholders up by what they can tell of themselves; every look-up is written down, and limited.',
    body: z.object({ ...scope, lookup }),
    reply: z.object({
      cardholders: z.array(cardholderAtDesk),
      /** There are more than are shown: something else has to be asked. */
      hasMore: z.boolean(),
    }),
    refusals: ['not_found', 'too_many_requests'],
  }),
  person: endpoint({
    id: 'support.person',
    method: 'GET',
    path: '/ops/cardholders/{cardholderId}',
    access: 'operator',
    roles: readers,
    summary: 'A cardholder with balance and tier, masked. That it was looked at is written down.',
    params: cardholderId,
    query: z.object(scope),
    reply: z.object({ cardholder: cardholderAtDesk, points: pointsSummary, standing }),
    refusals: ['not_found'],
  }),
  timeline: endpoint({
    id: 'support.timeline',
    method: 'GET',
    path: '/ops/cardholders/{cardholderId}/timeline',
    access: 'operator',
    roles: readers,
    summary:
      'Spends, points, tiers, redemptions, replaced codes and notices of a cardholder in one line, the newest first, masked.',
    params: cardholderId,
    query: z.object({
      ...scope,
      kind: z.optional(timelineKind),
      cursor: z.optional(z.string().check(z.maxLength(640))),
    }),
    reply: z.object({ items: z.array(timelineItem), next: z.nullable(z.string()) }),
    refusals: ['not_found'],
  }),
  explainEntry: endpoint({
    id: 'support.explainEntry',
    method: 'GET',
    path: '/ops/cardholders/{cardholderId}/entries/{transactionId}',
    access: 'operator',
    roles: readers,
    summary:
      "One entry of a cardholder's books explained: spend, rule, arithmetic, lot, and what became of its points.",
    params: z.object({ cardholderId: id, transactionId: id }),
    query: z.object(scope),
    reply: explanation,
    refusals: ['not_found'],
  }),
  explainStep: endpoint({
    id: 'support.explainStep',
    method: 'GET',
    path: '/ops/cardholders/{cardholderId}/tier-steps/{evaluationId}',
    access: 'operator',
    roles: readers,
    summary: "One step of a cardholder's tier, worked out again from what was kept and from the facts of today.",
    params: z.object({ cardholderId: id, evaluationId: id }),
    query: z.object(scope),
    reply: recomputedEvaluation,
    refusals: ['not_found'],
  }),
  unmask: endpoint({
    id: 'support.unmask',
    method: 'POST',
    path: '/ops/cardholders/{cardholderId}/unmask',
    access: 'operator',
    roles: ['support'],
    summary: "A cardholder's whole phone number, for a reason that is written down first.",
    params: cardholderId,
    body: z.object({ ...scope, reason: reasonText }),
    reply: z.object({ phone: z.nullable(z.string()) }),
    refusals: ['not_found', 'too_many_requests', 'full_card_number_refused'],
  }),
  revealCode: endpoint({
    id: 'support.revealCode',
    method: 'POST',
    path: '/ops/requests/{requestId}/reveal',
    access: 'operator',
    roles: ['support'],
    summary: 'The whole code or link of an approved `reveal_code` request: to who asked, once, within ten minutes.',
    params: z.object({ requestId: id }),
    body: z.object({}),
    reply: z.object({ code: z.string(), validUntil: instant }),
    refusals: ['not_found', 'request_of_another', 'reveal_over', 'code_expired', 'not_delivered_yet'],
  }),
}
