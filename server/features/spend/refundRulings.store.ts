import type { Reader, Tx } from '../../db/database'
import { inSlices, marks } from '../../db/statements'
import { type SortedPart, sortedIds } from '../../http/sortedList.store'
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

/** One refund; its number alone is the bank's, and tells of no cardholder. */
export interface RefundKey {
  cardholderId: string
  refundId: string
}

/** Which open refunds; what is not said narrows nothing. */
export interface OpenRefundsAsked {
  programmeId: string
  cardholderId?: string | undefined
  /** Business days on which it was posted, both included. */
  from?: string | undefined
  until?: string | undefined
}

const sortColumns = {
  postedOn: { sql: 's.posted_on', kind: 'text' },
  amount: { sql: 's.amount_fen', kind: 'number' },
  merchant: { sql: 's.merchant', kind: 'text' },
} as const
export type OpenRefundPart = SortedPart<keyof typeof sortColumns>

/** Refunds that match no purchase and on which nobody ruled, a part of them in an order, and where it goes on. */
export async function openRefunds(
  reader: Reader,
  { programmeId, cardholderId, from, until }: OpenRefundsAsked,
  part: OpenRefundPart,
): Promise<{ refunds: RefundKey[]; next: string | null }> {
  const conditions = ['m.programme_id = ?', 'm.purchase_id IS NULL', 'r.refund_id IS NULL']
  const parameters = [programmeId]
  const narrow = (condition: string, value: string | undefined) => {
    if (value === undefined) return
    conditions.push(condition)
    parameters.push(value)
  }
  narrow('m.cardholder_id = ?', cardholderId)
  narrow('s.posted_on >= ?', from)
  narrow('s.posted_on <= ?', until)
  const list = {
    from: `refund_match m JOIN spend s ON s.cardholder_id = m.cardholder_id AND s.transaction_id = m.refund_id
      LEFT JOIN refund_ruling r ON r.cardholder_id = m.cardholder_id AND r.refund_id = m.refund_id`,
    id: "CONCAT(m.cardholder_id, '.', m.refund_id)",
    where: conditions.join(' AND '),
    parameters,
    columns: sortColumns,
  }
  const { ids, next } = await sortedIds(reader, list, part)
  return { refunds: ids.map(refundKey), next }
}

function refundKey(id: string): RefundKey {
  const dot = id.indexOf('.')
  return { cardholderId: id.slice(0, dot), refundId: id.slice(dot + 1) }
}
