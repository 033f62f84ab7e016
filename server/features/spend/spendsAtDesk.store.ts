import type { Reader } from '../../db/database'
import { pairOf } from '../../db/ownData'
import { momentText } from '../../db/statements'
import type { Fact } from './fact'
import type { SpendRow } from './spend.entities'
import { factColumns, storedFact } from './spend.store'

/** Where the next part begins. */
export function spendKey({ occurredAt, transactionId }: Fact): string {
  return `${momentText(occurredAt)}|${transactionId}`
}

/** Every fact of a cardholder by the bank's own time, the newest first, those behind `after`, which is a `spendKey`. */
export async function spendsAtDesk(
  reader: Reader,
  cardholderId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<Fact[]> {
  const behind = pairOf(after)
  const rows = await reader.rows<SpendRow>(
    `SELECT ${factColumns} FROM spend WHERE cardholder_id = ?
       ${behind ? 'AND (occurred_at < ? OR (occurred_at = ? AND transaction_id < ?))' : ''}
     ORDER BY occurred_at DESC, transaction_id DESC LIMIT ${limit}`,
    behind ? [cardholderId, behind[0], behind[0], behind[1]] : [cardholderId],
  )
  return rows.map(storedFact)
}
