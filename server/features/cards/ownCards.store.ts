import type { Tx } from '../../db/database'
import type { ReadOwn } from '../../db/ownData'
import { moment } from '../../db/statements'
import type { CardRow } from './cards.entities'

/** Every card that is or was bound. */
export const ownCards: ReadOwn = async (reader, cardholderId) => {
  const rows = await reader.rows<CardRow>('SELECT * FROM card WHERE cardholder_id = ? ORDER BY card_id DESC', [
    cardholderId,
  ])
  return {
    rows: rows.map((row) => ({
      last4: row.last4,
      product: row.product,
      isDefault: row.is_default === 1,
      boundAt: moment(row.bound_at).toISOString(),
      unboundAt: row.unbound_at === null ? null : moment(row.unbound_at).toISOString(),
    })),
    next: null,
  }
}

/**
 * Unbinds all cards and forgets their last digits and every challenge. The bank's token stays: by it, a fact that the bank
 * sends again is known to have counted, and a late refund finds the purchase that it takes back.
 */
export async function eraseCards(tx: Tx, { cardholderId, now }: { cardholderId: string; now: Date }): Promise<void> {
  const cards = await tx.rows<Pick<CardRow, 'programme_id' | 'card_token'>>(
    'SELECT programme_id, card_token FROM card WHERE cardholder_id = ?',
    [cardholderId],
  )
  for (const { programme_id, card_token } of cards) {
    await tx.change('DELETE FROM card_owner WHERE programme_id = ? AND card_token = ? AND cardholder_id = ?', [
      programme_id,
      card_token,
      cardholderId,
    ])
  }
  await tx.change(
    `UPDATE card SET unbound_at = COALESCE(unbound_at, ?), is_default = 0, last4 = '****', phone_fingerprint = NULL
     WHERE cardholder_id = ?`,
    [now, cardholderId],
  )
  await tx.change('DELETE FROM card_challenge WHERE cardholder_id = ?', [cardholderId])
}
