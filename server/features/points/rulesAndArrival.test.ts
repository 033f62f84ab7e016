import type { BankEvent } from '../../../shared/contract/spend'
import { eventsOf, expectArrivalNotToMatter, stateOf } from '../../../tests/support/arrival'
import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { addEarningRule, addTerms, earningRule, startingTerms } from '../programmes'
import { takeEvents } from '../spend'
import { verifyBooks } from '.'

let opened: TestDatabase
let count = 0
const surroundings = heldSurroundings('2026-12-20T10:00:00Z')

const rule = earningRule.parse({
  ...testProgramme.earning,
  categories: [{ id: 'food', mccs: [['5811', '5814']], rateBasisPoints: 300 }],
  firstPurchasePoints: 50,
  tierMultipliers: { silver: 11_000, gold: 15_000 },
  caps: { perDay: 900, perMonth: 6_000 },
})
const laterRule = { ...rule, version: 'v2', since: '2026-12-01', rateBasisPoints: 200, caps: {} }

beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database, { earning: rule })
})
afterAll(() => opened.close())
afterEach(async () => {
  const { checks } = await verifyBooks(opened.database.reader)
  expect(checks.filter((check) => !check.ok)).toEqual([])
})

const newCard = () => boundCard(opened.database, `r${String(++count).padStart(7, '0')}`)

async function take(card: BoundForTest, ...events: BankEvent[]) {
  const theirs = eventsOf(card, events)
  await takeEvents(theirs, { database: opened.database, posting: testPosting(surroundings), surroundings })
}

async function lotsOf(card: BoundForTest): Promise<Record<string, number>> {
  const rows = await opened.database.reader.rows<{ source: string; earned: string }>(
    'SELECT source, earned FROM lot WHERE cardholder_id = ?',
    [card.cardholderId],
  )
  return Object.fromEntries(rows.map((row) => [row.source.replace(`${card.cardToken}_`, ''), Number(row.earned)]))
}

test('the multiplier is that of the tier held at the start of the day', async () => {
  const card = await newCard()
  await take(
    card,
    bankEvent('a', '2026-10-01', { yuan: 900 }),
    bankEvent('b', '2026-10-02', { yuan: 200, merchant: 'x' }),
  )
  await take(card, bankEvent('c', '2026-10-03', { yuan: 100, merchant: 'y' }))
  expect(await lotsOf(card)).toEqual({ a: 900, b: 200, c: 110 })
})

test('a late purchase corrects what later ones earned: the first bonus, the cap and the tier, naming what it corrects', async () => {
  const card = await newCard()
  await take(
    card,
    bankEvent('b', '2026-10-02', { yuan: 300 }),
    bankEvent('c', '2026-10-05', { yuan: 100, merchant: 'y' }),
  )
  expect(await lotsOf(card)).toEqual({ b: 350, c: 100 })
  await take(card, bankEvent('a', '2026-10-02', { yuan: 800, merchant: 'z', occurred_at: '2026-10-02T09:00:00+08:00' }))
  expect(await lotsOf(card)).toEqual({ a: 850, b: 50, c: 110 })
  const corrections = await opened.database.reader.rows<{ reference: string; corrects: string }>(
    "SELECT DISTINCT reference, corrects FROM transfer WHERE cardholder_id = ? AND kind = 'earn_correction'",
    [card.cardholderId],
  )
  expect(corrections).toHaveLength(2)
  for (const { corrects } of corrections) expect(corrects).toMatch(/^[0-9A-Z]{26}$/)
})

test('what a late fact takes away leaves no lot behind when nothing is left of it', async () => {
  const card = await newCard()
  await take(card, bankEvent('b', '2026-10-02', { yuan: 300 }))
  await take(card, bankEvent('a', '2026-10-02', { yuan: 950, merchant: 'z', occurred_at: '2026-10-02T09:00:00+08:00' }))
  expect(await lotsOf(card)).toEqual({ a: 900 })
})

test('a new version counts from its day on, and may not begin in the past', async () => {
  const { database } = opened
  const add = (since: string) =>
    database.inTransaction((tx) =>
      addEarningRule(tx, {
        programmeId: testProgramme.id,
        rule: { ...laterRule, since },
        now: new Date('2026-11-22T10:00:00Z'),
      }),
    )
  expect(await add('2026-11-22')).toBe('too_soon')
  expect(await add('2026-12-01')).toBe('added')
  expect(await add('2026-12-01')).toBe('day_taken')
  const card = await newCard()
  await take(
    card,
    bankEvent('a', '2026-11-30', { yuan: 100 }),
    bankEvent('b', '2026-12-01', { yuan: 100, merchant: 'x' }),
  )
  expect(await lotsOf(card)).toEqual({ a: 150, b: 200 })
})

test('no version begins on a day whose facts may be posted, so what they earned stays', async () => {
  surroundings.set('2026-12-20T10:00:00Z')
  const card = await newCard()
  const tomorrow = '2026-12-21'
  await take(card, bankEvent('a', tomorrow, { yuan: 100, occurred_at: '2026-12-20T17:00:00+08:00' }))
  const before = await lotsOf(card)
  const version = { programmeId: testProgramme.id, now: surroundings.now() }
  const nothing = { ...laterRule, version: 'nothing', since: tomorrow, rateBasisPoints: 0 }
  const terms = { ...startingTerms(testProgramme), version: 'later', since: tomorrow, daysUntilAvailable: 30 }
  const { database } = opened
  expect(await database.inTransaction((tx) => addEarningRule(tx, { ...version, rule: nothing }))).toBe('too_soon')
  expect(await database.inTransaction((tx) => addTerms(tx, { ...version, terms }))).toBe('too_soon')
  // A refund is judged together with everything else.
  await take(card, bankEvent('r', '2026-12-20', { yuan: -1 }))
  expect(before).toEqual({ a: 250 })
  expect(await lotsOf(card)).toEqual(before)
})

test('with caps, bonuses and multipliers on, every order of arrival ends in the same lots and tiers', async () => {
  const events: BankEvent[] = []
  for (let at = 0; at < 14; at++) {
    const day = `2026-10-${String(1 + Math.floor(at / 2)).padStart(2, '0')}`
    const occurred_at = `${day}T${String(8 + (at % 2) * 4).padStart(2, '0')}:00:00.000+08:00`
    const yuan = [120, 480, 700][at % 3] as number
    events.push(
      bankEvent(`p${at}`, day, { yuan, occurred_at, mcc: at % 4 === 0 ? '5812' : '5411', merchant: `m${at % 2}` }),
    )
  }
  for (const [at, of] of ['p0', 'p5', 'p9'].entries()) {
    events.push(bankEvent(`r${at}`, `2026-10-0${3 + at * 2}`, { yuan: -100, original_transaction_id: of }))
  }
  events.push(bankEvent('u', '2026-10-06', { yuan: -480, merchant: 'm1' }))
  await expectArrivalNotToMatter(events, async (order, atOnce) => {
    const card = await newCard()
    for (let start = 0; start < order.length; start += atOnce) await take(card, ...order.slice(start, start + atOnce))
    return stateOf(opened.database, card)
  })
})
