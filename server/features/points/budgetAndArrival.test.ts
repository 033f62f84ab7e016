import type { BankEvent } from '../../../shared/contract/spend'
import { points } from '../../../shared/values/points'
import { eventsOf } from '../../../tests/support/arrival'
import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { redeemPoints } from '../../../tests/support/redeemPoints'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { takeEvents } from '../spend'
import { verifyBooks } from '.'
import { issuedTotals } from './issued.store'
import { watchBudgets } from './watchBudgets'

let opened: TestDatabase
let card: BoundForTest
const surroundings = heldSurroundings('2026-11-22T10:00:00+08:00')

const earning = {
  ...testProgramme.earning,
  budgetPoints: 1_000,
  bonuses: [{ id: 'launch', extraBasisPoints: 50, budgetPoints: 5_000 }],
  caps: { perDay: 300 },
}

beforeEach(async () => {
  opened = await testDatabase()
  surroundings.set('2026-11-22T10:00:00+08:00')
  await installTestProgramme(opened.database, { earning })
  card = await boundCard(opened.database, 'budget01')
})
afterEach(async () => {
  const { checks } = await verifyBooks(opened.database.reader)
  expect(checks.filter((check) => !check.ok)).toEqual([])
  await opened.close()
})

const take = (...events: BankEvent[]) =>
  takeEvents(eventsOf(card, events), { database: opened.database, posting: testPosting(surroundings), surroundings })
const watch = () => watchBudgets(testProgramme.id, { database: opened.database, surroundings })
const totals = async () =>
  Object.fromEntries(
    (await issuedTotals(opened.database.reader, testProgramme.id)).map(({ bonusId, points }) => [bonusId, points]),
  )
const earned = async () => {
  const sql = 'SELECT source, earned FROM lot WHERE cardholder_id = ? ORDER BY source'
  const rows = await opened.database.reader.rows<{ source: string; earned: string }>(sql, [card.cardholderId])
  return Object.fromEntries(rows.map((row) => [row.source.split('_').at(-1), Number(row.earned)]))
}

const purchase = (id: string, day: string, { yuan, hour = 12 }: { yuan: number; hour?: number }) =>
  bankEvent(id, day, { yuan, merchant: id, occurred_at: `${day}T${String(hour).padStart(2, '0')}:00:00.000+08:00` })

test('what purchases issue is counted, a correction by its difference, and a refund makes no room again', async () => {
  await take(purchase('a', '2026-10-02', { yuan: 180 }))
  expect(await totals()).toEqual({ '': 270, launch: 90 })
  await take(purchase('b', '2026-10-02', { yuan: 100, hour: 9 }))
  expect(await earned()).toEqual({ a: 150, b: 150 })
  expect(await totals()).toEqual({ '': 300, launch: 50 })
  await take(bankEvent('r', '2026-10-05', { yuan: -100, original_transaction_id: 'b', merchant: 'b' }))
  await take(purchase('c', '2026-10-06', { yuan: 10 }))
  expect(await totals()).toEqual({ '': 315, launch: 55 })
})

test('what was redeemed cannot be taken back, and is taken off the budget no more than once', async () => {
  await take(purchase('a', '2026-10-02', { yuan: 180 }))
  const spent = { amount: points(270), redemptionId: '01JABCDEFGHJKMNPQRSTVWXYZ1', title: 't', surroundings }
  await opened.database.inTransaction((tx) => redeemPoints(tx, card, spent))
  await take(purchase('b', '2026-10-02', { yuan: 100, hour: 9 }))
  const after = await totals()
  for (const day of ['2026-10-05', '2026-10-04', '2026-10-03']) {
    const refund = bankEvent(`r${day}`, day, { yuan: -2, merchant: `x${day}`, original_transaction_id: `x${day}` })
    await take(purchase(`x${day}`, day, { yuan: 2 }), refund)
  }
  expect(await totals()).toEqual({ '': (after[''] ?? 0) + 9, launch: (after.launch ?? 0) + 3 })
})

test('when the budget is used up, later days earn nothing, and late facts of days before still do', async () => {
  const days = ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21']
  await take(...days.map((day, at) => purchase(`p${at}`, day, { yuan: 200 })))
  expect(await watch()).toBe(1)
  surroundings.set('2026-11-25T10:00:00+08:00')
  await take(purchase('q', '2026-11-24', { yuan: 100 }), purchase('l', '2026-11-23', { yuan: 100 }))
  expect(await earned()).toEqual({ p0: 300, p1: 300, p2: 300, p3: 300, l: 150 })
})
