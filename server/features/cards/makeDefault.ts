import type { Card } from '../../../shared/contract/cards'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import { lockCardholder } from '../identity'
import { cardsOf, storeDefault } from './cards.store'
import type { CardsDeps } from './dependencies'

/** @throws Refused not_found when it is not a bound card of this cardholder. */
export async function makeDefault(
  { database }: CardsDeps,
  { session: { cardholderId }, cardId }: { session: Session; cardId: string },
): Promise<{ cards: Card[] }> {
  return database.inTransaction(async (tx) => {
    await lockCardholder(tx, cardholderId)
    if ((await storeDefault(tx, { cardholderId, cardId })) === 0) throw new Refused('not_found')
    return { cards: await cardsOf(tx, cardholderId) }
  })
}
