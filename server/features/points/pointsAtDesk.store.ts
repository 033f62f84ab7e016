import type { EntryKind } from '../../../shared/contract/points'
import { type BusinessDay, businessDay } from '../../../shared/values/businessDay'
import { wholeNumber } from '../../../shared/values/integers'
import type { Reader } from '../../db/database'
import { moment } from '../../db/statements'

/** One transaction of the books in one line. */
export interface EntryAtDesk {
  transactionId: string
  kind: EntryKind
  reference: string
  /** Change of what the cardholder owns: pending + available + held − debt. */
  amount: number
  effectiveOn: BusinessDay
  createdAt: Date
}

interface Row {
  transaction_id: string
  kind: string
  reference: string
  amount: string | number | null
  effective_on: string
  created_at: Date | string
}

/** Every transaction of a cardholder, the newest first, those before `before`; read from the view that auditors read. */
export async function entriesOf(
  reader: Reader,
  cardholderId: string,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<EntryAtDesk[]> {
  const rows = await reader.rows<Row>(
    `SELECT transaction_id, kind, reference, effective_on, created_at,
       SUM(CASE WHEN account IN ('pending', 'available', 'held', 'debt') THEN amount ELSE 0 END) AS amount
     FROM v_entry WHERE cardholder_id = ?${before === undefined ? '' : ' AND transaction_id < ?'}
     GROUP BY transaction_id, kind, reference, effective_on, created_at
     ORDER BY transaction_id DESC LIMIT ${limit}`,
    before === undefined ? [cardholderId] : [cardholderId, before],
  )
  return rows.map((row) => ({
    transactionId: row.transaction_id,
    kind: row.kind as EntryKind,
    reference: row.reference,
    amount: wholeNumber(row.amount ?? 0, 'points'),
    effectiveOn: businessDay(row.effective_on),
    createdAt: moment(row.created_at),
  }))
}
