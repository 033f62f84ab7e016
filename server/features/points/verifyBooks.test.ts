import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme } from '../../../tests/support/programme'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { takeEvents } from '../spend'
import { verifyBooks } from '.'

let opened: TestDatabase
let card: BoundForTest

beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
  card = await boundCard(opened.database, 'verified')
  const surroundings = heldSurroundings('2026-11-22T10:00:00Z')
  const events = [bankEvent('a', '2026-10-01', { yuan: 50, card_token: card.cardToken })]
  // This test does what the database refuses, to see that it would be found out.
  await change('DROP TRIGGER IF EXISTS transfer_no_update')
  await takeEvents(events, { database: opened.database, posting: testPosting(surroundings), surroundings })
})
afterAll(() => opened.close())

const failing = async () => {
  const { checks } = await verifyBooks(opened.database.reader)
  return checks.filter((check) => !check.ok).map((check) => check.name)
}
const change = (sql: string) => opened.database.inTransaction((tx) => tx.change(sql))

test('sound books pass every check, with their totals', async () => {
  const { checks, totals } = await verifyBooks(opened.database.reader)
  expect(checks.every((check) => check.ok)).toBe(true)
  expect(totals).toMatchObject({ accounts: 1, lots: 1, earned: 50, available: 50 })
})

test.each([
  ['a balance that was raised', 'UPDATE account SET available = available + 1', 'lots_equal_balance_available'],
  [
    'a balance that the entries do not bear out',
    'UPDATE account SET available = available + 1',
    'entries_equal_balance_available',
  ],
  ['a lot that was raised', 'UPDATE lot SET available = available + 1', 'lots_add_up'],
  [
    'points moved between buckets of a lot',
    'UPDATE lot SET available = available - 1, expired = expired + 1',
    'entries_equal_lots',
  ],
  ['a transfer that was changed', "UPDATE transfer SET amount = amount + 1 WHERE kind = 'earn'", 'entries_equal_lots'],
  ['debt out of nowhere', 'UPDATE account SET debt = debt + 1', 'entries_equal_debt'],
])('%s is found', async (_, sql, name) => {
  await change(sql)
  expect(await failing()).toContain(name)
  await change(undoing(sql))
  expect(await failing()).toEqual([])
})

test('a transfer that moves nothing is found', async () => {
  await change("UPDATE transfer SET amount = 0 WHERE kind = 'earn'")
  expect(await failing()).toContain('transfers_move_points')
  await change("UPDATE transfer SET amount = 50 WHERE kind = 'earn'")
})

function undoing(sql: string): string {
  return sql.replace(/([+-]) 1/g, (_, sign: string) => `${sign === '+' ? '-' : '+'} 1`)
}
