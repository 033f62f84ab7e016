import type { BankEvent } from '../../../shared/contract/spend'
import { eventsOf, expectArrivalNotToMatter, stateOf } from '../../../tests/support/arrival'
import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { addEarningRule, earningRule } from '../programmes'
import { takeEvents } from '../spend'
import { verifyBooks } from '.'
import { explainEntry } from './explainEntry'

let opened: TestDatabase
let count = 0
const surroundings = heldSurroundings('2026-11-22T10:00:00Z')

const rule = earningRule.parse({
  ...testProgramme.earning,
  bonuses: [
    { id: 'online', extraBasisPoints: 100, channels: ['online'], perMonth: 150, budgetPoints: 100_000 },
    { id: 'always', extraBasisPoints: 33 },
  ],
  tierMultipliers: { silver: 11_000 },
  caps: { perRule: 1_000 },
})
/** In force from the middle of a month: the bonus has a higher cap, and the version counts anew. */
const laterRule = {
  ...rule,
  version: 'v2',
  since: '2026-10-16',
  bonuses: [{ id: 'online', extraBasisPoints: 100, perMonth: 200 }],
  caps: { perRule: 400 },
}

beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database, { earning: rule })
  const at = { programmeId: testProgramme.id, now: new Date(0) }
  await opened.database.inTransaction((tx) => addEarningRule(tx, { ...at, rule: laterRule }))
})
afterAll(() => opened.close())
afterEach(async () => {
  const { checks } = await verifyBooks(opened.database.reader)
  expect(checks.filter((check) => !check.ok)).toEqual([])
})

const newCard = () => boundCard(opened.database, `c${String(++count).padStart(7, '0')}`)

async function take(card: BoundForTest, ...events: BankEvent[]) {
  const posting = testPosting(surroundings)
  await takeEvents(eventsOf(card, events), { database: opened.database, posting, surroundings })
}

async function earnedOf(card: BoundForTest): Promise<Record<string, number>> {
  const rows = await opened.database.reader.rows<{ source: string; earned: string }>(
    'SELECT source, earned FROM lot WHERE cardholder_id = ?',
    [card.cardholderId],
  )
  return Object.fromEntries(rows.map((row) => [row.source.replace(`${card.cardToken}_`, ''), Number(row.earned)]))
}

/** An online purchase of an even hundred earns 100 by the rate, 100 by the first bonus and 33 by the second. */
const online = (id: string, day: string, yuan = 100) => bankEvent(id, day, { yuan, merchant: id, channel: 'online' })
const refund = (of: string, day: string, yuan: number) =>
  bankEvent(`r${of}`, day, { yuan: -yuan, merchant: of, original_transaction_id: of })

test('a bonus gives no more than its cap leaves of the month, and a refund makes room for purchases after it', async () => {
  const card = await newCard()
  await take(card, online('a', '2026-09-01'), online('b', '2026-09-02'), online('c', '2026-09-03'))
  expect(await earnedOf(card)).toEqual({ a: 233, b: 183, c: 133 })
  await take(card, refund('a', '2026-09-04', 50), online('d', '2026-09-05'), online('e', '2026-10-01'))
  expect(await earnedOf(card)).toEqual({ a: 233, b: 183, c: 133, d: 183, e: 233 })
})

test('a version of the rule gives no more than its cap, over all months, and a refund makes room', async () => {
  const card = await newCard()
  const months = ['2026-06-01', '2026-07-01', '2026-08-01', '2026-09-01', '2026-10-01']
  await take(card, ...months.map((day, at) => online(`p${at}`, day, 150)))
  // 150 by the rate, 150 by the bonus, 49 by the other: the third has room for 302.
  expect(await earnedOf(card)).toEqual({ p0: 349, p1: 349, p2: 302 })
  await take(card, refund('p0', '2026-10-02', 150), online('q', '2026-10-03', 300))
  expect((await earnedOf(card)).q).toBe(349)
  await take(card, online('z', '2026-10-16', 300))
  // The cap of v2 has no use yet; of its bonus' 200 the month has used what the old version gave.
  expect((await earnedOf(card)).z).toBe(400)
})

test('a late purchase takes the room of later ones, and a correction says why', async () => {
  const card = await newCard()
  await take(card, online('b', '2026-09-02'), online('c', '2026-09-03'))
  expect(await earnedOf(card)).toEqual({ b: 233, c: 183 })
  await take(card, online('a', '2026-09-01'))
  expect(await earnedOf(card)).toEqual({ a: 233, b: 183, c: 133 })
  const [entry] = await opened.database.reader.rows<{ transaction_id: string }>(
    "SELECT transaction_id FROM transfer WHERE cardholder_id = ? AND kind = 'earn_correction' AND reference LIKE '%!_b' ESCAPE '!'",
    [card.cardholderId],
  )
  const at = { transactionId: entry?.transaction_id ?? '', today: '2026-11-22' as never }
  const { row } = await explainEntry(opened.database.reader, card, at)
  const cut = { limitedBy: 'cap_bonus', bonusesCut: [{ id: 'online', points: 50 }], uncapped: 233, points: 183 }
  expect(row.arithmetic).toMatchObject(cut)
})

test('with caps of the rule and of a bonus on, every order of arrival ends in the same lots and tiers', async () => {
  const events: BankEvent[] = []
  for (let at = 0; at < 14; at++) {
    const day = `2026-10-${String(9 + at).padStart(2, '0')}`
    events.push(
      bankEvent(`p${at}`, day, { yuan: 20.7 + 13 * at, merchant: `m${at}`, channel: at % 3 ? 'online' : 'pos' }),
    )
  }
  for (const [of, day] of [
    ['p1', '2026-10-12'],
    ['p5', '2026-10-18'],
    ['p8', '2026-10-19'],
  ] as const) {
    events.push(bankEvent(`r${of}`, day, { yuan: -25, original_transaction_id: of }))
  }
  await expectArrivalNotToMatter(events, async (order, atOnce) => {
    const card = await newCard()
    for (let start = 0; start < order.length; start += atOnce) await take(card, ...order.slice(start, start + atOnce))
    return stateOf(opened.database, card)
  })
})
