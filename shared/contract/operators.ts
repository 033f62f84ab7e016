import * as z from 'zod/mini'
import { bankFile } from './bankFiles'
import { endpoint } from './endpoint'
import { entryKind, pointsSummary, spendShown } from './points'
import { deliveryProof, redemption } from './redemption'
import { refusalCodes } from './refusals'
import { change, requestAsked, requestKind, requestRow, requestShown, requestState } from './requests'
import { operatorRole } from './roles'
import { day, id, instant, pointsCount, reasonText, sortBy } from './schemas'

const programmeId = z.string().check(z.regex(/^[a-z0-9-]{2,32}$/))

/** An operator of all programmes says which one is meant; without it, the installation's default. */
const scope = { programmeId: z.optional(programmeId) }
const page = { ...scope, cursor: z.optional(z.string().check(z.maxLength(400))) }

/** What the rules of a kind may have against a request. */
const obstacles = [
  'not_found',
  'points_insufficient',
  'debt_exceeded',
  'expiry_out_of_range',
  'lot_not_live',
  'points_not_expired',
  'reinstatement_window_over',
  'refund_not_open',
  'purchase_not_open',
  'order_not_open',
  'version_not_draft',
  'version_not_submitted',
  'version_changed',
  'version_outdated',
  'version_incomplete',
  'version_unchanged',
  'publish_time_invalid',
  'benefit_down_already',
  'benefit_not_down',
  'codes_not_staged',
  'codes_known',
  'rule_too_soon',
  'rule_day_taken',
  'rule_name_taken',
  'not_delivered_yet',
  'code_expired',
  'redelivery_not_of_codes',
  'code_replaced_already',
  'sold_out',
  'not_released_yet',
  'name_taken',
  'own_account',
] as const
/** What stands between a request and its decision. */
const decision = ['not_found', 'role_required', 'request_decided', 'full_card_number_refused'] as const

const requestId = z.object({ requestId: id })

const supplierName = z.string().check(z.regex(/^[\w.-]{1,32}$/))
const differenceKind = z.enum([
  'unknown_order',
  'closed_otherwise',
  'other_serial',
  'delivered_twice',
  'other_sku',
  'missing',
])

const lotAtDesk = z.object({
  id,
  /** The bank's transaction id of the purchase, or the adjustment that opened it. */
  source: z.string(),
  earned: pointsCount,
  pending: pointsCount,
  available: pointsCount,
  held: pointsCount,
  redeemed: pointsCount,
  expired: pointsCount,
  clawedBack: pointsCount,
  repaid: pointsCount,
  availableOn: day,
  expiresOn: day,
  /** The last day on which its expired points can be reinstated; null where nothing can. */
  reinstatableUntil: z.nullable(day),
})

const entryAtDesk = z.object({
  transactionId: id,
  kind: entryKind,
  reference: z.string(),
  /** Change of what the cardholder owns: pending + available + held − debt. */
  amount: z.int(),
  effectiveOn: day,
  postedAt: instant,
})

export const operatorsContract = {
  me: endpoint({
    id: 'operators.me',
    method: 'GET',
    path: '/ops/me',
    access: 'operator',
    roles: ['maker', 'checker', 'support', 'risk', 'auditor', 'admin'],
    summary: 'Who I am at the desk, and what I may do.',
    reply: z.object({ id, name: z.string(), programmeId: z.string(), roles: z.array(operatorRole) }),
    refusals: [],
  }),
  makeRequest: endpoint({
    id: 'operators.makeRequest',
    method: 'POST',
    path: '/ops/requests',
    access: 'operator',
    roles: ['maker', 'support', 'risk', 'admin'],
    summary: 'Asks for a change that moves value; nothing moves before another operator approves it.',
    body: z.object({ ...scope, asked: requestAsked, reason: reasonText }),
    reply: requestShown,
    refusals: ['role_required', ...obstacles],
    keyed: true,
  }),
  previewRequest: endpoint({
    id: 'operators.previewRequest',
    method: 'POST',
    path: '/ops/requests/preview',
    access: 'operator',
    roles: ['maker', 'support', 'risk', 'admin'],
    summary: 'What a request would change if it were approved now; nothing is made, and nothing moves.',
    body: z.object({ ...scope, asked: requestAsked }),
    reply: z.object({
      changes: z.array(change),
      /** What stands against it now. */
      obstacle: z.nullable(z.enum(refusalCodes)),
    }),
    refusals: ['role_required', 'not_found'],
  }),
  requests: endpoint({
    id: 'operators.requests',
    method: 'GET',
    path: '/ops/requests',
    access: 'operator',
    roles: ['maker', 'checker', 'support', 'risk', 'auditor', 'admin'],
    summary: 'The requests of the programme, the newest first unless it is said otherwise.',
    query: z.object({
      ...page,
      state: z.optional(requestState),
      kind: z.optional(requestKind),
      /** Those that I made. */
      mine: z.optional(z.literal('yes')),
      sort: sortBy('madeAt', 'kind', 'decidedAt'),
    }),
    reply: z.object({ requests: z.array(requestRow), next: z.nullable(z.string()) }),
    refusals: ['not_found'],
  }),
  request: endpoint({
    id: 'operators.request',
    method: 'GET',
    path: '/ops/requests/{requestId}',
    access: 'operator',
    roles: ['maker', 'checker', 'support', 'risk', 'auditor', 'admin'],
    summary: 'One request with what it would change, or changed, before and after.',
    params: requestId,
    reply: requestShown,
    refusals: ['not_found'],
  }),
  approve: endpoint({
    id: 'operators.approve',
    method: 'POST',
    path: '/ops/requests/{requestId}/approve',
    access: 'operator',
    roles: ['checker', 'admin'],
    summary: "Approves another operator's request and carries it out, or leaves it failed with what stood against it.",
    params: requestId,
    body: z.object({ reason: z.optional(reasonText) }),
    reply: requestShown,
    refusals: [...decision, 'same_operator', 'maker_not_entitled', 'own_account', 'approver_not_independent'],
    keyed: true,
  }),
  reject: endpoint({
    id: 'operators.reject',
    method: 'POST',
    path: '/ops/requests/{requestId}/reject',
    access: 'operator',
    roles: ['checker', 'admin'],
    summary: "Rejects another operator's request, with a reason.",
    params: requestId,
    body: z.object({ reason: reasonText }),
    reply: requestShown,
    refusals: [...decision, 'same_operator'],
    keyed: true,
  }),
  withdraw: endpoint({
    id: 'operators.withdraw',
    method: 'POST',
    path: '/ops/requests/{requestId}/withdraw',
    access: 'operator',
    roles: ['maker', 'support', 'risk', 'admin'],
    summary: 'Withdraws a request of my own.',
    params: requestId,
    body: z.object({ reason: z.optional(reasonText) }),
    reply: requestShown,
    refusals: [...decision, 'request_of_another', 'review_required'],
    keyed: true,
  }),
  audit: endpoint({
    id: 'operators.audit',
    method: 'GET',
    path: '/ops/audit',
    access: 'operator',
    roles: ['auditor', 'admin'],
    summary: 'What operators did, the newest first.',
    query: z.object({
      ...page,
      subject: z.optional(z.string().check(z.maxLength(64))),
      action: z.optional(z.string().check(z.regex(/^[a-z_.]{1,40}$/))),
      operatorId: z.optional(id),
      /** Business days, both included. */
      from: z.optional(day),
      until: z.optional(day),
      sort: sortBy('at'),
    }),
    reply: z.object({
      rows: z.array(
        z.object({
          id,
          at: instant,
          /** Null for what was done on the command line. */
          operatorId: z.nullable(id),
          operatorName: z.nullable(z.string()),
          programmeId: z.string(),
          action: z.string(),
          subject: z.string(),
          reason: z.nullable(z.string()),
          changes: z.array(change),
          requestId: z.nullable(z.string()),
          address: z.nullable(z.string()),
        }),
      ),
      next: z.nullable(z.string()),
    }),
    refusals: ['not_found'],
  }),
  unmatchedRefunds: endpoint({
    id: 'operators.unmatchedRefunds',
    method: 'GET',
    path: '/ops/unmatched-refunds',
    access: 'operator',
    roles: ['maker', 'checker', 'support', 'auditor'],
    summary:
      'Refunds that match no purchase and were not dismissed, the oldest first unless it is said otherwise, each with purchases it may mean.',
    query: z.object({
      ...page,
      cardholderId: z.optional(id),
      /** Business days on which it was posted, both included. */
      from: z.optional(day),
      until: z.optional(day),
      sort: sortBy('postedOn', 'amount', 'merchant'),
    }),
    reply: z.object({
      refunds: z.array(
        z.object({
          cardholderId: id,
          refund: spendShown,
          /** Earlier purchases of the same card and merchant, or of the same amount; the nearest first. */
          candidates: z.array(
            z.object({
              ...spendShown.shape,
              refundedFen: pointsCount,
              likeness: z.enum(['merchant', 'amount', 'both']),
            }),
          ),
        }),
      ),
      next: z.nullable(z.string()),
    }),
    refusals: ['not_found'],
  }),
  bankFiles: endpoint({
    id: 'operators.bankFiles',
    method: 'GET',
    path: '/ops/bank-files',
    access: 'operator',
    roles: ['auditor', 'admin'],
    summary:
      "The bank's newest daily files, a hundred at most, with what came of their rows, and those that were refused, with why.",
    query: z.object(scope),
    reply: z.object({ files: z.array(bankFile) }),
    refusals: ['not_found'],
  }),
  manualOrders: endpoint({
    id: 'operators.manualOrders',
    method: 'GET',
    path: '/ops/manual-orders',
    access: 'operator',
    roles: ['maker', 'checker', 'support', 'auditor'],
    summary:
      'Orders at suppliers that wait for a person, or have been unknown or unsent for an hour; the oldest first.',
    query: z.object({
      ...page,
      supplier: z.optional(supplierName),
      state: z.optional(z.enum(['manual', 'unknown', 'new'])),
      sort: sortBy('redeemedAt', 'points', 'supplier'),
    }),
    reply: z.object({
      orders: z.array(
        z.object({
          orderNo: z.string(),
          cardholderId: id,
          redemptionId: id,
          supplier: z.string(),
          sku: z.string(),
          title: z.string(),
          accountMasked: z.nullable(z.string()),
          points: pointsCount,
          state: z.enum(['manual', 'unknown', 'new']),
          attempts: pointsCount,
          redeemedAt: instant,
          placedAt: z.nullable(instant),
          unsureSince: z.nullable(instant),
          lastError: z.nullable(z.string()),
        }),
      ),
      next: z.nullable(z.string()),
    }),
    refusals: ['not_found'],
  }),
  supplierDifferences: endpoint({
    id: 'operators.supplierDifferences',
    method: 'GET',
    path: '/ops/supplier-differences',
    access: 'operator',
    roles: ['maker', 'checker', 'support', 'auditor'],
    summary: 'What suppliers say otherwise than we have it, the newest first. It has changed nothing.',
    query: z.object({
      ...page,
      supplier: z.optional(supplierName),
      kind: z.optional(differenceKind),
      sort: sortBy('seenAt', 'day', 'supplier'),
    }),
    reply: z.object({
      differences: z.array(
        z.object({
          id,
          supplier: z.string(),
          day,
          orderNo: z.string(),
          kind: differenceKind,
          /** Null where the order is not ours. */
          programmeId: z.nullable(z.string()),
          ours: z.nullable(z.string()),
          theirs: z.nullable(z.string()),
          source: z.enum(['answer', 'query', 'callback', 'statement']),
          seenAt: instant,
        }),
      ),
      next: z.nullable(z.string()),
    }),
    refusals: ['not_found'],
  }),
  cardholderRedemption: endpoint({
    id: 'operators.cardholderRedemption',
    method: 'GET',
    path: '/ops/cardholders/{cardholderId}/redemptions/{redemptionId}',
    access: 'operator',
    roles: ['maker', 'checker', 'support', 'auditor'],
    summary: 'A redemption as its owner sees it, accounts and codes masked, with what proves its delivery.',
    params: z.object({ cardholderId: id, redemptionId: id }),
    query: z.object({ programmeId: page.programmeId }),
    reply: z.object({ redemption, proof: z.nullable(deliveryProof) }),
    refusals: ['not_found'],
  }),
  cardholderPoints: endpoint({
    id: 'operators.cardholderPoints',
    method: 'GET',
    path: '/ops/cardholders/{cardholderId}/points',
    access: 'operator',
    roles: ['maker', 'checker', 'support', 'auditor'],
    summary: "A cardholder's balance, lots and entries, the newest entry first.",
    params: z.object({ cardholderId: id }),
    query: z.object(page),
    reply: z.object({
      cardholderId: id,
      summary: pointsSummary,
      lots: z.array(lotAtDesk),
      entries: z.array(entryAtDesk),
      next: z.nullable(z.string()),
    }),
    refusals: ['not_found'],
  }),
}
