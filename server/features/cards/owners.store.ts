import type { Reader, Tx } from '../../db/database'
import { marks } from '../../db/statements'
import type { CardKey } from './cards.store'
import type { BoundCard } from './dependencies'

export interface Owners {
  /** Who has the card bound now. */
  current: CardKey | null
  /** Everybody who has or had it bound, the first one first. */
  everOwnedBy: CardKey[]
}

/** Far below what either database takes in one statement. */
const tokensPerQuery = 500

/** The owners of each of these cards in the programme; a card that nobody ever bound has none. */
export async function ownersOf(
  reader: Reader,
  programmeId: string,
  cardTokens: readonly string[],
): Promise<Map<string, Owners>> {
  const owners = new Map<string, Owners>(cardTokens.map((token) => [token, { current: null, everOwnedBy: [] }]))
  const tokens = [...owners.keys()]
  for (let start = 0; start < tokens.length; start += tokensPerQuery) {
    const slice = tokens.slice(start, start + tokensPerQuery)
    for (const { card_token, is_bound, ...row } of await ownerRows(reader, programmeId, slice)) {
      const owner = { cardholderId: row.cardholder_id, cardId: row.card_id }
      const ofCard = owners.get(card_token)
      ofCard?.everOwnedBy.push(owner)
      if (ofCard && is_bound === 1) ofCard.current = owner
    }
  }
  return owners
}

interface OwnerRow {
  card_token: string
  cardholder_id: string
  card_id: string
  is_bound: number
}

/** One statement, so that the present owner is always among those who ever were. Card ids are in the order of time. */
function ownerRows(reader: Reader, programmeId: string, tokens: string[]): Promise<OwnerRow[]> {
  return reader.rows<OwnerRow>(
    `SELECT c.card_token, c.cardholder_id, c.card_id, CASE WHEN o.card_id IS NULL THEN 0 ELSE 1 END AS is_bound
     FROM card c LEFT JOIN card_owner o ON o.programme_id = c.programme_id AND o.card_token = c.card_token
       AND o.cardholder_id = c.cardholder_id
     WHERE c.programme_id = ? AND c.card_token IN (${marks(tokens)}) ORDER BY c.card_id`,
    [programmeId, ...tokens],
  )
}

/** True when the card was free and is this cardholder's now; of several who ask at once, one is told so. */
export async function becomeOwner(
  tx: Tx,
  { programmeId, cardToken, cardholderId, cardId }: BoundCard,
): Promise<boolean> {
  const row = { programme_id: programmeId, card_token: cardToken, cardholder_id: cardholderId, card_id: cardId }
  return (await tx.insert('card_owner', [row], { ignoreKnown: true })) === 1
}

export async function ownerNow(
  reader: Reader,
  { programmeId, cardToken }: { programmeId: string; cardToken: string },
): Promise<CardKey | null> {
  const [row] = await reader.rows<Pick<OwnerRow, 'cardholder_id' | 'card_id'>>(
    'SELECT cardholder_id, card_id FROM card_owner WHERE programme_id = ? AND card_token = ?',
    [programmeId, cardToken],
  )
  return row ? { cardholderId: row.cardholder_id, cardId: row.card_id } : null
}

export async function giveUpCard(
  tx: Tx,
  { programmeId, cardholderId, cardId }: Pick<BoundCard, 'programmeId' | 'cardholderId' | 'cardId'>,
): Promise<void> {
  await tx.change(
    `DELETE FROM card_owner WHERE programme_id = ? AND cardholder_id = ? AND card_token =
       (SELECT card_token FROM card WHERE cardholder_id = ? AND card_id = ?)`,
    [programmeId, cardholderId, cardholderId, cardId],
  )
}
