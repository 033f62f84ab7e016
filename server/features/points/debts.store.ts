import { wholeNumber } from '../../../shared/values/integers'
import type { Reader } from '../../db/database'
import type { AccountRow } from './points.entities'

/** What a transaction that moves debt names: the card with which it goes. */
export function cardReference(cardId: string): string {
  return `card:${cardId}`
}

/**
 * What refunds of this card's purchases, and debt that came with it, have put on the account, less what went back or on. What
 * was repaid since is not taken off: nobody can say of which card's debt it was.
 */
export async function owedByCard(
  reader: Reader,
  { cardholderId, cardId }: { cardholderId: string; cardId: string },
): Promise<number> {
  const [row] = await reader.rows<{ owed: string | number | null }>(
    `SELECT SUM(CASE WHEN t.from_account = 'debt' THEN t.amount ELSE -t.amount END) AS owed
     FROM transfer t LEFT JOIN lot l ON l.cardholder_id = t.cardholder_id AND l.source = t.purchase_id
     WHERE t.cardholder_id = ? AND (t.from_account = 'debt' OR t.to_account = 'debt')
       AND ((t.kind = 'debt_moved' AND t.reference = ?)
         OR (t.kind IN ('clawback', 'clawback_correction') AND l.card_id = ?))`,
    [cardholderId, cardReference(cardId), cardId],
  )
  return wholeNumber(row?.owed ?? 0, 'points owed')
}

/** Who owes anything, in the order of ids. */
export async function owing(reader: Reader, { after, limit }: { after: string; limit: number }): Promise<string[]> {
  const rows = await reader.rows<Pick<AccountRow, 'cardholder_id'>>(
    `SELECT cardholder_id FROM account WHERE debt > 0 AND cardholder_id > ? ORDER BY cardholder_id LIMIT ${limit}`,
    [after],
  )
  return rows.map((row) => row.cardholder_id)
}
