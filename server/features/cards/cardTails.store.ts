import type { Reader } from '../../db/database'
import type { CardRow } from './cards.entities'

/** The last four digits of every card that a cardholder has or had, by card id: rows of the ledger outlive a binding. */
export async function cardTails(reader: Reader, cardholderId: string): Promise<Map<string, string>> {
  const rows = await reader.rows<Pick<CardRow, 'card_id' | 'last4'>>(
    'SELECT card_id, last4 FROM card WHERE cardholder_id = ?',
    [cardholderId],
  )
  return new Map(rows.map((row) => [row.card_id, row.last4]))
}
