import type { Reader } from '../../db/database'
import { marks, moment } from '../../db/statements'
import type { CardRow } from './cards.entities'

/** A card that a cardholder has or had. */
export interface CardAtDesk {
  last4: string
  product: string
  boundAt: Date
  unboundAt: Date | null
}

/** Who has or had a card that ends in these digits, the latest binding first. */
export async function holdersByTail(
  reader: Reader,
  { programmeId, last4, product, limit }: { programmeId: string; last4: string; product?: string; limit: number },
): Promise<string[]> {
  const rows = await reader.rows<Pick<CardRow, 'cardholder_id'>>(
    `SELECT cardholder_id, MAX(card_id) AS newest FROM card
     WHERE programme_id = ? AND last4 = ?${product === undefined ? '' : ' AND product = ?'}
     GROUP BY cardholder_id ORDER BY newest DESC LIMIT ${limit}`,
    product === undefined ? [programmeId, last4] : [programmeId, last4, product],
  )
  return rows.map((row) => row.cardholder_id)
}

/** All cards of cardholders, the bound ones first, then the latest. */
export async function cardsAtDesk(reader: Reader, ids: readonly string[]): Promise<Map<string, CardAtDesk[]>> {
  const cards = new Map<string, CardAtDesk[]>()
  if (ids.length === 0) return cards
  const rows = await reader.rows<CardRow>(
    `SELECT cardholder_id, last4, product, bound_at, unbound_at FROM card WHERE cardholder_id IN (${marks(ids)})
     ORDER BY CASE WHEN unbound_at IS NULL THEN 0 ELSE 1 END, card_id DESC`,
    ids,
  )
  for (const { cardholder_id, last4, product, bound_at, unbound_at } of rows) {
    const card = {
      last4,
      product,
      boundAt: moment(bound_at),
      unboundAt: unbound_at === null ? null : moment(unbound_at),
    }
    cards.set(cardholder_id, [...(cards.get(cardholder_id) ?? []), card])
  }
  return cards
}
