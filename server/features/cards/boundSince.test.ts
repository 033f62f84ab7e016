import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import type { Row } from '../../db/database'
import { boundSince } from './boundSince.store'

let opened: TestDatabase
beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())

const day = (date: number) => new Date(Date.UTC(2026, 10, date))

function card(cardholder_id: string, card_id: string, bound: { at: Date; until?: Date }): Row {
  const named = { cardholder_id, card_id, programme_id: 'p', card_token: `token ${card_id}`, last4: '0000' }
  return { ...named, product: 'standard', is_default: 0, bound_at: bound.at, unbound_at: bound.until ?? null }
}

test('counts from the card that was bound first, of those bound now', async () => {
  const rows = [
    card('one', 'a', { at: day(1), until: day(9) }),
    card('one', 'b', { at: day(5) }),
    card('one', 'c', { at: day(3) }),
    card('one', 'd', { at: day(7) }),
    card('gone', 'e', { at: day(1), until: day(2) }),
    card('other', 'f', { at: day(2) }),
  ]
  await opened.database.inTransaction((tx) => tx.insert('card', rows))
  const since = (cardholderId: string) => boundSince(opened.database.reader, cardholderId)
  expect(await Promise.all(['one', 'gone', 'nobody', 'other'].map(since))).toEqual([day(3), null, null, day(2)])
})
