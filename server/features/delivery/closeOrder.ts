import { type BusinessDay, businessDayOf } from '../../../shared/values/businessDay'
import type { Tx } from '../../db/database'
import { enqueue } from '../../db/outbox'
import { giveBackStock } from '../catalogue'
import { lockAccount, redeemHeld, releaseHold } from '../points'
import {
  changeOrder,
  endAsDelivered,
  endAsFailed,
  endOrder,
  lockOrder,
  moveRedemption,
  type OrderedBenefit,
  type Redemption,
  redemptionsNamed,
} from '../redemption'
import type { DeliveryDeps } from './dependencies'
import { type DifferenceKind, keepDifferences } from './differences.store'
import { nextWithoutLink, redemptionStateOf } from './order.rules'

/** What is known of an order for good, and by whose word. */
export interface Verdict {
  outcome: 'delivered' | 'failed'
  evidence: 'answer' | 'query' | 'callback' | 'statement' | 'person'
  serial: string | null
  link: string | null
  /** The supplier's code of why it failed. */
  reason: string | null
  /** SHA-256, hex, of the bytes that said so; a person has none. */
  proof: string | null
  /** The day of the statement that says so. */
  day?: BusinessDay
}

/**
 * - `closed`: now, by this
 * - `was_closed`: before, in the same way
 * - `contradicted`: before, the other way: nothing changes, and operators find it among the differences
 * - `link_awaited`: delivered, but nobody has told the link yet, so that the supplier is asked again
 */
export type Closed = 'closed' | 'was_closed' | 'contradicted' | 'link_awaited'

type ClosingDeps = Pick<DeliveryDeps, 'surroundings' | 'vault' | 'pace'>

/** Locks the account first, as everybody does, and then the order, and answers it as it is under its lock. */
export async function lockForClosing(
  tx: Tx,
  order: Pick<OrderedBenefit, 'orderNo' | 'programmeId' | 'cardholderId'>,
  now: Date,
): Promise<OrderedBenefit> {
  await lockAccount(tx, { programmeId: order.programmeId, cardholderId: order.cardholderId }, now)
  const locked = await lockOrder(tx, order.orderNo)
  if (!locked) throw new Error(`order ${order.orderNo} is gone`)
  return locked
}

/** Closes a locked order with all that follows from it, or finds it closed. What is closed is never opened again. */
export async function closeOrder(
  tx: Tx,
  order: OrderedBenefit,
  { verdict, ...deps }: ClosingDeps & { verdict: Verdict },
): Promise<Closed> {
  if (order.state === 'delivered' || order.state === 'failed') return compare(tx, order, { verdict, ...deps })
  const { cardholderId, redemptionId } = order
  const [redemption] = await redemptionsNamed(tx, { cardholderId, ids: [redemptionId] })
  if (!redemption) throw new Error(`order ${order.orderNo} is of no redemption`)
  if (verdict.outcome === 'failed') return fail(tx, order, { redemption, verdict, ...deps })
  const lacksLink = redemption.delivery === 'link' && verdict.link === null && verdict.evidence !== 'person'
  if (lacksLink) return awaitLink(tx, order, deps)
  return deliver(tx, order, { redemption, verdict, ...deps })
}

type Closing = ClosingDeps & { redemption: Redemption; verdict: Verdict }

async function deliver(
  tx: Tx,
  order: OrderedBenefit,
  { redemption, verdict, surroundings, vault }: Closing,
): Promise<Closed> {
  const now = surroundings.now()
  const { programmeId, cardholderId, redemptionId } = order
  const { title, points } = redemption
  const { serial, proof, evidence, link } = verdict
  await endOrder(tx, order.orderNo, { state: 'delivered', evidence, serial, proof, closedAt: now })
  // What a tier gave took no points, so that none are held for it.
  const redeemed =
    points > 0 ? await redeemHeld(tx, { programmeId, cardholderId }, { redemptionId, title, surroundings }) : null
  if (points > 0 && !redeemed)
    throw new Error(`the points of ${redemptionId} were redeemed before its order was closed`)
  const linkCipher = link === null ? null : vault.seal(link)
  await endAsDelivered(tx, order, { at: now, linkCipher, transactionId: redeemed?.transactionId ?? null })
  await enqueue(tx, {
    id: surroundings.newId(),
    topic: 'redemption.delivered',
    programmeId,
    cardholderId,
    payload: {
      redemptionId,
      title,
      points,
      redeemedAt: redemption.createdAt.toISOString(),
      delivery: redemption.delivery,
    },
    now,
  })
  return 'closed'
}

async function fail(tx: Tx, order: OrderedBenefit, { redemption, verdict, surroundings }: Closing): Promise<Closed> {
  const now = surroundings.now()
  const { programmeId, cardholderId, redemptionId } = order
  const { title, points, benefitId } = redemption
  const { serial, proof, evidence } = verdict
  await endOrder(tx, order.orderNo, { state: 'failed', evidence, serial, proof, closedAt: now })
  if (points > 0) {
    const released = await releaseHold(tx, { programmeId, cardholderId }, { redemptionId, surroundings })
    if (!released) throw new Error(`the points of ${redemptionId} were released before its order was closed`)
  }
  await giveBackStock(tx, { programmeId, benefitId })
  const failure = verdict.reason === 'account_invalid' ? verdict.reason : 'supplier_rejected'
  await endAsFailed(tx, order, failure)
  await enqueue(tx, {
    id: surroundings.newId(),
    topic: 'redemption.failed',
    programmeId,
    cardholderId,
    payload: { redemptionId, title, points, failure, failedAt: now.toISOString() },
    now,
  })
  return 'closed'
}

/** Statements, and some callbacks, say that a link was delivered and not which. */
async function awaitLink(tx: Tx, order: OrderedBenefit, { surroundings, pace }: ClosingDeps): Promise<Closed> {
  const next = nextWithoutLink(order, { now: surroundings.now(), chance: surroundings.chance(), pace })
  await changeOrder(tx, order.orderNo, { ...next, error: 'delivered, and the link is not known yet' })
  await moveRedemption(tx, order, redemptionStateOf(next.state))
  return 'link_awaited'
}

async function compare(
  tx: Tx,
  order: OrderedBenefit,
  { verdict, surroundings }: ClosingDeps & { verdict: Verdict },
): Promise<Closed> {
  const { outcome, serial } = verdict
  const isOtherSerial = order.serial !== null && serial !== null && order.serial !== serial
  if (order.state === outcome && !isOtherSerial) return 'was_closed'
  const kind: DifferenceKind = order.state === outcome ? 'other_serial' : 'closed_otherwise'
  const ours = kind === 'other_serial' ? order.serial : order.state
  const theirs = kind === 'other_serial' ? serial : outcome
  if (verdict.evidence === 'person') return 'contradicted'
  const now = surroundings.now()
  const { supplier, orderNo, programmeId } = order
  const place = { supplier, orderNo, programmeId, day: verdict.day ?? businessDayOf(now) }
  const said = { kind, ours, theirs, source: verdict.evidence }
  await keepDifferences(tx, [{ id: surroundings.newId(), ...place, ...said, seenAt: now }])
  return kind === 'other_serial' ? 'was_closed' : 'contradicted'
}
