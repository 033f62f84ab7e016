import type { Tx } from '../../db/database'
import { enqueue } from '../../db/outbox'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import { benefitForRedemption, giveCodes, replaceCode } from '../catalogue'
import { allotStock } from './allotStock'
import { redeliveredSince, storeRedelivery } from './redeliveries.store'
import type { Redemption } from './redemption'
import { earlier, isExpired, soldOut, validUntil } from './redemption.rules'
import { findRedemption } from './redemption.store'

export interface RedeliveryAsked {
  programmeId: string
  cardholderId: string
  redemptionId: string
  /** The request that two persons agreed on. */
  requestId: string
  /** When it was made; null where it is only tried out. */
  askedAt: Date | null
}

export interface Redelivered {
  benefitId: string
  before: { masked: string; validUntil: Date | null }
  after: { masked: string; validUntil: Date }
}

/**
 * Gives another code for one that does not work. The one before stays with its owner, marked, as evidence, and nobody gets it
 * again; nothing is paid, and one more is taken from the stock. Only what came from the pool is given again: what was ordered
 * from a supplier is settled by what became of its order, and never ordered twice. The caller holds the account's lock.
 * @throws Refused not_found, redelivery_not_of_codes, not_delivered_yet, code_expired, code_replaced_already, sold_out,
 *   not_released_yet
 */
export async function redeliverCode(
  tx: Tx,
  { programmeId, cardholderId, redemptionId, requestId, askedAt }: RedeliveryAsked,
  surroundings: Surroundings,
): Promise<Redelivered> {
  const now = surroundings.now()
  const { redemption, code } = await defectiveOf(tx, { programmeId, cardholderId, redemptionId, now })
  // Who asked meant the code of that moment: of two requests about one code, the second finds it replaced.
  if (askedAt && (await redeliveredSince(tx, { cardholderId, redemptionId, since: askedAt })))
    throw new Refused('code_replaced_already')
  const { benefitId } = redemption
  const benefit = await benefitForRedemption(tx, { programmeId, benefitId })
  if (!benefit || benefit.source !== null) throw new Refused('redelivery_not_of_codes')
  const { allotments, count } = await allotStock(tx, programmeId, { benefits: [benefit], now })
  const fresh = allotments[0]?.code
  if (!fresh) throw new Refused(soldOut(benefit, now))
  await count()
  await replaceCode(tx, { programmeId, benefitId, seq: code.seq }, { redemptionId, cardholderId })
  await giveCodes(tx, programmeId, [{ code: fresh, redemptionId, cardholderId }])
  const until = earlier(validUntil(now, benefit.validDays), fresh.validUntil)
  const after = { code: { seq: fresh.seq, id: fresh.id, masked: fresh.masked }, validUntil: until }
  await storeRedelivery(tx, { redemption, code, after }, { id: surroundings.newId(), requestId, at: now })
  await enqueue(tx, {
    id: surroundings.newId(),
    topic: 'redemption.redelivered',
    programmeId,
    cardholderId,
    payload: {
      redemptionId,
      title: redemption.title,
      points: redemption.points,
      delivery: redemption.delivery,
      redeliveredAt: now.toISOString(),
    },
    now,
  })
  return {
    benefitId,
    before: { masked: code.masked, validUntil: redemption.validUntil },
    after: { masked: fresh.masked, validUntil: until },
  }
}

async function defectiveOf(
  tx: Tx,
  { programmeId, cardholderId, redemptionId, now }: Omit<RedeliveryAsked, 'requestId' | 'askedAt'> & { now: Date },
): Promise<{ redemption: Redemption; code: NonNullable<Redemption['code']> }> {
  const redemption = await findRedemption(tx, { cardholderId, redemptionId })
  if (redemption?.programmeId !== programmeId) throw new Refused('not_found')
  const { state, code, orderNo } = redemption
  if (orderNo !== null || code === null) throw new Refused('redelivery_not_of_codes')
  if (state !== 'delivered') throw new Refused('not_delivered_yet')
  if (isExpired(redemption.validUntil, now)) throw new Refused('code_expired')
  return { redemption, code }
}
