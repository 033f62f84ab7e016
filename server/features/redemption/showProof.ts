import type { DeliveryProof } from '../../../shared/contract/redemption'
import type { Reader } from '../../db/database'
import { Refused } from '../../http/refused'
import { transactionsOf } from '../points'
import { findRedemption } from './redemption.store'
import { evidenceOf } from './supplierOrders.store'

/**
 * What proves that a redemption was delivered: the code's id or the supplier's word, and the entries that took the points.
 * @throws Refused not_found, not_delivered_yet, delivery_failed
 */
export async function showProof(
  reader: Reader,
  { cardholderId, redemptionId }: { cardholderId: string; redemptionId: string },
): Promise<DeliveryProof> {
  const redemption = await findRedemption(reader, { cardholderId, redemptionId })
  if (!redemption) throw new Refused('not_found')
  const { state, deliveredAt, createdAt, delivery, code, orderNo } = redemption
  if (state === 'failed') throw new Refused('delivery_failed')
  if (state !== 'delivered') throw new Refused('not_delivered_yet')
  const [evidence, transactionIds] = await Promise.all([
    evidenceOf(reader, { cardholderId, redemptionId }),
    transactionsOf(reader, cardholderId, redemptionId),
  ])
  return {
    redemptionId,
    delivery,
    // Those from before there were suppliers were delivered as they were made.
    deliveredAt: (deliveredAt ?? createdAt).toISOString(),
    codeId: code?.id ?? null,
    orderNo,
    serial: evidence?.serial ?? null,
    evidence: evidence?.evidence ?? null,
    evidenceHash: evidence?.hash ?? null,
    transactionIds,
  }
}
