import type { BankEvent } from '../../../shared/contract/spend'
import { eventsOf, expectArrivalNotToMatter, stateOf } from '../../../tests/support/arrival'
import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { addEarningRule, addTerms, insertClosure, startingTerms } from '../programmes'
import { takeEvents } from '../spend'
import { verifyBooks } from '.'

let opened: TestDatabase
let count = 0
const surroundings = heldSurroundings('2026-12-20T10:00:00Z')

const earning = { ...testProgramme.earning, bonuses: [{ id: 'launch', extraBasisPoints: 100, budgetPoints: 1 }] }
const at = { programmeId: testProgramme.id, now: new Date('2026-11-22T10:00:00Z') }
const terms = {
  ...startingTerms(testProgramme),
  version: 'v2',
  since: '2026-12-01',
  daysUntilAvailable: 3,
  expiry: { kind: 'yearly' as const, month: 12, day: 31, minimumMonths: 12 },
  rounding: 'half_up' as const,
}

beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database, { earning })
  await opened.database.inTransaction(async (tx) => {
    await addTerms(tx, { ...at, terms })
    const closure = { ruleVersion: earning.version, bonusId: 'launch', closedFrom: '2026-11-25', pointsUsed: 1 }
    await insertClosure(tx, testProgramme.id, { closure, now: at.now })
    const rule = { ...earning, version: 'v2', since: '2026-12-10', bonuses: [] }
    await addEarningRule(tx, { ...at, rule })
    const used = { ruleVersion: 'v2', bonusId: '', closedFrom: '2026-12-15', pointsUsed: 1 }
    await insertClosure(tx, testProgramme.id, { closure: used, now: at.now })
  })
})
afterAll(() => opened.close())
afterEach(async () => {
  const { checks } = await verifyBooks(opened.database.reader)
  expect(checks.filter((check) => !check.ok)).toEqual([])
})

const newCard = () => boundCard(opened.database, `t${String(++count).padStart(7, '0')}`)

async function take(card: BoundForTest, ...events: BankEvent[]) {
  const theirs = eventsOf(card, events)
  await takeEvents(theirs, { database: opened.database, posting: testPosting(surroundings), surroundings })
}

const days = ['2026-11-24', '2026-11-25', '2026-11-30', '2026-12-01', '2026-12-14', '2026-12-15']
const purchases = days.map((day, index) => bankEvent(`p${index}`, day, { yuan: 50.5, merchant: `m${index}` }))

test('each purchase lives by the terms, and earns by the rule and the budgets, of the day on which the bank posted it', async () => {
  const card = await newCard()
  await take(card, ...purchases)
  const rows = await opened.database.reader.rows(
    'SELECT earned, available_on, expires_on FROM lot WHERE cardholder_id = ? ORDER BY available_on',
    [card.cardholderId],
  )
  expect(rows.map((row) => Object.values(row as object).map(String))).toEqual([
    ['101', '2026-12-01', '2028-11-30'],
    ['50', '2026-12-02', '2028-11-30'],
    ['51', '2026-12-04', '2027-12-31'],
    ['50', '2026-12-07', '2028-11-30'],
    ['51', '2026-12-17', '2027-12-31'],
  ])
})

test('with new terms, new rules and closed budgets, every order of arrival ends in the same lots and tiers', async () => {
  const refunds = ['p0', 'p3'].map((of, index) =>
    bankEvent(`r${index}`, `2026-12-1${index}`, { yuan: -20.2, original_transaction_id: of }),
  )
  await expectArrivalNotToMatter([...purchases, ...refunds], async (order, atOnce) => {
    const card = await newCard()
    for (let start = 0; start < order.length; start += atOnce) await take(card, ...order.slice(start, start + atOnce))
    return stateOf(opened.database, card)
  })
})
