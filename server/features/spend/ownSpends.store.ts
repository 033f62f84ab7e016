import { fen } from '../../../shared/values/fen'
import { ownPart, pairOf, type ReadOwn } from '../../db/ownData'
import { moment } from '../../db/statements'
import type { SpendRow } from './spend.entities'

/** The latest first. */
export const ownSpends: ReadOwn = async (reader, cardholderId, page) => {
  const after = pairOf(page.after)
  const rows = await reader.rows<SpendRow>(
    `SELECT * FROM spend WHERE cardholder_id = ?
       ${after ? 'AND (posted_on < ? OR (posted_on = ? AND transaction_id < ?))' : ''}
     ORDER BY posted_on DESC, transaction_id DESC LIMIT ${page.limit + 1}`,
    after ? [cardholderId, after[0], after[0], after[1]] : [cardholderId],
  )
  return ownPart(rows, page, {
    keyOf: (row) => `${row.posted_on}|${row.transaction_id}`,
    rowOf: (row) => ({
      transactionId: row.transaction_id,
      type: row.type,
      occurredAt: moment(row.occurred_at).toISOString(),
      postedOn: row.posted_on,
      amountFen: fen(row.amount_fen),
      originalAmount: row.original_amount,
      originalCurrency: row.original_currency,
      merchant: row.merchant,
      mcc: row.mcc,
      channel: row.channel,
    }),
  })
}
