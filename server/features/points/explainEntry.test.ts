import { readFileSync } from 'node:fs'
import path from 'node:path'
import { businessDay } from '../../../shared/values/businessDay'
import { points } from '../../../shared/values/points'
import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { redeemPoints } from '../../../tests/support/redeemPoints'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import type { Database } from '../../db/database'
import { publish } from '../../simulators/bank/publish'
import { readPublishedFile } from '../../simulators/bank/publishedRows'
import { takeEvents } from '../spend'
import { adjustPoints, ageAccounts, reinstatePoints, writeOffDebt } from '.'
import { explainEntry } from './explainEntry'

/** Cards of the shipped month with many purchases and refunds. */
const busiest = 12
const today = businessDay('2017-08-15')

let opened: TestDatabase
const cards: BoundForTest[] = []

beforeAll(async () => {
  opened = await testDatabase()
  const { database } = opened
  await installTestProgramme(database)
  const file = path.join(__dirname, '../../demo/card-transactions/2017-05.csv')
  const read = readPublishedFile('2017-05.csv', readFileSync(file))
  if ('problems' in read) throw new Error('the shipped month cannot be read')
  const events = [...publish([read], { programmeId: testProgramme.id }).days.values()].flat()
  const counts = new Map<string, number>()
  for (const { card_token } of events) counts.set(card_token, (counts.get(card_token) ?? 0) + 1)
  const tokens = [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, busiest)
    .map(([token]) => token)
  const surroundings = heldSurroundings(`${today}T02:00:00Z`)
  for (const token of tokens) {
    const card = await boundCard(database, token.slice('ct_'.length))
    cards.push(card)
    const theirs = events.filter((event) => event.card_token === token)
    // Half of them, then a redemption, then the rest: so that there are corrections of what was spent.
    const deps = { database, posting: testPosting(surroundings), surroundings }
    const half = Math.ceil(theirs.length / 2)
    await takeEvents(theirs.slice(half), deps)
    const redemption = { amount: points(50), redemptionId: surroundings.newId(), title: '视频周卡', surroundings }
    await database.inTransaction((tx) => redeemPoints(tx, card, redemption)).catch(() => undefined)
    await takeEvents(theirs.slice(0, half), deps)
  }
})
afterAll(() => opened.close())

async function transactionsOf(card: BoundForTest, kinds: string): Promise<string[]> {
  const rows = await opened.database.reader.rows<{ transaction_id: string }>(
    `SELECT DISTINCT transaction_id FROM transfer WHERE cardholder_id = ? AND kind IN (${kinds})`,
    [card.cardholderId],
  )
  return rows.map((row) => row.transaction_id)
}

const explain = (card: BoundForTest, transactionId: string) =>
  explainEntry(opened.database.reader, card, { transactionId, today })

test('the explanations of what a cardholder earned add up to the balance, on real spending', async () => {
  let explainedRows = 0
  for (const card of cards) {
    let left = 0
    for (const transactionId of await transactionsOf(card, "'earn'")) {
      const { row, legs, whereabouts, history } = await explain(card, transactionId)
      expect(legs.reduce((sum, leg) => sum + leg.amount, 0)).toBe(0)
      expect(row.arithmetic?.points).toBe(row.amount)
      const { earned = 0, ...places } = whereabouts ?? {}
      expect(Object.values(places).reduce((sum, part) => sum + part, 0)).toBe(earned)
      const remaining = history.reduce((sum, each) => sum + each.change, 0)
      expect(remaining).toBe((whereabouts?.pending ?? 0) + (whereabouts?.available ?? 0) + (whereabouts?.held ?? 0))
      left += remaining
      explainedRows++
    }
    const [account] = await opened.database.reader.rows<Record<string, string>>(
      'SELECT pending, available, held FROM v_account WHERE cardholder_id = ?',
      [card.cardholderId],
    )
    expect(left).toBe(Number(account?.pending) + Number(account?.available) + Number(account?.held))
  }
  expect(explainedRows).toBeGreaterThan(200)
})

test('what became of the points is told: the redemption that used them is in the history of their lots', async () => {
  const [card] = cards
  if (!card) throw new Error('no card')
  const used: number[] = []
  for (const transactionId of await transactionsOf(card, "'earn'")) {
    const { history } = await explain(card, transactionId)
    used.push(
      ...history.filter((each) => each.kind === 'redeem' && each.memo === '视频周卡').map((each) => each.change),
    )
  }
  expect(used.reduce((sum, change) => sum + change, 0)).toBe(-50)
})

/** Someone with points that operators gave, took and brought back, and who owes some. */
async function someoneOfTheDesk(database: Database): Promise<BoundForTest> {
  const surroundings = heldSurroundings('2024-10-10T02:00:00Z')
  const card = await boundCard(database, 'explains')
  const deps = { database, posting: testPosting(surroundings), surroundings }
  const spend = (id: string, { day, yuan, of = null }: { day: string; yuan: number; of?: string | null }) =>
    takeEvents(
      [bankEvent(`ex_${id}`, day, { yuan, card_token: card.cardToken, original_transaction_id: of && `ex_${of}` })],
      deps,
    )
  const adjust = (points: number) =>
    database.inTransaction((tx) => adjustPoints(tx, card, { points, requestId: surroundings.newId(), surroundings }))
  const redeem = (amount: number) => {
    const order = { amount: points(amount), redemptionId: surroundings.newId(), title: '视频周卡', surroundings }
    return database.inTransaction((tx) => redeemPoints(tx, card, order))
  }
  await spend('old', { day: '2024-10-01', yuan: 40 })
  surroundings.set('2026-11-05T02:00:00Z')
  await ageAccounts(testProgramme.id, { database, surroundings })
  const [old] = await database.reader.rows<{ lot_id: string }>('SELECT lot_id FROM lot WHERE source = ?', ['ex_old'])
  const back = { lotId: old?.lot_id ?? '', expiresOn: '2027-03-31', requestId: surroundings.newId(), surroundings }
  await database.inTransaction((tx) => reinstatePoints(tx, card, back))
  await spend('a', { day: '2026-10-20', yuan: 100 })
  await adjust(50)
  await adjust(-20)
  await redeem(150)
  // 90 of what was spent were a's, so that points are owed; then some are written off, and a purchase repays some.
  await spend('r', { day: '2026-11-04', yuan: -90, of: 'a' })
  const writeOff = { amount: 15, requestId: surroundings.newId(), surroundings }
  await database.inTransaction((tx) => writeOffDebt(tx, card, writeOff))
  await spend('b', { day: '2026-11-05', yuan: 30 })
  return card
}

test('they add up where operators gave, took and brought points back, and where points were owed', async () => {
  const { database } = opened
  const card = await someoneOfTheDesk(database)
  const kinds = await database.reader.rows<{ kind: string }>(
    'SELECT DISTINCT kind FROM transfer WHERE cardholder_id = ?',
    [card.cardholderId],
  )
  const expected = ['adjust', 'clawback', 'debt_repayment', 'debt_write_off', 'earn', 'expire', 'redeem', 'reinstate']
  expect(kinds.map(({ kind }) => kind).sort()).toEqual([...expected, 'settle'])
  const all = await database.reader.rows<{ transaction_id: string }>(
    'SELECT DISTINCT transaction_id FROM transfer WHERE cardholder_id = ?',
    [card.cardholderId],
  )
  let changes = 0
  const lots = new Map<string, number>()
  for (const { transaction_id: transactionId } of all) {
    const { row, legs, whereabouts, history } = await explainEntry(database.reader, card, {
      transactionId,
      today: businessDay('2026-11-05'),
    })
    expect(legs.reduce((sum, leg) => sum + leg.amount, 0)).toBe(0)
    changes += row.amount
    if (!whereabouts) continue
    const { earned, ...places } = whereabouts
    expect(Object.values(places).reduce((sum, part) => sum + part, 0)).toBe(earned)
    const remaining = places.pending + places.available + places.held
    expect(history.reduce((sum, each) => sum + each.change, 0)).toBe(remaining)
    const lot = legs.find(({ lotId }) => lotId !== null)?.lotId
    if (lot && (row.kind === 'earn' || row.kind === 'adjust')) lots.set(lot, remaining)
  }
  const [account] = await database.reader.rows<Record<string, string>>(
    'SELECT pending, available, held, debt FROM v_account WHERE cardholder_id = ?',
    [card.cardholderId],
  )
  const [pending, available, held, debt] = ['pending', 'available', 'held', 'debt'].map((name) =>
    Number(account?.[name]),
  )
  const owned = Number(pending) + Number(available) + Number(held)
  expect(debt).toBeGreaterThan(0)
  expect(changes).toBe(owned - Number(debt))
  expect([...lots.values()].reduce((sum, part) => sum + part, 0)).toBe(owned)
})

test("another's row is not found", async () => {
  const [one, other] = cards
  if (!one || !other) throw new Error('two cards are needed')
  const [transactionId = ''] = await transactionsOf(one, "'earn'")
  await expect(explain(other, transactionId)).rejects.toMatchObject({ code: 'not_found' })
})
