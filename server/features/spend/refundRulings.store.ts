import type { Reader, Tx } from '../../db/database'
import { inSlices, marks } from '../../db/statements'
import type { Who } from './posting'

/** What operators ruled: by refund, the purchase that it takes back, or null where it is closed. */
export type Rulings = ReadonlyMap<string, string | null>

/** The rulings on refunds of these cardholders, by cardholder; whoever has none is left out. */
export async function rulingsOf(reader: Reader, cardholderIds: readonly string[]): Promise<Map<string, Rulings>> {
  const rulings = new Map<string, Map<string, string | null>>()
  for (const ids of inSlices(cardholderIds)) {
    const rows = await reader.rows<{ cardholder_id: string; refund_id: string; purchase_id: string | null }>(
      `SELECT cardholder_id, refund_id, purchase_id FROM refund_ruling WHERE cardholder_id IN (${marks(ids)})`,
      ids,
    )
    for (const { cardholder_id, refund_id, purchase_id } of rows) {
      const theirs = rulings.get(cardholder_id) ?? new Map<string, string | null>()
      rulings.set(cardholder_id, theirs.set(refund_id, purchase_id))
    }
  }
  return rulings
}

/** Writes a ruling down; false when there is one on this refund already. */
export async function insertRuling(
  tx: Tx,
  { programmeId, cardholderId }: Who,
  ruling: { refundId: string; purchaseId: string | null; requestId: string; decidedAt: Date },
): Promise<boolean> {
  const row = {
    cardholder_id: cardholderId,
    refund_id: ruling.refundId,
    programme_id: programmeId,
    purchase_id: ruling.purchaseId,
    request_id: ruling.requestId,
    decided_at: ruling.decidedAt,
  }
  return (await tx.insert('refund_ruling', [row], { ignoreKnown: true })) === 1
}

/** Where a walk through open refunds stands: the last one seen. */
export interface AfterRefund {
  cardholderId: string
  refundId: string
}

/**
 * Refunds that match no purchase and on which nobody ruled, in the order of cardholder and refund, those after `after`:
 * an order in which a page can begin anywhere, while by day the list would be sorted anew for each page.
 */
export async function openRefunds(
  reader: Reader,
  {
    programmeId,
    cardholderId: only,
    after,
    limit,
  }: { programmeId: string; cardholderId?: string | undefined; after: AfterRefund | null; limit: number },
): Promise<AfterRefund[]> {
  const { cardholderId, refundId } = after ?? { cardholderId: '', refundId: '' }
  const rows = await reader.rows<{ cardholder_id: string; refund_id: string }>(
    `SELECT m.cardholder_id, m.refund_id FROM refund_match m
     LEFT JOIN refund_ruling r ON r.cardholder_id = m.cardholder_id AND r.refund_id = m.refund_id
     WHERE m.programme_id = ? AND m.purchase_id IS NULL AND r.refund_id IS NULL
       ${only === undefined ? '' : 'AND m.cardholder_id = ?'}
       AND (m.cardholder_id > ? OR (m.cardholder_id = ? AND m.refund_id > ?))
     ORDER BY m.cardholder_id, m.refund_id LIMIT ${limit}`,
    [programmeId, ...(only === undefined ? [] : [only]), cardholderId, cardholderId, refundId],
  )
  return rows.map((row) => ({ cardholderId: row.cardholder_id, refundId: row.refund_id }))
}
