import type { BankEvent } from '../../../shared/contract/spend'
import { points } from '../../../shared/values/points'
import { eventsOf, expectArrivalNotToMatter, stateOf } from '../../../tests/support/arrival'
import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme } from '../../../tests/support/programme'
import { redeemPoints } from '../../../tests/support/redeemPoints'
import { type HeldSurroundings, heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { takeEvents } from '../spend'
import { ageAccounts, pointsSummary, verifyBooks } from '.'

let opened: TestDatabase
let surroundings: HeldSurroundings
let count = 0

beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
})
afterAll(() => opened.close())
beforeEach(() => {
  surroundings = heldSurroundings('2026-11-22T10:00:00Z')
})
afterEach(async () => {
  const { checks } = await verifyBooks(opened.database.reader)
  expect(checks.filter((check) => !check.ok)).toEqual([])
})

const newCard = () => boundCard(opened.database, `c${String(++count).padStart(7, '0')}`)

function take(card: BoundForTest, ...events: BankEvent[]) {
  const theirs = eventsOf(card, events)
  const posting = testPosting(surroundings)
  return takeEvents(theirs, { database: opened.database, posting, surroundings })
}

const balance = async (card: BoundForTest) => {
  const [row] = await opened.database.reader.rows<Record<string, string | number>>(
    'SELECT pending, available, held, debt FROM v_account WHERE cardholder_id = ?',
    [card.cardholderId],
  )
  return row ? Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)])) : null
}

const redeem = (card: BoundForTest, amount: number) =>
  opened.database.inTransaction((tx) =>
    redeemPoints(tx, card, { amount: points(amount), redemptionId: surroundings.newId(), title: 't', surroundings }),
  )

describe('a purchase', () => {
  it('earns one point for each whole yuan, pending at first', async () => {
    const card = await newCard()
    await take(card, bankEvent('a', '2026-11-20', { yuan: 52.99 }))
    expect(await balance(card)).toEqual({ pending: 52, available: 0, held: 0, debt: 0 })
  })

  it('becomes available on its day, by a job that may run twice at once', async () => {
    const card = await newCard()
    await take(card, bankEvent('a', '2026-11-20', { yuan: 100 }))
    surroundings.set('2026-11-26T16:00:00.000Z')
    const deps = { database: opened.database, surroundings }
    await Promise.all([ageAccounts(card.programmeId, deps), ageAccounts(card.programmeId, deps)])
    expect(await balance(card)).toMatchObject({ pending: 0, available: 100 })
  })

  it('is still pending in the last millisecond before that day', async () => {
    const card = await newCard()
    await take(card, bankEvent('a', '2026-11-20', { yuan: 100 }))
    surroundings.set('2026-11-26T15:59:59.999Z')
    await ageAccounts(card.programmeId, { database: opened.database, surroundings })
    expect(await balance(card)).toMatchObject({ pending: 100, available: 0 })
  })

  it('is available at once when its day lies in the past', async () => {
    const card = await newCard()
    await take(card, bankEvent('a', '2026-10-01', { yuan: 30 }))
    expect(await balance(card)).toMatchObject({ pending: 0, available: 30 })
  })

  it('earns nothing in an excluded category', async () => {
    const card = await newCard()
    await take(card, bankEvent('a', '2026-11-20', { yuan: 100, mcc: '6012' }))
    expect(await balance(card)).toMatchObject({ pending: 0, available: 0 })
  })

  it('counts once, however often it is sent', async () => {
    const card = await newCard()
    const purchase = bankEvent('a', '2026-11-20', { yuan: 100 })
    expect(await take(card, purchase, purchase)).toEqual({ taken: 1, repeated: 1, waiting: 0, contradicted: [] })
    expect(await take(card, purchase)).toEqual({ taken: 0, repeated: 1, waiting: 0, contradicted: [] })
    expect(await balance(card)).toMatchObject({ pending: 100 })
  })

  it('sent again with another amount stays what it was, and the bank is told', async () => {
    const card = await newCard()
    await take(card, bankEvent('a', '2026-11-20', { yuan: 100 }))
    const again = await take(card, bankEvent('a', '2026-11-20', { yuan: 101 }))
    expect(again).toMatchObject({ taken: 0, repeated: 1, contradicted: [expect.stringMatching(/_a$/)] })
    expect(await balance(card)).toMatchObject({ pending: 100 })
  })

  it('sent many times at once counts once', async () => {
    const card = await newCard()
    await Promise.all(Array.from({ length: 8 }, () => take(card, bankEvent('a', '2026-11-20', { yuan: 100 }))))
    expect(await balance(card)).toMatchObject({ pending: 100 })
  })
})

describe('points expire', () => {
  it('at the end of the month that lies 24 months ahead', async () => {
    const card = await newCard()
    await take(card, bankEvent('a', '2026-11-20', { yuan: 100 }))
    surroundings.set('2028-11-30T15:59:59.999Z')
    await ageAccounts(card.programmeId, { database: opened.database, surroundings })
    expect(await balance(card)).toMatchObject({ available: 100 })
    surroundings.set('2028-11-30T16:00:00.000Z')
    await ageAccounts(card.programmeId, { database: opened.database, surroundings })
    expect(await balance(card)).toMatchObject({ available: 0 })
  })

  it('and cannot be used once their day is over, even before the job has run', async () => {
    const card = await newCard()
    await take(card, bankEvent('a', '2026-10-01', { yuan: 100 }))
    surroundings.set('2028-11-01T00:00:00Z')
    const summary = await pointsSummary(opened.database.reader, {
      cardholderId: card.cardholderId,
      today: '2028-11-01' as never,
    })
    expect(summary.available).toBe(0)
    await expect(redeem(card, 1)).rejects.toMatchObject({ code: 'points_insufficient' })
  })
})

describe('a refund', () => {
  it('takes back what its purchase earned, in proportion and rounded once', async () => {
    const card = await newCard()
    await take(card, bankEvent('a', '2026-10-01', { yuan: 10.5 }))
    await take(card, bankEvent('r', '2026-10-03', { yuan: -0.6, original_transaction_id: 'a' }))
    expect(await balance(card)).toMatchObject({ available: 9 })
  })

  it('in parts never takes back more than was earned', async () => {
    const card = await newCard()
    await take(
      card,
      bankEvent('a', '2026-10-01', { yuan: 10 }),
      bankEvent('b', '2026-10-01', { yuan: 50, merchant: 'x' }),
    )
    await take(card, bankEvent('r', '2026-10-03', { yuan: -7, original_transaction_id: 'a' }))
    await take(card, bankEvent('s', '2026-10-04', { yuan: -7, original_transaction_id: 'a' }))
    expect(await balance(card)).toMatchObject({ available: 50, debt: 0 })
  })

  it('that matches nothing changes nothing and waits for operators', async () => {
    const card = await newCard()
    await take(card, bankEvent('a', '2026-10-01', { yuan: 10 }), bankEvent('r', '2026-10-03', { yuan: -7 }))
    expect(await balance(card)).toMatchObject({ available: 10 })
    const open = await opened.database.reader.rows(
      'SELECT refund_id FROM refund_match WHERE cardholder_id = ? AND purchase_id IS NULL',
      [card.cardholderId],
    )
    expect(open).toHaveLength(1)
  })

  it('of spent points takes from the lot that expires next, then becomes debt that blocks redemption', async () => {
    const card = await newCard()
    await take(
      card,
      bankEvent('a', '2026-09-01', { yuan: 100 }),
      bankEvent('b', '2026-10-01', { yuan: 30, merchant: 'x' }),
    )
    await redeem(card, 100)
    await take(card, bankEvent('r', '2026-10-05', { yuan: -100, original_transaction_id: 'a' }))
    expect(await balance(card)).toMatchObject({ available: 0, debt: 70 })
    await expect(redeem(card, 1)).rejects.toMatchObject({ code: 'points_in_debt' })
    await take(card, bankEvent('c', '2026-10-06', { yuan: 100, merchant: 'y' }))
    expect(await balance(card)).toMatchObject({ available: 30, debt: 0 })
  })

  it('moves to the nearer purchase when that one arrives late, and the correction names what it corrects', async () => {
    const card = await newCard()
    await take(card, bankEvent('a', '2026-10-01', { yuan: 20 }), bankEvent('r', '2026-10-09', { yuan: -20 }))
    await take(card, bankEvent('b', '2026-10-05', { yuan: 20 }))
    const [lot] = await opened.database.reader.rows<{ source: string }>(
      'SELECT source FROM lot WHERE cardholder_id = ? AND available > 0',
      [card.cardholderId],
    )
    expect(lot?.source).toMatch(/_a$/)
    const corrections = await opened.database.reader.rows<{ corrects: string }>(
      "SELECT DISTINCT corrects FROM transfer WHERE cardholder_id = ? AND kind = 'clawback_correction'",
      [card.cardholderId],
    )
    expect(corrections).toEqual([{ corrects: expect.stringMatching(/^[0-9A-Z]{26}$/) }])
  })

  it('that moves away gives back debt, also debt that was repaid meanwhile', async () => {
    const card = await newCard()
    await take(card, bankEvent('a', '2026-10-01', { yuan: 20 }))
    await redeem(card, 20)
    await take(card, bankEvent('r', '2026-10-09', { yuan: -20 }))
    expect(await balance(card)).toMatchObject({ debt: 20 })
    await take(card, bankEvent('c', '2026-10-10', { yuan: 8, merchant: 'y' }))
    expect(await balance(card)).toMatchObject({ available: 0, debt: 12 })
    await take(card, bankEvent('b', '2026-10-05', { yuan: 20 }))
    expect(await balance(card)).toMatchObject({ available: 8, debt: 0 })
  })
})

describe('debt', () => {
  it('is repaid by points that a correction gives back', async () => {
    const card = await newCard()
    await take(card, bankEvent('a', '2026-09-01', { yuan: 50 }))
    await redeem(card, 50)
    const b = bankEvent('b', '2026-10-01', { yuan: 60, merchant: 'x' })
    await take(card, b, bankEvent('rb', '2026-10-02', { yuan: -60, original_transaction_id: 'b' }))
    await take(card, bankEvent('ra', '2026-10-03', { yuan: -50, original_transaction_id: 'a' }))
    expect(await balance(card)).toMatchObject({ available: 0, debt: 50 })
    await take(card, bankEvent('v', '2026-10-04', { yuan: 60, type: 'reversal', original_transaction_id: 'rb' }))
    expect(await balance(card)).toMatchObject({ available: 10, debt: 0 })
  })

  it('is not repaid by a late purchase whose points have expired', async () => {
    const card = await newCard()
    await take(card, bankEvent('a', '2026-09-01', { yuan: 50 }))
    await redeem(card, 50)
    await take(card, bankEvent('r', '2026-10-03', { yuan: -50 }))
    await take(card, bankEvent('old', '2024-10-03', { yuan: 50, merchant: 'x' }))
    expect(await balance(card)).toMatchObject({ pending: 0, available: 0, debt: 50 })
  })

  it.each([false, true])('takes nothing from a lot whose last day is over, job run before: %s', async (jobRan) => {
    const card = await newCard()
    await take(card, bankEvent('a', '2026-10-01', { yuan: 50 }))
    await redeem(card, 50)
    const old = bankEvent('b', '2024-11-10', { yuan: 30, merchant: 'x' })
    await take(card, old, bankEvent('c', '2026-10-10', { yuan: 80, merchant: 'y' }))
    surroundings.set('2026-11-30T16:00:00.000Z')
    if (jobRan) await ageAccounts(card.programmeId, { database: opened.database, surroundings })
    await take(card, bankEvent('r', '2026-11-30', { yuan: -50, original_transaction_id: 'a' }))
    expect(await balance(card)).toMatchObject({ available: 30, debt: 0 })
  })
})

describe('a reversal', () => {
  it('of a purchase takes all of it back; reversed itself, it takes nothing', async () => {
    const card = await newCard()
    await take(card, bankEvent('a', '2026-10-01', { yuan: 40 }))
    await take(card, bankEvent('v', '2026-10-02', { yuan: 40, type: 'reversal', original_transaction_id: 'a' }))
    expect(await balance(card)).toMatchObject({ available: 0 })
    await take(card, bankEvent('w', '2026-10-03', { yuan: 40, type: 'reversal', original_transaction_id: 'v' }))
    expect(await balance(card)).toMatchObject({ available: 40 })
  })
})

test('whatever the order of arrival, the end is the same', async () => {
  const base = new Map<string, BankEvent>()
  const merchants = ['north', 'south']
  const add = (id: string, day: number, rest: { yuan: number } & Partial<BankEvent>) =>
    base.set(id, bankEvent(id, `2026-09-${String(day).padStart(2, '0')}`, rest))
  for (let at = 0; at < 8; at++) add(`p${at}`, 1 + at * 2, { yuan: 10 + (at % 3) * 700, merchant: merchants[at % 2] })
  for (let at = 0; at < 5; at++)
    add(`r${at}`, 3 + at * 4, { yuan: -(10 + (at % 3) * 700), merchant: merchants[at % 2] })
  add('q', 20, { yuan: -3, original_transaction_id: 'p7' })
  add('v', 21, { yuan: 10, type: 'reversal', original_transaction_id: 'p0' })
  add('w', 22, { yuan: 10, type: 'reversal', original_transaction_id: 'r1' })
  const events = [...base.values()]
  await expectArrivalNotToMatter(events, async (order, atOnce) => {
    const card = await newCard()
    for (let start = 0; start < order.length; start += atOnce) await take(card, ...order.slice(start, start + atOnce))
    return stateOf(opened.database, card)
  })
})
