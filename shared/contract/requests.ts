import * as z from 'zod/mini'
import { benefitId } from './catalogue'
import { earningRule } from './earningRule'
import { operatorLogin, operatorName, roleList } from './operatorAccount'
import { programmeTerms } from './programmeTerms'
import { refusalCodes } from './refusals'
import { riskRuleSet } from './riskRules'
import { day, id, instant, shanghaiMinute } from './schemas'

const positive = z.int().check(z.positive(), z.maximum(1_000_000_000))
const transactionId = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/))

/** What is asked for, by kind. Each names the cardholder whose points it is about, or their order. */
export const requestPayloads = {
  /**
   * Points from the issuer in a lot of their own, available at once; or, below zero, taken from the lots in the order of
   * use. Without `expiresOn` the lot lives as long as one that is earned today.
   */
  adjust_points: z.strictObject({
    cardholderId: id,
    points: z.int().check(
      z.minimum(-1_000_000_000),
      z.maximum(1_000_000_000),
      z.refine((points) => points !== 0, 'not zero'),
    ),
    expiresOn: z.optional(day),
  }),
  /** The issuer takes over what the cardholder owes, or a part of it. */
  write_off_debt: z.strictObject({ cardholderId: id, points: positive }),
  /** Another last day for one lot, or for every live lot that expires until a day. */
  extend_expiry: z.strictObject({
    cardholderId: id,
    lots: z.union([z.strictObject({ lotId: id }), z.strictObject({ expiringUntil: day })]),
    expiresOn: day,
  }),
  /** Expired points of a lot come back, all of them unless it says how many. */
  reinstate_points: z.strictObject({ cardholderId: id, lotId: id, points: z.optional(positive), expiresOn: day }),
  /** A refund that matches nothing takes back this purchase. */
  match_refund: z.strictObject({ cardholderId: id, refundId: transactionId, purchaseId: transactionId }),
  /** A refund that matches nothing is closed and takes back nothing. */
  dismiss_refund: z.strictObject({ cardholderId: id, refundId: transactionId }),
  /** An order at a supplier of which nobody knows what became is closed by what a person found out. */
  settle_order: z.strictObject({
    orderNo: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,40}$/)),
    outcome: z.enum(['delivered', 'failed']),
    /** The supplier's receipt, where it gave one. */
    serial: z.optional(z.string().check(z.regex(/^[\x21-\x7e]{1,64}$/))),
  }),
  /** The whole code or link of a redemption may be shown to who asks, once and for a few minutes; asked for by support. */
  reveal_code: z.strictObject({ cardholderId: id, redemptionId: id }),
  /** Another code for one of a delivered redemption that does not work, from the stock and for no points; asked for by support. */
  redeliver_code: z.strictObject({ cardholderId: id, redemptionId: id }),
  /** A version of the earning rule, from a day to come on. */
  publish_earning_rule: z.strictObject({ rule: earningRule }),
  /** A version of the terms, from a day to come on. */
  publish_terms: z.strictObject({ terms: programmeTerms }),
  /** A version of the risk rules, at once. */
  publish_risk_rules: z.strictObject({ ruleSet: riskRuleSet }),
  /** A draft of the catalogue goes live: at once, or at a time in Shanghai. */
  publish_catalogue: z.strictObject({ versionId: id, publishAt: z.optional(shanghaiMinute) }),
  /** Codes that were imported come into the pool; with `stockToo` the stock of each benefit grows by them. */
  load_codes: z.strictObject({ importId: id, stockToo: z.optional(z.boolean()) }),
  /** A benefit that one person took down stays down when this is approved, and comes back when it is rejected. */
  review_take_down: z.strictObject({ benefitId }),
  /** A benefit that was taken down, and reviewed, comes back. */
  bring_back_benefit: z.strictObject({ benefitId }),
  /** An account for somebody who signs in; asked for by an administrator, who draws its code when it is approved. */
  open_account: z.strictObject({
    name: operatorName,
    login: operatorLogin,
    roles: roleList,
    /** `*` for all programmes. */
    programmeId: z.string().check(z.maxLength(32)),
  }),
  /** Roles of an account, in the place of those that it has; `name` is what the operator is called. */
  change_roles: z.strictObject({ operatorId: id, name: operatorName, roles: roleList }),
  /** An operator sets up password and one-time codes anew; the code is drawn by who asked. */
  renew_enrolment: z.strictObject({ operatorId: id, name: operatorName }),
}

export const requestKind = z.enum([
  'adjust_points',
  'write_off_debt',
  'extend_expiry',
  'reinstate_points',
  'match_refund',
  'dismiss_refund',
  'settle_order',
  'reveal_code',
  'redeliver_code',
  'publish_earning_rule',
  'publish_terms',
  'publish_risk_rules',
  'publish_catalogue',
  'load_codes',
  'review_take_down',
  'bring_back_benefit',
  'open_account',
  'change_roles',
  'renew_enrolment',
])
export type RequestKind = z.output<typeof requestKind>
export type PayloadOf<Kind extends RequestKind> = z.output<(typeof requestPayloads)[Kind]>

const asking = <Kind extends RequestKind>(kind: Kind) =>
  z.object({ kind: z.literal(kind), payload: requestPayloads[kind] })

/** A kind with its payload. */
export const requestAsked = z.discriminatedUnion('kind', [
  asking('adjust_points'),
  asking('write_off_debt'),
  asking('extend_expiry'),
  asking('reinstate_points'),
  asking('match_refund'),
  asking('dismiss_refund'),
  asking('settle_order'),
  asking('reveal_code'),
  asking('redeliver_code'),
  asking('publish_earning_rule'),
  asking('publish_terms'),
  asking('publish_risk_rules'),
  asking('publish_catalogue'),
  asking('load_codes'),
  asking('review_take_down'),
  asking('bring_back_benefit'),
  asking('open_account'),
  asking('change_roles'),
  asking('renew_enrolment'),
])
export type RequestAsked = z.output<typeof requestAsked>

export const requestState = z.enum(['open', 'approved', 'rejected', 'withdrawn', 'failed'])
export type RequestState = z.output<typeof requestState>

const value = z.nullable(z.union([z.string(), z.int()]))

/** One thing that a request changes, before and after: `points.available`, `lot.<id>.expiresOn`. */
export const change = z.object({ field: z.string(), before: value, after: value })
export type Change = z.output<typeof change>

const person = z.object({ id, name: z.string() })

export const requestRow = z.object({
  id,
  programmeId: z.string(),
  kind: requestKind,
  payload: z.record(z.string(), z.unknown()),
  reason: z.string(),
  state: requestState,
  madeBy: person,
  madeAt: instant,
  decidedBy: z.nullable(person),
  decidedAt: z.nullable(instant),
  decisionReason: z.nullable(z.string()),
  /** Of a failed request: what stood against it when it was approved. */
  failure: z.nullable(z.enum(refusalCodes)),
})
export type RequestRow = z.output<typeof requestRow>

export const requestShown = z.object({
  ...requestRow.shape,
  /** Of an open request: what would change if it were approved now. Of an approved one: what it changed. */
  changes: z.array(change),
  /** Transactions that an approved request posted. */
  transactionIds: z.array(id),
  /** Of an open request: what stands against it now. */
  obstacle: z.nullable(z.enum(refusalCodes)),
  /** Of an obstacle or a failure: what exactly it is about, as `benefit.VIDEO-1.stock`. */
  obstacleFields: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
})
export type RequestShown = z.output<typeof requestShown>
