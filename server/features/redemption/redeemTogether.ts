import type { RefusalCode } from '../../../shared/contract/refusals'
import { nextRelease } from '../../../shared/values/stock'
import type { Tx } from '../../db/database'
import { type IdempotencyKey, keepRefusals } from '../../http/idempotency'
import { Refused } from '../../http/refused'
import type { Vault } from '../../ports/vault'
import type { Benefit } from '../catalogue'
import { trustDevices } from '../identity'
import { closeBenches, spendOn } from '../points'
import { insertDecisions, type Judged, type NewDecision, spendStepUps } from '../risk'
import { type Allotment, type Allotted, allotStock } from './allotStock'
import { type BatchContext, readBatch } from './batchContext'
import { type DeliverDeps, deliverRedemptions, type Grant } from './deliverRedemptions'
import type { Redemption } from './redemption'
import { accountRefusal, refusalOf, soldOut } from './redemption.rules'
import type { Agreed, RedemptionRequest } from './redemptionRequest'

/** What became of a request: a redemption, made now or under this key before, or a refusal. */
export type Outcome = { redemption: Redemption } | { refused: Refused; nextPortionAt?: Date | null }

/**
 * Redeems for several cardholders in one transaction, each decided on their own: a refused one costs the others nothing.
 * Locks are taken in one order everywhere: accounts by id, stock by benefit, codes. The database is asked a fixed number of
 * times, however many there are: for all that the rules need to know, for the stock, for its codes, and to write. What was
 * committed under a key by a transaction whose commit was never heard of is found by its key.
 */
export async function redeemTogether(
  tx: Tx,
  requests: readonly RedemptionRequest[],
  deps: DeliverDeps,
): Promise<Outcome[]> {
  const now = deps.surroundings.now()
  const context = await readBatch(tx, requests, deps)
  const decisions = requests.map((request) => decide(request, context, { vault: deps.vault, now }))
  const wishes = decisions.flatMap((decision) => ('wish' in decision ? [decision.wish] : []))
  const { allotmentOf, count } = await allotAll(tx, wishes, now)
  const { newId } = deps.surroundings
  const granted = wishes.flatMap((wish) => {
    const allotment = allotmentOf(wish)
    return allotment ? [grant(wish, { allotment, context, id: newId() })] : []
  })
  const steppedUp = granted.filter(({ request }) => context.guards.stepUpFor(context.guardedOf(request), now))
  const [redemptions] = await Promise.all([
    deliverRedemptions(tx, granted, { ...deps, now }),
    insertDecisions(tx, decisionsOn(decisions, granted, newId)),
    trustDevices(tx, steppedUp.flatMap(deviceOf), { now, newId }),
    closeBenches(
      tx,
      granted.map(({ request }) => context.benchOf(request)),
    ),
    count(),
    spendStepUps(
      tx,
      steppedUp.flatMap(({ request }) => context.guards.stepUpFor(context.guardedOf(request), now) ?? []),
      now,
    ),
    keepRefusals(tx, decisions.flatMap(lastingRefusal), now),
  ])
  const made = new Map(granted.map(({ request }, at) => [request, redemptions[at] as Redemption]))
  return decisions.map((decision) => {
    if (!('wish' in decision)) return decision
    const redemption = made.get(decision.wish.request)
    return redemption
      ? { redemption }
      : { refused: new Refused(soldOut(decision.wish.benefit, now)), ...portion(decision.wish.benefit, now) }
  })
}

interface Wish {
  request: RedemptionRequest
  benefit: Benefit
  /** Null where the programme decides on no lanes. */
  judged: Judged | null
  /** It is held for a person, on its lane. */
  isHeld: boolean
}

type Decision =
  | Outcome
  | { wish: Wish }
  | { refused: Refused; isNew: RedemptionRequest }
  | { refused: Refused; judged: Judged | null }

/** Asks the rules, under the account's lock. */
function decide(
  request: RedemptionRequest,
  context: BatchContext,
  { vault, now }: Pick<DeliverDeps, 'vault'> & { now: Date },
): Decision {
  try {
    const earlier = context.earlier(request)
    if (earlier) return { redemption: sameAsAgreed(earlier, request.agreed, vault) }
    context.refuseAgain(request.key)
  } catch (error) {
    if (error instanceof Refused) return { refused: error }
    throw error
  }
  const { agreed } = request
  const benefit = context.benefitOf(request)
  if (!benefit) return { refused: new Refused('not_found'), isNew: request }
  const guarded = context.guardedOf(request)
  if (context.guards.isFrozen(guarded)) return { refused: new Refused('redemption_frozen') }
  if (context.guards.isStrange(guarded)) return { refused: new Refused('device_not_trusted') }
  const { account } = context.benchOf(request)
  const asking = {
    now,
    tier: context.tierOf(request),
    agreedPoints: agreed.points,
    past: context.pastOf(request),
    products: context.productsOf(request),
    available: account.available,
    debt: account.debt,
  }
  const refusal = refusalOf(benefit, asking) ?? accountRefusal(benefit.accountKind, agreed.account)
  // Asked last: nobody types a password for what would be refused all the same.
  if (refusal === null) return onItsLane(request, context, { benefit, now })
  return { refused: new Refused(refusal), isNew: request, ...portion(benefit, now) }
}

/** Before anything is held: what the lock, the programme and the lane ask for. A second proof answers all that it can. */
function onItsLane(
  request: RedemptionRequest,
  { guards, guardedOf, lanes, redeemedTodayOf }: BatchContext,
  { benefit, now }: { benefit: Benefit; now: Date },
): Decision {
  const guarded = guardedOf(request)
  const judged = lanes.judgedOf(request)
  const isSteppedUp = guards.stepUpFor(guarded, now) !== null
  const refused = (code: RefusalCode): Decision => ({ refused: new Refused(code), judged })
  if (guards.needsStepUp(guarded, { redeemedToday: redeemedTodayOf(request), now })) return refused('step_up_required')
  const lane = judged?.lane ?? 'normal'
  if (lane === 'step_up' && !isSteppedUp) return refused('step_up_required')
  const isHeld = lane === 'quarantine' && !(isSteppedUp && judged?.clearBy === 'step_up')
  if (isHeld && lanes.isFull(request)) return refused('too_many_held')
  return { wish: { request, benefit, judged, isHeld } }
}

/** Until then nobody has to ask again, where it is sold out. */
function portion(benefit: Benefit, now: Date): { nextPortionAt: Date | null } {
  return { nextPortionAt: nextRelease(benefit, now)?.at ?? null }
}

/** A key is kept with its redemption for ever: a repetition is answered by it, however late it comes. */
function sameAsAgreed(redemption: Redemption, { benefitId, points, account }: Agreed, vault: Vault): Redemption {
  const { origin, accountFingerprint } = redemption
  const isSame = origin === 'points' && redemption.benefitId === benefitId && redemption.points === points
  const isSameAccount =
    account === undefined
      ? accountFingerprint === null
      : accountFingerprint !== null && vault.isFingerprint(accountFingerprint, 'account', account)
  if (isSame && isSameAccount) return redemption
  throw new Refused('idempotency_key_reused')
}

/** Takes from the stock of each programme in the batch. */
async function allotAll(
  tx: Tx,
  wishes: readonly Wish[],
  now: Date,
): Promise<{ allotmentOf(wish: Wish): Allotment | null; count(): Promise<unknown> }> {
  const programmes = [...new Set(wishes.map(({ request }) => request.who.programmeId))].sort()
  const allotments = new Map<Wish, Allotment | null>()
  const all: Allotted[] = []
  for (const programmeId of programmes) {
    const theirs = wishes.filter(({ request }) => request.who.programmeId === programmeId)
    const reserving = new Set(theirs.flatMap(({ isHeld }, at) => (isHeld ? [at] : [])))
    const benefits = theirs.map(({ benefit }) => benefit)
    const allotted = await allotStock(tx, programmeId, { benefits, reserving, now })
    for (const [at, wish] of theirs.entries()) allotments.set(wish, allotted.allotments[at] ?? null)
    all.push(allotted)
  }
  return {
    allotmentOf: (wish) => allotments.get(wish) ?? null,
    count: () => Promise.all(all.map((allotted) => allotted.count())),
  }
}

interface Granted extends Grant {
  request: RedemptionRequest
}

/** Takes the points, or sets them aside until the supplier has delivered, or a person has looked at it. */
function grant(
  { request, benefit, judged, isHeld }: Wish,
  { allotment, context, id }: { allotment: Allotment; context: BatchContext; id: string },
): Granted {
  const kind = benefit.source === null && !isHeld ? 'redeem' : 'hold'
  const spending = { kind, amount: benefit.points, reference: id, memo: benefit.title } as const
  const transactionId = spendOn(context.benchOf(request), spending)
  return {
    request,
    who: request.who,
    id,
    benefit,
    allotment,
    price: { points: benefit.points, transactionId },
    origin: 'points',
    key: request.key.key,
    account: request.agreed.account,
    // What was made goes by the number of the decision that led to it.
    held: isHeld && judged ? { decisionId: id, ...judged } : null,
  }
}

/** What is kept of each that came as far as its lane, with the redemption that it led to. */
function decisionsOn(decisions: readonly Decision[], granted: readonly Granted[], newId: () => string): NewDecision[] {
  const grantOf = new Map(granted.map((each) => [each.request, each]))
  return decisions.flatMap((decision) => {
    if ('wish' in decision) {
      const { judged, request } = decision.wish
      const made = grantOf.get(request)
      if (!judged) return []
      return [{ id: made?.id ?? newId(), hasRedemption: made !== undefined, decided: judged.decision }]
    }
    return 'judged' in decision && decision.judged
      ? [{ id: newId(), hasRedemption: false, decided: decision.judged.decision }]
      : []
  })
}

function deviceOf({ request: { who, sessionId } }: Granted): { cardholderId: string; sessionId: string }[] {
  return sessionId === undefined ? [] : [{ cardholderId: who.cardholderId, sessionId }]
}

function lastingRefusal(decision: Decision): { key: IdempotencyKey; refusal: RefusalCode }[] {
  return 'isNew' in decision ? [{ key: decision.isNew.key, refusal: decision.refused.code }] : []
}
