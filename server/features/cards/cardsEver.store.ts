import type { Reader } from '../../db/database'
import type { CardRow } from './cards.entities'

/**
 * Last four digits and product of every card that a cardholder has or had, by card id: rows of the ledger outlive a
 * binding.
 */
export async function cardsEver(
  reader: Reader,
  cardholderId: string,
): Promise<Map<string, { last4: string; product: string }>> {
  const rows = await reader.rows<Pick<CardRow, 'card_id' | 'last4' | 'product'>>(
    'SELECT card_id, last4, product FROM card WHERE cardholder_id = ?',
    [cardholderId],
  )
  return new Map(rows.map(({ card_id, last4, product }) => [card_id, { last4, product }]))
}
