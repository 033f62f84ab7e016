import type { Reader } from '../../db/database'
import { inSlices, marks } from '../../db/statements'
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

/** The products of the cards that cardholders have bound now, by cardholder. */
export async function productsHeld(
  reader: Reader,
  cardholderIds: readonly string[],
): Promise<Map<string, ReadonlySet<string>>> {
  const products = new Map<string, Set<string>>(cardholderIds.map((id) => [id, new Set()]))
  for (const ids of inSlices(cardholderIds)) {
    const rows = await reader.rows<Pick<CardRow, 'cardholder_id' | 'product'>>(
      `SELECT cardholder_id, product FROM card WHERE cardholder_id IN (${marks(ids)}) AND unbound_at IS NULL`,
      ids,
    )
    for (const { cardholder_id, product } of rows) products.get(cardholder_id)?.add(product)
  }
  return products
}

/** The products of all cards that cardholders have or had, by card id. */
export async function productsOf(reader: Reader, cardholderIds: readonly string[]): Promise<Map<string, string>> {
  const products = new Map<string, string>()
  for (const ids of inSlices(cardholderIds)) {
    const rows = await reader.rows<Pick<CardRow, 'card_id' | 'product'>>(
      `SELECT card_id, product FROM card WHERE cardholder_id IN (${marks(ids)})`,
      ids,
    )
    for (const { card_id, product } of rows) products.set(card_id, product)
  }
  return products
}
