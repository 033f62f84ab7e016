import type { Change, PayloadOf, RequestKind } from '../../../shared/contract/requests'
import { businessDayOf } from '../../../shared/values/businessDay'
import type { Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import { orderToSettle, settleOrder } from '../delivery'
import {
  adjustPoints,
  type DeskOutcome,
  extendExpiry,
  lockAccount,
  pointsSummary,
  refuseStranger,
  reinstatePoints,
  writeOffDebt,
} from '../points'
import { codeAtDesk, redeliverCode } from '../redemption'
import { ruleOnRefund } from '../spend'
import { askedOpening, askedRenewal, askedRoles } from './accountRequests'
import { bringBack, keepDown, publishCatalogue } from './catalogueRequests'
import { loadCodes } from './codesRequests'
import type { Execute, Executed, Execution } from './execution'
import { publishRiskRules } from './publishRiskRules'
import { publishRule, publishTerms } from './publishVersion'
import { findRequest } from './requests.store'

/** What each kind of request does when it is approved; its payload is in `requestPayloads` of the contract. */
export const requestKinds: { readonly [Kind in RequestKind]: Execute<Kind> } = {
  adjust_points: pointsKind((tx, who, { payload, ...rest }) =>
    adjustPoints(tx, who, { points: payload.points, expiresOn: payload.expiresOn, ...rest }),
  ),
  write_off_debt: pointsKind((tx, who, { payload, ...rest }) =>
    writeOffDebt(tx, who, { amount: payload.points, ...rest }),
  ),
  extend_expiry: pointsKind((tx, who, { payload, ...rest }) =>
    extendExpiry(tx, who, { lots: payload.lots, expiresOn: payload.expiresOn, ...rest }),
  ),
  reinstate_points: pointsKind((tx, who, { payload, ...rest }) =>
    reinstatePoints(tx, who, {
      lotId: payload.lotId,
      points: payload.points,
      expiresOn: payload.expiresOn,
      ...rest,
    }),
  ),
  async match_refund(tx, execution) {
    const { purchaseId } = execution.payload
    const moved = await withBalance(tx, execution, async () => rule(tx, execution, purchaseId))
    const ruled = { field: 'refund.purchaseId', before: null, after: purchaseId }
    return { ...moved, changes: [ruled, ...moved.changes] }
  },
  async dismiss_refund(tx, execution) {
    await rule(tx, execution, null)
    return { transactionIds: [], changes: [{ field: 'refund.state', before: 'open', after: 'dismissed' }] }
  },
  settle_order: settle,
  reveal_code: allowReveal,
  redeliver_code: redeliver,
  publish_earning_rule: publishRule,
  publish_terms: publishTerms,
  publish_risk_rules: publishRiskRules,
  publish_catalogue: publishCatalogue,
  load_codes: loadCodes,
  review_take_down: keepDown,
  bring_back_benefit: bringBack,
  open_account: askedOpening,
  change_roles: askedRoles,
  renew_enrolment: askedRenewal,
}

/** Nothing moves; that it may be shown is looked at as if it were, so that nothing is approved that cannot be. */
async function allowReveal(tx: Tx, execution: Execution<PayloadOf<'reveal_code'>>): Promise<Executed> {
  const { programmeId, payload, surroundings } = execution
  const { title, masked } = await codeAtDesk(tx, { programmeId, ...payload, now: surroundings.now() })
  const changes = [{ field: 'code.shownOnce', before: null, after: masked === null ? title : `${title} ${masked}` }]
  return { transactionIds: [], changes }
}

async function redeliver(tx: Tx, execution: Execution<PayloadOf<'redeliver_code'>>): Promise<Executed> {
  const { programmeId, requestId, payload, surroundings } = execution
  const askedAt = (await findRequest(tx, requestId))?.madeAt ?? null
  const given: Change[] = []
  const moved = await withBalance(tx, execution, async () => {
    const asked = { programmeId, ...payload, requestId, askedAt }
    const { benefitId, before, after } = await redeliverCode(tx, asked, surroundings)
    const [untilBefore, untilAfter] = [before.validUntil?.toISOString() ?? null, after.validUntil.toISOString()]
    given.push({ field: 'redemption.code', before: before.masked, after: after.masked })
    given.push({ field: 'redemption.validUntil', before: untilBefore, after: untilAfter })
    given.push({ field: `benefit.${benefitId}.stockTaken`, before: null, after: 1 })
    return { transactionIds: [], lastDays: [] }
  })
  return { ...moved, changes: [...given, ...moved.changes] }
}

async function settle(tx: Tx, execution: Execution<PayloadOf<'settle_order'>>): Promise<Executed> {
  const { programmeId, payload, surroundings, vault } = execution
  const { orderNo, outcome, serial = null } = payload
  const order = await orderToSettle(tx, { programmeId, orderNo }, { now: surroundings.now() })
  const { cardholderId } = order
  const moved = await withBalance(tx, { ...execution, payload: { cardholderId } }, async () => {
    await settleOrder(tx, order, { outcome, serial, surroundings, vault })
    return { transactionIds: [], lastDays: [] }
  })
  return { ...moved, changes: [{ field: 'order.state', before: order.state, after: outcome }, ...moved.changes] }
}

interface Who {
  programmeId: string
  cardholderId: string
}

/** A kind that works on the points of one cardholder. */
function pointsKind<Payload extends { cardholderId: string }>(
  act: (
    tx: Tx,
    who: Who,
    doing: { payload: Payload; requestId: string; surroundings: Surroundings },
  ) => Promise<DeskOutcome>,
): (tx: Tx, execution: Execution<Payload>) => Promise<Executed> {
  return (tx, execution) => {
    const { programmeId, payload, requestId, surroundings } = execution
    const who = { programmeId, cardholderId: payload.cardholderId }
    return withBalance(tx, execution, () => act(tx, who, { payload, requestId, surroundings }))
  }
}

async function rule(
  tx: Tx,
  { programmeId, payload, requestId, posting, surroundings }: Execution<{ cardholderId: string; refundId: string }>,
  purchaseId: string | null,
): Promise<DeskOutcome> {
  const { cardholderId, refundId } = payload
  await refuseStranger(tx, { programmeId, cardholderId })
  const ruling = { programmeId, cardholderId, refundId, purchaseId, requestId }
  await ruleOnRefund(tx, ruling, { posting, decidedAt: surroundings.now() })
  return { transactionIds: [], lastDays: [] }
}

/** Looks at the balance before and after, so that what is told is what happened. */
async function withBalance(
  tx: Tx,
  { programmeId, payload: { cardholderId }, surroundings }: Execution<{ cardholderId: string }>,
  act: () => Promise<DeskOutcome>,
): Promise<Executed> {
  const who = { programmeId, cardholderId }
  await refuseStranger(tx, who)
  // Before the first look, so that nothing of somebody else's comes between the two.
  await lockAccount(tx, who, surroundings.now())
  const today = businessDayOf(surroundings.now())
  const before = await pointsSummary(tx, { cardholderId, today })
  const { transactionIds, lastDays } = await act()
  const after = await pointsSummary(tx, { cardholderId, today })
  const balance = (['available', 'pending', 'held', 'debt'] as const)
    .filter((name) => before[name] !== after[name])
    .map((name) => ({ field: `points.${name}`, before: before[name], after: after[name] }))
  const days = lastDays.map((lot) => ({ field: `lot.${lot.lotId}.expiresOn`, before: lot.before, after: lot.after }))
  return { transactionIds, changes: [...balance, ...days] }
}
