import { idFrom } from '../../../shared/values/ids'
import type { Reader } from '../../db/database'
import type { CardRow } from './cards.entities'

/** Long enough for whoever owns the account to notice a strange card in it. */
const newForMs = 24 * 3_600_000

export interface VouchingCard {
  /** The bank's name for it. */
  cardToken: string
  last4: string
  /** Of the phone that got the password when it was bound; null where that was before it was kept. */
  phoneFingerprint: string | null
}

/**
 * The bound card whose owner the bank may ask whether this is them: the default one, else the one held longest. Whoever has
 * somebody else's phone could bind a card of their own, with a phone number of their own at the bank; so a card vouches for
 * nothing in its first day, unless it is the first that this cardholder ever had.
 */
export async function vouchingCard(
  reader: Reader,
  { cardholderId, now }: { cardholderId: string; now: Date },
): Promise<VouchingCard | 'too_new' | null> {
  const ever = await reader.rows<CardRow>(
    `SELECT card_id, card_token, last4, is_default, unbound_at, phone_fingerprint FROM card
     WHERE cardholder_id = ? ORDER BY card_id`,
    [cardholderId],
  )
  const bound = ever.filter(({ unbound_at }) => unbound_at === null)
  if (bound.length === 0) return null
  // Ids carry the time at which the card first was this cardholder's.
  const newSince = idFrom(now.getTime() - newForMs, new Uint8Array(10))
  const known = bound.filter((card) => card === ever[0] || card.card_id < newSince)
  const card = known.find(({ is_default }) => is_default === 1) ?? known[0]
  if (!card) return 'too_new'
  return { cardToken: card.card_token, last4: card.last4, phoneFingerprint: card.phone_fingerprint }
}
