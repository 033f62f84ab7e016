import type { DeliveryProof } from '../../../shared/contract/redemption'
import type { Points } from '../../../shared/values/points'
import type { Reader, Tx } from '../../db/database'
import type { SupplierOrderRow } from './supplierOrders.entities'

type Evidence = NonNullable<DeliveryProof['evidence']>

/** An order that is going to be placed. */
export interface NewOrder {
  orderNo: string
  programmeId: string
  cardholderId: string
  redemptionId: string
  supplier: string
  sku: string
  /** Sealed; empty where nobody is topped up. */
  accountCipher: string
  points: Points
  createdAt: Date
}

/** Writes orders down in the transaction of their redemptions; a worker places them after the commit. */
export async function insertOrders(tx: Tx, orders: readonly NewOrder[]): Promise<void> {
  await tx.insert(
    'supplier_order',
    orders.map((order) => ({
      order_no: order.orderNo,
      programme_id: order.programmeId,
      cardholder_id: order.cardholderId,
      redemption_id: order.redemptionId,
      supplier: order.supplier,
      sku: order.sku,
      account_cipher: order.accountCipher,
      points: order.points,
      state: 'new',
      attempts: 0,
      due_at: order.createdAt,
      placed_at: null,
      unsure_since: null,
      rejections: 0,
      last_error: null,
      serial: null,
      evidence: null,
      evidence_hash: null,
      closed_at: null,
      stated_on: null,
      created_at: order.createdAt,
    })),
  )
}

/** What closed the order of a redemption; null where nothing was ordered. */
export async function evidenceOf(
  reader: Reader,
  { cardholderId, redemptionId }: { cardholderId: string; redemptionId: string },
): Promise<{ serial: string | null; evidence: Evidence | null; hash: string | null } | null> {
  const [row] = await reader.rows<Pick<SupplierOrderRow, 'serial' | 'evidence' | 'evidence_hash'>>(
    'SELECT serial, evidence, evidence_hash FROM supplier_order WHERE cardholder_id = ? AND redemption_id = ?',
    [cardholderId, redemptionId],
  )
  return row ? { serial: row.serial, evidence: row.evidence as Evidence | null, hash: row.evidence_hash } : null
}
