import type { BankEvent } from '../../../shared/contract/spend'
import type { Tx } from '../../db/database'
import type { Owners } from '../cards'
import { type Fact, factOf } from './fact'
import { factsOfCard, waitingEvents } from './spend.store'
import { statementOf } from './statement.rules'

type CardKey = NonNullable<Owners['current']>

/** New facts of one card, and who is to have them; null where they wait until somebody binds the card. */
export interface Share {
  owner: CardKey | null
  events: BankEvent[]
}

/**
 * Shares out new facts of one card among those who have or had it. A purchase goes to who has the card bound now, or
 * waits. What takes back goes where that lies which it takes back: with the present owner, among what waits, or with
 * a former owner, the latest first. What is found nowhere goes the way of a purchase.
 */
export async function shareOut(
  tx: Tx,
  events: readonly BankEvent[],
  { programmeId, cardToken, owners }: { programmeId: string; cardToken: string; owners: Owners | undefined },
): Promise<Share[]> {
  const now: Share = { owner: owners?.current ?? null, events: [] }
  const former = (owners?.everOwnedBy ?? []).filter((each) => each.cardholderId !== now.owner?.cardholderId).reverse()
  if (former.length === 0) return [{ ...now, events: [...events] }]
  now.events = events.filter((event) => event.type === 'purchase')
  const facts = now.owner
    ? await factsOfCard(tx, now.owner.cardholderId, now.owner.cardId)
    : (await waitingEvents(tx, { programmeId, cardToken })).map((event) => factOf(event, ''))
  const atHome = [...facts, ...now.events.map((event) => factOf(event, ''))]
  let left = events.filter((event) => event.type !== 'purchase')
  const take = (share: Share, known: readonly Fact[]) => {
    const found = foundAmong(known, left)
    share.events.push(...left.filter((event) => found.has(event.transaction_id)))
    left = left.filter((event) => !found.has(event.transaction_id))
    return share
  }
  const shares = [take(now, atHome)]
  for (const owner of former) {
    if (left.length === 0) break
    shares.push(take({ owner, events: [] }, await factsOfCard(tx, owner.cardholderId, owner.cardId)))
  }
  now.events.push(...left)
  return shares.filter((share) => share.events.length > 0)
}

/** Which of the events take back something that is among the facts, directly or through each other. */
function foundAmong(facts: readonly Fact[], events: readonly BankEvent[]): Set<string> {
  const known = new Set(facts.map((fact) => fact.transactionId))
  // All of them are of one card, whatever its id is with each of its owners.
  const ofOneCard = facts.map((fact) => ({ ...fact, cardId: '' }))
  const { matches } = statementOf([...ofOneCard, ...events.map((event) => factOf(event, ''))])
  const found = new Set(events.map((event) => event.transaction_id).filter((id) => matches.get(id)))
  let before = -1
  while (found.size > before) {
    before = found.size
    for (const { transaction_id, original_transaction_id: named } of events) {
      if (named !== null && (known.has(named) || found.has(named))) found.add(transaction_id)
    }
  }
  return found
}
