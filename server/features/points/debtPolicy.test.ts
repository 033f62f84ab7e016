import type { BankEvent } from '../../../shared/contract/spend'
import { points } from '../../../shared/values/points'
import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme } from '../../../tests/support/programme'
import { redeemPoints } from '../../../tests/support/redeemPoints'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { takeEvents } from '../spend'
import { verifyBooks } from '.'

let opened: TestDatabase
let card: BoundForTest
const surroundings = heldSurroundings('2026-11-22T10:00:00Z')

beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database, { debtPolicy: 'forgive' })
  card = await boundCard(opened.database, 'forgiven')
})
afterAll(() => opened.close())
afterEach(async () => {
  const { checks } = await verifyBooks(opened.database.reader)
  expect(checks.filter(({ ok }) => !ok)).toEqual([])
})

const take = (...events: BankEvent[]) =>
  takeEvents(
    events.map((event) => ({ ...event, card_token: card.cardToken })),
    { database: opened.database, posting: testPosting(surroundings), surroundings },
  )

async function balance(): Promise<{ available: number; debt: number }> {
  const [row] = await opened.database.reader.rows<{ available: string; debt: string }>(
    'SELECT available, debt FROM v_account WHERE cardholder_id = ?',
    [card.cardholderId],
  )
  return { available: Number(row?.available), debt: Number(row?.debt) }
}

test('where the programme forgives, points that were spent are never asked for again, nor given back twice', async () => {
  await take(bankEvent('a', '2026-10-01', { yuan: 100 }), bankEvent('b', '2026-10-02', { yuan: 30 }))
  const spent = { amount: points(100), redemptionId: '01JABCDEFGHJKMNPQRSTVWXYZ1', title: 't', surroundings }
  await opened.database.inTransaction((tx) => redeemPoints(tx, card, spent))
  await take(bankEvent('r', '2026-10-05', { yuan: -100, original_transaction_id: 'a' }))
  expect(await balance()).toEqual({ available: 0, debt: 0 })
  await take(bankEvent('c', '2026-10-06', { yuan: 40 }))
  expect(await balance()).toEqual({ available: 40, debt: 0 })
  // The refund itself is reversed: what was taken from lot b comes back, what was forgiven does not.
  await take(bankEvent('rr', '2026-10-07', { yuan: 100, type: 'reversal', original_transaction_id: 'r' }))
  expect(await balance()).toEqual({ available: 70, debt: 0 })
  await take(bankEvent('rrr', '2026-10-08', { yuan: 100, type: 'reversal', original_transaction_id: 'rr' }))
  expect(await balance()).toEqual({ available: 0, debt: 0 })
})
