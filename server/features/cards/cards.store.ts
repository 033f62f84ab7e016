import type { Card } from '../../../shared/contract/cards'
import type { Reader, Tx } from '../../db/database'
import { inSlices, marks, moment } from '../../db/statements'
import type { CardRow } from './cards.entities'

/** One card: every statement names its cardholder too, so that nobody reaches another's. */
export interface CardKey {
  cardholderId: string
  cardId: string
}

export interface CardToBind extends CardKey {
  programmeId: string
  cardToken: string
  last4: string
  product: string
  isDefault: boolean
  phoneFingerprint: string
  now: Date
}

/** The bound cards, the default one first, then by age. */
export async function cardsOf(reader: Reader, cardholderId: string): Promise<Card[]> {
  const rows = await reader.rows<CardRow>(
    `SELECT card_id, last4, product, is_default, bound_at FROM card
     WHERE cardholder_id = ? AND unbound_at IS NULL ORDER BY is_default DESC, bound_at, card_id`,
    [cardholderId],
  )
  return rows.map(fromRow)
}

/** The default cards of cardholders; none for those who have no card bound. */
export async function defaultCards(reader: Reader, cardholderIds: readonly string[]): Promise<Map<string, Card>> {
  const cards = new Map<string, Card>()
  for (const ids of inSlices(cardholderIds)) {
    const rows = await reader.rows<CardRow>(
      `SELECT cardholder_id, card_id, last4, product, is_default, bound_at FROM card
       WHERE cardholder_id IN (${marks(ids)}) AND is_default = 1 AND unbound_at IS NULL`,
      ids,
    )
    for (const row of rows) cards.set(row.cardholder_id, fromRow(row))
  }
  return cards
}

/** The id that this cardholder's card with this token has or had. */
export async function formerCardId(
  reader: Reader,
  { cardholderId, cardToken }: { cardholderId: string; cardToken: string },
): Promise<string | null> {
  const [row] = await reader.rows<Pick<CardRow, 'card_id'>>(
    'SELECT card_id FROM card WHERE cardholder_id = ? AND card_token = ?',
    [cardholderId, cardToken],
  )
  return row?.card_id ?? null
}

export async function insertCard(tx: Tx, card: CardToBind): Promise<void> {
  await tx.insert('card', [
    {
      cardholder_id: card.cardholderId,
      card_id: card.cardId,
      programme_id: card.programmeId,
      card_token: card.cardToken,
      last4: card.last4,
      product: card.product,
      is_default: card.isDefault,
      bound_at: card.now,
      unbound_at: null,
      phone_fingerprint: card.phoneFingerprint,
    },
  ])
}

export async function reviveCard(tx: Tx, card: CardToBind): Promise<void> {
  await tx.change(
    `UPDATE card SET last4 = ?, product = ?, is_default = ?, bound_at = ?, unbound_at = NULL, phone_fingerprint = ?
     WHERE cardholder_id = ? AND card_id = ?`,
    [card.last4, card.product, card.isDefault, card.now, card.phoneFingerprint, card.cardholderId, card.cardId],
  )
}

/** Answers 0 when it is not a bound card of this cardholder. */
export async function storeUnbound(tx: Tx, { cardholderId, cardId, now }: CardKey & { now: Date }): Promise<number> {
  return tx.change(
    'UPDATE card SET unbound_at = ?, is_default = 0 WHERE cardholder_id = ? AND card_id = ? AND unbound_at IS NULL',
    [now, cardholderId, cardId],
  )
}

/** Makes this card the only default one. Answers 0 when it is not a bound card of this cardholder. */
export async function storeDefault(tx: Tx, { cardholderId, cardId }: CardKey): Promise<number> {
  await tx.change('UPDATE card SET is_default = 0 WHERE cardholder_id = ? AND card_id <> ?', [cardholderId, cardId])
  return tx.change('UPDATE card SET is_default = 1 WHERE cardholder_id = ? AND card_id = ? AND unbound_at IS NULL', [
    cardholderId,
    cardId,
  ])
}

function fromRow(row: CardRow): Card {
  return {
    id: row.card_id,
    last4: row.last4,
    product: row.product,
    isDefault: row.is_default === 1,
    boundAt: moment(row.bound_at).toISOString(),
  }
}
