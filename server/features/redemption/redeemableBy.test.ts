import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { openSale, personId } from '../../../tests/support/sale'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import { type Benefit, emptyShelves, shelfNow } from '../catalogue'
import { redeemableBy } from './redeemableBy'

let opened: TestDatabase
let benefit: Benefit
const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')

beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
  await openSale(opened.database, { people: 3, benefits: [{ id: 'TEA', codes: 3 }] }, testVault())
  await opened.database.inTransaction((tx) =>
    tx.change(`UPDATE account SET debt = 5 WHERE cardholder_id = '${personId(2)}'`),
  )
  const { reader } = opened.database
  const shelf = await shelfNow(emptyShelves({ reader, now: surroundings.now }), testProgramme.id)
  benefit = shelf.named.get('TEA') as Benefit
})
afterAll(() => opened.close())

const isOpen = async (person: number, over: Partial<Benefit> = {}) =>
  (await redeemableBy(opened.database.reader, personId(person), surroundings.now()))({ ...benefit, ...over })

test('what the balance, the tier, the stock and the limits allow can be redeemed', async () => {
  expect(await isOpen(1)).toBe(true)
})

test.each<[string, Partial<Benefit>]>([
  ['costs more than there is', { points: 3_000_001 as Benefit['points'] }],
  ['is for a higher tier', { tier: 'platinum' }],
  ['is sold out', { issued: 3 }],
  ['comes later', { releases: [{ at: new Date('2026-11-22T12:00:00.000Z'), stock: 3 }] }],
  ['has not begun', { startsAt: new Date('2026-11-23T00:00:00.000Z') }],
  ['is for other cards', { products: ['nobody-has-this'] }],
])('what %s cannot', async (_, over) => {
  expect(await isOpen(1, over)).toBe(false)
})

test('nor can anything by who owes points', async () => {
  expect(await isOpen(2)).toBe(false)
})

test('what was redeemed as often as it may be cannot', async () => {
  expect(await isOpen(1, { limitPerPerson: 1 })).toBe(true)
  await opened.database.inTransaction((tx) =>
    tx.insert('redemption', [
      {
        cardholder_id: personId(1),
        id: surroundings.newId(),
        programme_id: testProgramme.id,
        benefit_id: 'TEA',
        benefit_version: 'v',
        title: 'TEA',
        category: 'food',
        points: 10,
        origin: 'points',
        state: 'delivered',
        idempotency_key: 'key-1-0123456789',
        created_at: surroundings.now(),
      },
    ]),
  )
  expect(await isOpen(1, { limitPerPerson: 1 })).toBe(false)
  expect(await isOpen(1, { limitPerPerson: 2 })).toBe(true)
})
