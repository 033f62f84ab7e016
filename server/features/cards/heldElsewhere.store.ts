import type { Reader } from '../../db/database'
import { inSlices, marks } from '../../db/statements'
import type { CardKey } from './cards.store'

/** A card that one cardholder had and another has bound now. */
export interface ChangedHands {
  programmeId: string
  from: CardKey
  to: CardKey
}

/** Of the cards that these cardholders had, those that are somebody else's now. */
export async function heldElsewhere(reader: Reader, cardholderIds: readonly string[]): Promise<ChangedHands[]> {
  const found: ChangedHands[] = []
  for (const ids of inSlices(cardholderIds)) {
    const rows = await reader.rows<
      Record<'programme_id' | 'cardholder_id' | 'card_id' | 'new_holder' | 'new_card', string>
    >(
      `SELECT c.programme_id, c.cardholder_id, c.card_id, o.cardholder_id AS new_holder, o.card_id AS new_card
       FROM card c JOIN card_owner o ON o.programme_id = c.programme_id AND o.card_token = c.card_token
         AND o.cardholder_id <> c.cardholder_id
       WHERE c.cardholder_id IN (${marks(ids)}) AND c.unbound_at IS NOT NULL ORDER BY c.cardholder_id, c.card_id`,
      ids,
    )
    for (const row of rows) {
      found.push({
        programmeId: row.programme_id,
        from: { cardholderId: row.cardholder_id, cardId: row.card_id },
        to: { cardholderId: row.new_holder, cardId: row.new_card },
      })
    }
  }
  return found
}
