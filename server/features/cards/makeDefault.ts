import type { Card } from '../../../shared/contract/cards'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import { lockCardholder } from '../identity'
import { announceChange } from './announceChange'
import { cardsOf, storeDefault } from './cards.store'
import type { CardsDeps } from './dependencies'

/** @throws Refused not_found when it is not a bound card of this cardholder. */
export async function makeDefault(
  { database, surroundings }: CardsDeps,
  { session: { cardholderId, programmeId }, cardId }: { session: Session; cardId: string },
): Promise<{ cards: Card[] }> {
  const now = surroundings.now()
  return database.inTransaction(async (tx) => {
    await lockCardholder(tx, cardholderId)
    const before = await cardsOf(tx, cardholderId)
    const card = before.find(({ id }) => id === cardId)
    if (!card) throw new Refused('not_found')
    if (card.isDefault) return { cards: before }
    await storeDefault(tx, { cardholderId, cardId })
    await announceChange(tx, 'made_default', { id: surroundings.newId(), programmeId, cardholderId, card, now })
    return { cards: await cardsOf(tx, cardholderId) }
  })
}
