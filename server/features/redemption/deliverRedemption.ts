import type { RedemptionOrigin } from '../../../shared/contract/redemption'
import type { Points } from '../../../shared/values/points'
import type { Tx } from '../../db/database'
import { enqueue } from '../../db/outbox'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import { type Benefit, takeCode, takeStock } from '../catalogue'
import type { Redemption } from './redemption'
import { validUntil } from './redemption.rules'
import { insertRedemption } from './redemption.store'

export interface Who {
  programmeId: string
  cardholderId: string
}

export interface Delivery {
  id: string
  benefit: Benefit
  /** What was taken for it, and by which ledger transaction; for an entitlement nothing, by none. */
  price: { points: Points; transactionId: string | null }
  origin: RedemptionOrigin
  /** Kept for ever, so that a late repetition finds what its key has done. */
  key: string
  surroundings: Surroundings
  now: Date
}

/**
 * The one road by which a benefit reaches somebody, whatever was given for it: stock, code, redemption and message.
 * The caller holds the account's lock and has asked its rules.
 * @throws Refused sold_out
 */
export async function deliverRedemption(tx: Tx, who: Who, delivery: Delivery): Promise<Redemption> {
  const { id, benefit, price, origin, key, surroundings, now } = delivery
  const redemption: Redemption = {
    id,
    programmeId: who.programmeId,
    cardholderId: who.cardholderId,
    benefitId: benefit.id,
    benefitVersion: benefit.version,
    title: benefit.title,
    category: benefit.category,
    points: price.points,
    origin,
    idempotencyKey: key,
    state: 'delivered',
    transactionId: price.transactionId,
    code: await takeOne(tx, who, { benefit, redemptionId: id }),
    validUntil: validUntil(now, benefit.validDays),
    revealedAt: null,
    createdAt: now,
  }
  await insertRedemption(tx, redemption)
  await announce(tx, redemption, surroundings.newId())
  return redemption
}

/** The stock seen by the rules may be gone by now: this guard, not that look, is what keeps a code with one owner. */
async function takeOne(
  tx: Tx,
  { programmeId, cardholderId }: Who,
  { benefit, redemptionId }: { benefit: Benefit; redemptionId: string },
): Promise<NonNullable<Redemption['code']>> {
  const place = { programmeId, benefitId: benefit.id }
  const seq = await takeStock(tx, place)
  if (seq === null) throw new Refused('sold_out')
  const { codeId, masked } = await takeCode(tx, { ...place, seq }, { redemptionId, cardholderId })
  return { seq, id: codeId, masked }
}

function announce(tx: Tx, redemption: Redemption, messageId: string): Promise<void> {
  const { id, programmeId, cardholderId, title, points, createdAt } = redemption
  return enqueue(tx, {
    id: messageId,
    topic: 'redemption.delivered',
    programmeId,
    cardholderId,
    payload: { redemptionId: id, title, points, redeemedAt: createdAt.toISOString() },
    now: createdAt,
  })
}
