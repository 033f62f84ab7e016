import type { Card } from '../../../shared/contract/cards'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import { lockCardholder, setLevel } from '../identity'
import { announceChange } from './announceChange'
import { cardsOf, storeDefault, storeUnbound } from './cards.store'
import type { CardsDeps } from './dependencies'
import { giveUpCard } from './owners.store'
import { consequencesOfUnbinding } from './unbinding.rules'

interface Asked {
  session: Session
  cardId: string
}

/** @throws Refused not_found when it is not a bound card of this cardholder. */
export async function previewUnbinding({ database }: CardsDeps, { session, cardId }: Asked) {
  const cards = await cardsOf(database.reader, session.cardholderId)
  const card = cards.find((each) => each.id === cardId)
  if (!card) throw new Refused('not_found')
  const lastCard = cards.length === 1
  return { last4: card.last4, lastCard, ...consequencesOfUnbinding({ lastCard }) }
}

/**
 * Unbinds a card; the oldest of the others takes its place as the default one.
 * @throws Refused not_found when it is not a bound card of this cardholder.
 */
export async function unbindCard(
  { database, surroundings, cardUnbound }: CardsDeps,
  { session: { cardholderId, programmeId }, cardId }: Asked,
): Promise<{ cards: Card[] }> {
  const now = surroundings.now()
  return database.inTransaction(async (tx) => {
    await lockCardholder(tx, cardholderId)
    const card = (await cardsOf(tx, cardholderId)).find(({ id }) => id === cardId)
    if (!card) throw new Refused('not_found')
    await storeUnbound(tx, { cardholderId, cardId, now })
    await giveUpCard(tx, { programmeId, cardholderId, cardId })
    await cardUnbound(tx, { programmeId, cardholderId })
    const [first] = await cardsOf(tx, cardholderId)
    if (!first) await setLevel(tx, cardholderId, 'phone')
    else if (!first.isDefault) await storeDefault(tx, { cardholderId, cardId: first.id })
    await announceChange(tx, 'unbound', { id: surroundings.newId(), programmeId, cardholderId, card, now })
    return { cards: await cardsOf(tx, cardholderId) }
  })
}
