import fc from 'fast-check'
import type { Database } from '../../server/db/database'
import type { BankEvent } from '../../shared/contract/spend'
import { bookState } from './bookState'
import type { BoundForTest } from './boundCard'

/** The events as events of this card, with transaction ids of its own, so that many cards can live through the same. */
export function eventsOf(card: BoundForTest, events: readonly BankEvent[]): BankEvent[] {
  const own = (id: string) => `${card.cardToken}_${id}`
  return events.map((event) => ({
    ...event,
    card_token: card.cardToken,
    transaction_id: own(event.transaction_id),
    original_transaction_id: event.original_transaction_id && own(event.original_transaction_id),
  }))
}

/** The card's part of the books, without what tells it from another card's. */
export async function stateOf(database: Database, card: BoundForTest): Promise<string[][]> {
  const state = (await bookState(database)) as Record<string, string[]>
  const anonymous = (row: string) =>
    row
      .replaceAll(card.cardholderId, '')
      .replaceAll(card.cardToken, '')
      .replace(/^ [0-9A-Z]{26}/, '')
  return Object.values(state).map((rows) => rows.filter((row) => row.includes(card.cardholderId)).map(anonymous))
}

/** Every order of arrival, and every size of delivery, ends in the state that these events have when they come at once. */
export async function expectArrivalNotToMatter(
  events: readonly BankEvent[],
  outcome: (order: BankEvent[], atOnce: number) => Promise<string[][]>,
): Promise<void> {
  const expected = await outcome([...events], events.length)
  expect(expected.flat().length).toBeGreaterThan(events.length / 2)
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...events], { minLength: events.length }),
      fc.integer({ min: 1, max: 5 }),
      async (order, atOnce) => expect(await outcome(order, atOnce)).toEqual(expected),
    ),
    { numRuns: 12 },
  )
}
