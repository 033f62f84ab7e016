import type { BankEvent } from '../../../shared/contract/spend'
import { eventsOf, expectArrivalNotToMatter, stateOf } from '../../../tests/support/arrival'
import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { earningRule } from '../programmes'
import { type Posting, takeEvents } from '../spend'
import { verifyBooks } from '.'

let opened: TestDatabase
let count = 0
const surroundings = heldSurroundings('2026-11-22T10:00:00Z')
const rule = earningRule.parse({
  ...testProgramme.earning,
  firstPurchasePoints: 20,
  tierMultipliers: { silver: 12_000 },
  caps: { perDay: 500, perMonth: 1_500 },
})

beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database, { earning: rule })
})
afterAll(() => opened.close())

const newCard = () => boundCard(opened.database, `a${String(++count).padStart(7, '0')}`)

/** What the composition root wires, and who stood alone in the last round. */
function watched(): { posting: Posting; alone: () => number } {
  const inner = testPosting(surroundings)
  let alone = 0
  const posting: Posting = {
    async begin(tx, programmeId, holders) {
      const round = await inner.begin(tx, programmeId, holders)
      alone = 0
      return {
        ...round,
        async standAlone(candidates) {
          const found = await round.standAlone(candidates)
          alone = found.size
          return found
        },
      }
    },
  }
  return { posting, alone: () => alone }
}

const { posting, alone } = watched()

async function take(card: BoundForTest, ...events: BankEvent[]): Promise<boolean> {
  await takeEvents(eventsOf(card, events), { database: opened.database, posting, surroundings })
  return alone() === 1
}

const first = bankEvent('first', '2026-10-05', { yuan: 100 })
const taking = (id: string, day: string, { yuan, back }: { yuan: number; back: string }) =>
  bankEvent(id, day, { yuan, original_transaction_id: back })

describe('a new purchase', () => {
  test('later than everything known stands alone, and so does an earlier one that touches nothing', async () => {
    const card = await newCard()
    expect(await take(card, first)).toBe(false)
    expect(await take(card, bankEvent('later', '2026-10-09', { yuan: 30 }))).toBe(true)
    expect(await take(card, bankEvent('between', '2026-10-07', { yuan: 30 }))).toBe(true)
    const { checks } = await verifyBooks(opened.database.reader)
    expect(checks.filter(({ ok }) => !ok)).toEqual([])
  })

  test.each<[string, BankEvent[], BankEvent]>([
    ['before the first that earned', [first], bankEvent('x', '2026-10-04', { yuan: 30 })],
    [
      'that a refund may have meant',
      [first, taking('r', '2026-10-20', { yuan: -5, back: 'first' })],
      bankEvent('x', '2026-10-19', { yuan: 5 }),
    ],
    [
      'that a refund has named already',
      [first, taking('r', '2026-10-20', { yuan: -30, back: 'x' })],
      bankEvent('x', '2026-10-21', { yuan: 30 }),
    ],
    ['that reaches the cap of its day', [first], bankEvent('x', '2026-10-05', { yuan: 450 })],
    [
      'that reaches the cap of its month',
      [first, bankEvent('y', '2026-10-06', { yuan: 490 }), bankEvent('z', '2026-10-07', { yuan: 490 })],
      bankEvent('x', '2026-10-08', { yuan: 490 }),
    ],
    [
      'of a month of which the caps are not remembered',
      [first],
      bankEvent('x', '2026-08-05', { yuan: 30, occurred_at: '2026-10-06T12:00:00+08:00' }),
    ],
    [
      'that reaches a tier',
      [bankEvent('b', '2026-09-01', { yuan: 890 }), first],
      bankEvent('x', '2026-10-09', { yuan: 30 }),
    ],
    [
      'from before the tier was reached',
      [bankEvent('b', '2026-09-10', { yuan: 1_200 }), bankEvent('c', '2026-09-20', { yuan: 1 })],
      bankEvent('x', '2026-09-10', { yuan: 30, occurred_at: '2026-09-10T13:00:00+08:00' }),
    ],
  ])('%s does not', async (_, before, purchase) => {
    const card = await newCard()
    for (const event of before) await take(card, event)
    expect(await take(card, purchase)).toBe(false)
  })

  test('of somebody who owes points does not', async () => {
    const card = await newCard()
    await take(card, first)
    await opened.database.inTransaction((tx) =>
      tx.change('UPDATE account SET debt = 5, available = available + 5 WHERE cardholder_id = ?', [card.cardholderId]),
    )
    expect(await take(card, bankEvent('x', '2026-10-09', { yuan: 30 }))).toBe(false)
  })
})

test('what takes back does not stand alone', async () => {
  const card = await newCard()
  await take(card, first)
  expect(await take(card, taking('r', '2026-10-20', { yuan: -5, back: 'first' }))).toBe(false)
})

test('purchases that stood alone end as if everything had come at once', async () => {
  const days = Array.from({ length: 14 }, (_, at) => `2026-10-${String(at + 1).padStart(2, '0')}`)
  const purchases = days.map((day, at) => bankEvent(`p${at}`, day, { yuan: 40 + 17 * at, merchant: `m${at % 3}` }))
  const refunds = [
    taking('r1', '2026-10-16', { yuan: -40, back: 'p0' }),
    bankEvent('r2', '2026-10-17', { yuan: -91, merchant: 'm0' }),
  ]
  let stoodAlone = 0
  await expectArrivalNotToMatter([...purchases, ...refunds], async (order, atOnce) => {
    const card = await newCard()
    for (let start = 0; start < order.length; start += atOnce) {
      if (await take(card, ...order.slice(start, start + atOnce))) stoodAlone += 1
    }
    return stateOf(opened.database, card)
  })
  expect(stoodAlone).toBeGreaterThan(0)
})
