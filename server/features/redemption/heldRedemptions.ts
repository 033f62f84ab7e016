import type { Tx } from '../../db/database'
import { enqueue } from '../../db/outbox'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import {
  type Benefit,
  type BenefitTerms,
  benefitAsAgreed,
  benefitForRedemption,
  giveBackReserved,
  giveBackStock,
  giveCodes,
  lockStock,
  takenDownSince,
  takeReserved,
} from '../catalogue'
import { lockAccount, redeemHeld, releaseHold } from '../points'
import { endReview, type LockedReview, type ReviewEnd, refuseWhenFrozen, reviewFor } from '../risk'
import { orderNoOf, validityOf } from './deliverRedemptions'
import type { Redemption } from './redemption'
import { findRedemption } from './redemption.store'
import { endAsDelivered, endAsFailed, storeGivenCode, storeOrdered } from './redemptionStates.store'
import { insertOrders } from './supplierOrders.store'

/** Names a redemption that is, or was, held for a person. */
export interface HeldName {
  programmeId: string
  cardholderId: string
  redemptionId: string
}

/** Who decided, and why; a second proof of its owner has neither. */
export interface Verdict {
  by: string | null
  reason: string | null
}

/**
 * Sets a held redemption free, in the caller's transaction: from here on it is as one that was never held. Its code is given,
 * or its order is written down, and it is valid from now on. Of all who decide on one at the same moment, the account's lock
 * lets one through.
 * @throws Refused not_found, review_over, redemption_frozen while its owner has frozen redeeming, benefit_ended when the desk
 *   has taken the benefit down or nobody knows any more what was agreed to, sold_out when no code is left of those that were kept: what cannot be given is refused instead
 */
export async function releaseHeld(
  tx: Tx,
  name: HeldName,
  { surroundings, ...verdict }: Verdict & { surroundings: Surroundings },
): Promise<Redemption> {
  const review = await lockReview(tx, name, surroundings.now())
  if (review.state !== 'waiting') throw new Refused('review_over')
  return setFree(tx, name, { review, surroundings, end: { state: 'released', ...verdict } })
}

/**
 * Refuses a held redemption, in the caller's transaction: its points go back to the very lots, and its stock to the others.
 * @throws Refused not_found, review_over
 */
export async function refuseHeld(
  tx: Tx,
  name: HeldName,
  { surroundings, ...verdict }: Verdict & { surroundings: Surroundings },
): Promise<Redemption> {
  const now = surroundings.now()
  const review = await lockReview(tx, name, now)
  if (review.state !== 'waiting') throw new Refused('review_over')
  const { redemption, benefit } = await heldOf(tx, name)
  const { programmeId, cardholderId, redemptionId } = name
  const { benefitId, title, points } = redemption
  await lockStock(tx, programmeId, [benefitId])
  await endReview(tx, name, { state: 'refused', at: now, ...verdict })
  const released = await releaseHold(tx, { programmeId, cardholderId }, { redemptionId, surroundings })
  if (!released) throw new Error(`the points of ${redemptionId} were given back while it was held`)
  await (benefit.source === null ? giveBackReserved : giveBackStock)(tx, { programmeId, benefitId })
  await endAsFailed(tx, name, refusedByPerson)
  const payload = { redemptionId, title, points, refusedAt: now.toISOString() }
  await enqueue(tx, { id: surroundings.newId(), topic: 'redemption.refused', programmeId, cardholderId, payload, now })
  return { ...redemption, state: 'failed', failure: refusedByPerson, review: null }
}

/** Why it failed, as the cardholder is told. */
const refusedByPerson = 'risk_refused'

interface Freeing {
  review: LockedReview
  surroundings: Surroundings
  end: Omit<ReviewEnd, 'at'>
}

/** Its account is locked, and its review waits. */
export async function setFree(tx: Tx, name: HeldName, { review, surroundings, end }: Freeing): Promise<Redemption> {
  const now = surroundings.now()
  const { redemption, benefit } = await heldOf(tx, name)
  const { programmeId, benefitId } = redemption
  // Nothing leaves while its owner has frozen it, and nothing of what the desk has taken down: it can be refused meanwhile.
  await refuseWhenFrozen(tx, name.cardholderId)
  // Looked at under the lock that taking it down needs as well: of the two at once, the second knows of the first.
  const stock = (await lockStock(tx, programmeId, [benefitId])).get(benefitId)
  if (await takenDownSince(tx, { programmeId, benefitId })) throw new Refused('benefit_ended')
  // Whoever agreed to one thing gets nothing else, whatever the catalogue has made of it since.
  const terms = await benefitAsAgreed(tx, { programmeId, version: redemption.benefitVersion }, benefit)
  if (!terms) throw new Refused('benefit_ended')
  await endReview(tx, name, { ...end, at: now })
  const freed =
    terms.source === null
      ? await giveCode(tx, { redemption, terms, lastSeq: stock?.lastSeq ?? 0, surroundings })
      : await order(tx, { redemption, terms, source: terms.source, accountCipher: review.accountCipher ?? '', now })
  await tell(tx, freed, { id: surroundings.newId(), now })
  return freed
}

/** The account first, as everybody does. */
export async function lockReview(tx: Tx, name: HeldName, now: Date): Promise<LockedReview> {
  const { programmeId, cardholderId } = name
  await lockAccount(tx, { programmeId, cardholderId }, now)
  const review = await reviewFor(tx, name)
  if (!review) throw new Refused('not_found')
  return review
}

async function heldOf(tx: Tx, name: HeldName): Promise<{ redemption: Redemption; benefit: Benefit }> {
  const redemption = await findRedemption(tx, name)
  if (redemption?.programmeId !== name.programmeId) throw new Refused('not_found')
  if (redemption.state !== 'held' || redemption.orderNo !== null)
    throw new Error(`redemption ${redemption.id} is ${redemption.state} while it waits for a person`)
  const { programmeId, benefitId } = redemption
  const benefit = await benefitForRedemption(tx, { programmeId, benefitId })
  if (!benefit) throw new Error(`benefit ${benefitId} is gone while a redemption of it is held`)
  return { redemption, benefit }
}

interface Giving {
  redemption: Redemption
  terms: BenefitTerms
  /** Of its stock, under the lock. */
  lastSeq: number
  surroundings: Surroundings
}

async function giveCode(tx: Tx, { redemption, terms, lastSeq, surroundings }: Giving): Promise<Redemption> {
  const now = surroundings.now()
  const { programmeId, cardholderId, benefitId, id: redemptionId, title } = redemption
  const code = await takeReserved(tx, { programmeId, benefitId }, { lastSeq, now })
  if (!code) throw new Refused('sold_out')
  await giveCodes(tx, programmeId, [{ code, redemptionId, cardholderId }])
  const redeemed = await redeemHeld(tx, { programmeId, cardholderId }, { redemptionId, title, surroundings })
  if (!redeemed) throw new Error(`the points of ${redemptionId} were redeemed while it was held`)
  const validUntil = validityOf(terms, { code, now })
  const given = { code: { seq: code.seq, id: code.id, masked: code.masked }, validUntil }
  await storeGivenCode(tx, { cardholderId, redemptionId }, given)
  const { transactionId } = redeemed
  await endAsDelivered(tx, { cardholderId, redemptionId }, { at: now, linkCipher: null, transactionId })
  return { ...redemption, ...given, state: 'delivered', deliveredAt: now, transactionId, review: null }
}

interface Ordering {
  redemption: Redemption
  terms: BenefitTerms
  source: NonNullable<BenefitTerms['source']>
  accountCipher: string
  now: Date
}

/** Its points stay aside, as with whatever is ordered, and its stock was counted as it was held. */
async function order(tx: Tx, { redemption, terms, source, accountCipher, now }: Ordering): Promise<Redemption> {
  const { programmeId, cardholderId, id: redemptionId, points } = redemption
  const orderNo = orderNoOf(redemptionId)
  const place = { orderNo, programmeId, cardholderId, redemptionId, ...source }
  await insertOrders(tx, [{ ...place, accountCipher, points, createdAt: now }])
  const validUntil = validityOf(terms, { code: null, now })
  await storeOrdered(tx, { cardholderId, redemptionId }, { orderNo, validUntil })
  return { ...redemption, orderNo, validUntil, review: null }
}

function tell(tx: Tx, freed: Redemption, { id, now }: { id: string; now: Date }): Promise<void> {
  const { programmeId, cardholderId, id: redemptionId, title, points, delivery, state } = freed
  const payload = {
    redemptionId,
    title,
    points,
    delivery,
    delivered: state === 'delivered',
    releasedAt: now.toISOString(),
  }
  return enqueue(tx, { id, topic: 'redemption.released', programmeId, cardholderId, payload, now })
}
