import { readFileSync } from 'node:fs'
import path from 'node:path'
import { businessDay } from '../../../shared/values/businessDay'
import { points } from '../../../shared/values/points'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { redeemPoints } from '../../../tests/support/redeemPoints'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { publish } from '../../simulators/bank/publish'
import { readPublishedFile } from '../../simulators/bank/publishedRows'
import { takeEvents } from '../spend'
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

test("another's row is not found", async () => {
  const [one, other] = cards
  if (!one || !other) throw new Error('two cards are needed')
  const [transactionId = ''] = await transactionsOf(one, "'earn'")
  await expect(explain(other, transactionId)).rejects.toMatchObject({ code: 'not_found' })
})
