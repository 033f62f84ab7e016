import type { BankEvent } from '../../../shared/contract/spend'
import { businessDayOf } from '../../../shared/values/businessDay'
import { points } from '../../../shared/values/points'
import { eventsOf } from '../../../tests/support/arrival'
import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { type Desk, deskOn } from '../../../tests/support/desk'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { redeemPoints } from '../../../tests/support/redeemPoints'
import { refusalOf } from '../../../tests/support/refusalOf'
import { type HeldSurroundings, heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import { takeEvents } from '../spend'
import { ageAccounts, pointsSummary, verifyBooks } from '.'
import { explainEntry } from './explainEntry'
import { showLedger } from './showLedger'

// Each test is the example of the same name in docs/points.md, with the same figures: change both together.

let opened: TestDatabase
let surroundings: HeldSurroundings
let desk: Desk
let count = 0

const vault = testVault()

beforeAll(async () => {
  opened = await testDatabase()
  // A cap that no example reaches, for the test of a lot that a late fact empties.
  await installTestProgramme(opened.database, { earning: { ...testProgramme.earning, caps: { perDay: 900 } } })
})
afterAll(() => opened.close())
beforeEach(async () => {
  surroundings = heldSurroundings(`2026-11-22T0${++count % 10}:00:00.000Z`)
  // Ids of one millisecond have no order among themselves; here each has a millisecond of its own, so that legs do.
  const { newId } = surroundings
  surroundings.newId = () => {
    surroundings.advance(1)
    return newId()
  }
  desk = await deskOn({ database: opened.database, surroundings, vault })
})
afterEach(async () => {
  const { checks } = await verifyBooks(opened.database.reader)
  expect(checks.filter((check) => !check.ok)).toEqual([])
})

let cards = 0
const newCard = () => boundCard(opened.database, `desk${String(++cards).padStart(4, '0')}`)

function take(card: BoundForTest, ...events: BankEvent[]) {
  const posting = testPosting(surroundings)
  return takeEvents(eventsOf(card, events), { database: opened.database, posting, surroundings })
}

function redeem(card: BoundForTest, amount: number) {
  const order = { amount: points(amount), redemptionId: surroundings.newId(), title: 'an example', surroundings }
  return opened.database.inTransaction((tx) => redeemPoints(tx, card, order))
}

async function letTimePass(until: string) {
  surroundings.set(until)
  await ageAccounts(testProgramme.id, { database: opened.database, surroundings })
}

const today = () => businessDayOf(surroundings.now())

async function balance({ cardholderId }: BoundForTest) {
  const { available, pending, debt } = await pointsSummary(opened.database.reader, { cardholderId, today: today() })
  return { available, pending, debt }
}

async function legs({ cardholderId }: BoundForTest): Promise<string[]> {
  const rows = await opened.database.reader.rows<{ kind: string; account: string; amount: number | string }>(
    'SELECT kind, account, amount FROM v_entry WHERE cardholder_id = ? ORDER BY transaction_id, seq',
    [cardholderId],
  )
  return rows.map(({ kind, account, amount }) => `${kind} ${account} ${amount}`)
}

interface LotSeen {
  lotId: string
  remaining: number
  expiresOn: string
}

/** The lots by their purchase; the one of an adjustment is called so. */
async function lots({ cardholderId, cardToken }: BoundForTest): Promise<Record<string, LotSeen>> {
  const rows = await opened.database.reader.rows<Record<string, string>>(
    'SELECT lot_id, source, remaining, expires_on FROM v_lot WHERE cardholder_id = ? ORDER BY lot_id',
    [cardholderId],
  )
  return Object.fromEntries(
    rows.map((row) => [
      String(row.source).replace(`${cardToken}_`, '').replace(/:.*/, ''),
      { lotId: String(row.lot_id), remaining: Number(row.remaining), expiresOn: String(row.expires_on) },
    ]),
  )
}

async function lotOf(card: BoundForTest, source: string): Promise<LotSeen> {
  const lot = (await lots(card))[source]
  if (!lot) throw new Error(`there is no lot of ${source}`)
  return lot
}

/** 100 points were spent, then their purchase was refunded: 70 are owed. */
async function owingSeventy(): Promise<BoundForTest> {
  const card = await newCard()
  await take(
    card,
    bankEvent('a', '2026-09-01', { yuan: 100 }),
    bankEvent('b', '2026-10-01', { yuan: 30, merchant: 'kiosk' }),
  )
  await redeem(card, 100)
  await take(card, bankEvent('r', '2026-10-05', { yuan: -100, original_transaction_id: 'a' }))
  expect(await balance(card)).toEqual({ available: 0, pending: 0, debt: 70 })
  return card
}

test('Example 12: points given and taken by hand', async () => {
  const card = await newCard()
  const { cardholderId } = card
  await take(
    card,
    bankEvent('a', '2026-09-01', { yuan: 100 }),
    bankEvent('b', '2026-10-01', { yuan: 30, merchant: 'kiosk' }),
  )
  const before = (await legs(card)).length
  const given = await desk.settle({
    kind: 'adjust_points',
    payload: { cardholderId, points: 50, expiresOn: '2026-12-31' },
  })
  expect(given).toMatchObject({ state: 'approved', failure: null })
  expect(given.changes).toContainEqual({ field: 'points.available', before: 130, after: 180 })
  expect((await lots(card)).adjust).toMatchObject({ remaining: 50, expiresOn: '2026-12-31' })
  await desk.settle({ kind: 'adjust_points', payload: { cardholderId, points: -60 } })
  const left = Object.entries(await lots(card)).map(([source, { remaining }]) => [source, remaining])
  expect(Object.fromEntries(left)).toEqual({ adjust: 0, a: 90, b: 30 })
  expect((await legs(card)).slice(before)).toEqual([
    'adjust issuer -50',
    'adjust available 50',
    'adjust available -50',
    'adjust clawed_back 50',
    'adjust available -10',
    'adjust clawed_back 10',
  ])
  const tooMuch = desk.settle({ kind: 'adjust_points', payload: { cardholderId, points: -121 } })
  expect(await refusalOf(tooMuch)).toBe('points_insufficient')
})

test('what is given by hand without a last day lives as long as what is earned today', async () => {
  const card = await newCard()
  await take(card, bankEvent('a', '2026-09-01', { yuan: 100 }))
  await desk.settle({ kind: 'adjust_points', payload: { cardholderId: card.cardholderId, points: 5 } })
  expect((await lots(card)).adjust).toMatchObject({ remaining: 5, expiresOn: '2028-11-30' })
})

test('what was taken by hand is not given back by later facts of the purchase', async () => {
  const card = await newCard()
  await take(card, bankEvent('a', '2026-09-01', { yuan: 100 }))
  await desk.settle({ kind: 'adjust_points', payload: { cardholderId: card.cardholderId, points: -40 } })
  await take(card, bankEvent('b', '2026-10-01', { yuan: 30, merchant: 'kiosk' }))
  expect(await balance(card)).toEqual({ available: 90, pending: 0, debt: 0 })
  await take(card, bankEvent('r', '2026-10-05', { yuan: -100, original_transaction_id: 'a' }))
  expect(await balance(card)).toEqual({ available: 0, pending: 0, debt: 10 })
})

test('Example 13: points given by hand while points are owed', async () => {
  const card = await owingSeventy()
  const before = (await legs(card)).length
  await desk.settle({ kind: 'adjust_points', payload: { cardholderId: card.cardholderId, points: 100 } })
  expect(await balance(card)).toEqual({ available: 30, pending: 0, debt: 0 })
  expect((await legs(card)).slice(before)).toEqual([
    'adjust issuer -100',
    'adjust available 100',
    'debt_repayment available -70',
    'debt_repayment debt 70',
  ])
})

test('Example 14: a debt is written off', async () => {
  const card = await owingSeventy()
  const { cardholderId } = card
  const before = (await legs(card)).length
  const { changes } = await desk.settle({ kind: 'write_off_debt', payload: { cardholderId, points: 50 } })
  expect(changes).toEqual([{ field: 'points.debt', before: 70, after: 20 }])
  expect(await balance(card)).toEqual({ available: 0, pending: 0, debt: 20 })
  expect((await legs(card)).slice(before)).toEqual(['debt_write_off issuer -50', 'debt_write_off debt 50'])
  const tooMuch = desk.settle({ kind: 'write_off_debt', payload: { cardholderId, points: 21 } })
  expect(await refusalOf(tooMuch)).toBe('debt_exceeded')
})

test('Example 15: a later last day', async () => {
  const card = await newCard()
  const { cardholderId } = card
  await take(card, bankEvent('a', '2026-10-01', { yuan: 40 }))
  const { lotId } = await lotOf(card, 'a')
  const before = (await legs(card)).length
  const { changes, transactionIds } = await desk.settle({
    kind: 'extend_expiry',
    payload: { cardholderId, lots: { lotId }, expiresOn: '2029-03-31' },
  })
  expect(changes).toEqual([{ field: `lot.${lotId}.expiresOn`, before: '2028-10-31', after: '2029-03-31' }])
  expect(transactionIds).toEqual([])
  expect(await legs(card)).toHaveLength(before)
  await letTimePass('2028-11-01T00:00:00.000+08:00')
  await take(card, bankEvent('r', '2026-10-05', { yuan: -10, original_transaction_id: 'a' }))
  expect(await lotOf(card, 'a')).toMatchObject({ remaining: 30, expiresOn: '2029-03-31' })
  await letTimePass('2029-03-31T23:59:00.000+08:00')
  expect(await balance(card)).toEqual({ available: 30, pending: 0, debt: 0 })
  await letTimePass('2029-04-01T00:00:00.000+08:00')
  expect(await balance(card)).toEqual({ available: 0, pending: 0, debt: 0 })
})

test('all live lots that expire until a day get the same last day, and others keep theirs', async () => {
  const card = await newCard()
  const { cardholderId } = card
  const shop = (merchant: string) => ({ yuan: 10, merchant })
  await take(
    card,
    bankEvent('a', '2026-08-03', shop('x')),
    bankEvent('b', '2026-09-03', shop('y')),
    bankEvent('c', '2026-10-03', shop('z')),
  )
  await letTimePass('2028-09-01T10:00:00.000+08:00')
  const lots28 = { lots: { expiringUntil: '2028-09-30' }, expiresOn: '2028-12-31' }
  const { changes } = await desk.settle({ kind: 'extend_expiry', payload: { cardholderId, ...lots28 } })
  expect(changes.map(({ before, after }) => [before, after])).toEqual([['2028-09-30', '2028-12-31']])
  const days = Object.entries(await lots(card)).map(([source, { expiresOn }]) => [source, expiresOn])
  expect(Object.fromEntries(days)).toEqual({ a: '2028-08-31', b: '2028-12-31', c: '2028-10-31' })
})

test('a lot keeps its later last day when a late fact empties it and another fills it again', async () => {
  const card = await newCard()
  const { cardholderId } = card
  await take(card, bankEvent('a', '2026-10-01', { yuan: 40 }))
  const { lotId } = await lotOf(card, 'a')
  const payload = { cardholderId, lots: { lotId }, expiresOn: '2029-03-31' }
  await desk.settle({ kind: 'extend_expiry', payload })
  const earlier = (hour: string) => ({ merchant: 'market', occurred_at: `2026-10-01T${hour}:00:00+08:00` })
  await take(card, bankEvent('z', '2026-10-01', { yuan: 900, ...earlier('09') }))
  expect(await lotOf(card, 'a')).toMatchObject({ remaining: 0 })
  await take(card, bankEvent('r', '2026-10-01', { yuan: -900, ...earlier('10') }))
  expect(await lotOf(card, 'a')).toMatchObject({ lotId, remaining: 40, expiresOn: '2029-03-31' })
})

test.each([
  ['an earlier day', { expiresOn: '2028-10-30' }, 'expiry_out_of_range'],
  ['the same day', { expiresOn: '2028-10-31' }, 'expiry_out_of_range'],
  ['more than ten years', { expiresOn: '2036-11-23' }, 'expiry_out_of_range'],
  ['a lot that is nobody', { expiresOn: '2029-10-31', lots: { lotId: '0'.repeat(26) } }, 'lot_not_live'],
  ['a day before any lot', { expiresOn: '2029-10-31', lots: { expiringUntil: '2027-01-01' } }, 'lot_not_live'],
])('an extension to %s is refused', async (_, wrong, refusal) => {
  const card = await newCard()
  await take(card, bankEvent('a', '2026-10-01', { yuan: 40 }))
  const { lotId } = await lotOf(card, 'a')
  const payload = { cardholderId: card.cardholderId, lots: { lotId }, ...wrong }
  expect(await refusalOf(desk.settle({ kind: 'extend_expiry', payload }))).toBe(refusal)
})

test('Example 16: expired points come back', async () => {
  const [card, late] = [await newCard(), await newCard()]
  for (const each of [card, late]) await take(each, bankEvent('a', '2026-10-01', { yuan: 40 }))
  await letTimePass('2028-11-01T00:00:00.000+08:00')
  expect(await balance(card)).toEqual({ available: 0, pending: 0, debt: 0 })
  surroundings.set('2028-11-30T23:00:00.000+08:00')
  const before = (await legs(card)).length
  const comeBack = async ({ cardholderId, ...rest }: BoundForTest) => {
    const { lotId } = await lotOf({ cardholderId, ...rest }, 'a')
    return { kind: 'reinstate_points', payload: { cardholderId, lotId, expiresOn: '2028-12-31' } } as const
  }
  await desk.settle(await comeBack(card))
  expect(await balance(card)).toEqual({ available: 40, pending: 0, debt: 0 })
  expect(await lotOf(card, 'a')).toMatchObject({ remaining: 40, expiresOn: '2028-12-31' })
  expect((await legs(card)).slice(before)).toEqual(['reinstate expired -40', 'reinstate available 40'])
  surroundings.set('2028-12-01T00:00:00.000+08:00')
  expect(await refusalOf(desk.settle(await comeBack(late)))).toBe('reinstatement_window_over')
  await letTimePass('2029-01-01T00:00:00.000+08:00')
  expect(await balance(card)).toEqual({ available: 0, pending: 0, debt: 0 })
})

test('operators decide on what is today, whether or not a job has posted it', async () => {
  const card = await newCard()
  const { cardholderId } = card
  await take(card, bankEvent('a', '2026-11-20', { yuan: 40 }))
  const taking = { kind: 'adjust_points', payload: { cardholderId, points: -10 } } as const
  expect(await refusalOf(desk.settle(taking))).toBe('points_insufficient')
  surroundings.set('2026-11-27T00:00:00.000+08:00')
  await desk.settle(taking)
  expect(await balance(card)).toEqual({ available: 30, pending: 0, debt: 0 })
  surroundings.set('2028-12-01T10:00:00.000+08:00')
  const { lotId } = await lotOf(card, 'a')
  await desk.settle({ kind: 'reinstate_points', payload: { cardholderId, lotId, expiresOn: '2028-12-31' } })
  expect(await balance(card)).toEqual({ available: 30, pending: 0, debt: 0 })
})

test('a part of expired points can come back, and what is not expired cannot', async () => {
  const card = await newCard()
  const { cardholderId } = card
  await take(card, bankEvent('a', '2026-10-01', { yuan: 40 }))
  const { lotId } = await lotOf(card, 'a')
  const ask = (amount: number) =>
    desk.settle({ kind: 'reinstate_points', payload: { cardholderId, lotId, points: amount, expiresOn: '2028-12-31' } })
  expect(await refusalOf(ask(1))).toBe('points_not_expired')
  await letTimePass('2028-11-02T00:00:00.000+08:00')
  await ask(15)
  expect((await balance(card)).available).toBe(15)
  expect(await refusalOf(ask(26))).toBe('points_not_expired')
  await ask(25)
  expect((await balance(card)).available).toBe(40)
})

/** A purchase of ten yuan and a refund of seven, which matches nothing by itself. */
async function unmatched(): Promise<{ card: BoundForTest; refund: { cardholderId: string; refundId: string } }> {
  const card = await newCard()
  await take(card, bankEvent('a', '2026-10-01', { yuan: 10 }), bankEvent('r', '2026-10-03', { yuan: -7 }))
  expect(await balance(card)).toEqual({ available: 10, pending: 0, debt: 0 })
  return { card, refund: { cardholderId: card.cardholderId, refundId: `${card.cardToken}_r` } }
}

test('Example 17: operators rule on a refund', async () => {
  const { card, refund } = await unmatched()
  const before = (await legs(card)).length
  const purchaseId = `${card.cardToken}_a`
  const { changes } = await desk.settle({ kind: 'match_refund', payload: { ...refund, purchaseId } })
  expect(changes).toContainEqual({ field: 'points.available', before: 10, after: 3 })
  expect((await legs(card)).slice(before)).toEqual(['clawback available -7', 'clawback clawed_back 7'])
})

test('a ruling holds whatever arrives later: a purchase that the refund would have found by itself takes no part', async () => {
  const { card, refund } = await unmatched()
  await desk.settle({ kind: 'match_refund', payload: { ...refund, purchaseId: `${card.cardToken}_a` } })
  await take(card, bankEvent('b', '2026-10-02', { yuan: 7 }))
  const left = Object.entries(await lots(card)).map(([source, { remaining }]) => [source, remaining])
  expect(Object.fromEntries(left)).toEqual({ a: 3, b: 7 })
})

test('a dismissed refund takes nothing back, and never will', async () => {
  const { card, refund } = await unmatched()
  await desk.settle({ kind: 'dismiss_refund', payload: refund })
  expect(await refusalOf(desk.settle({ kind: 'dismiss_refund', payload: refund }))).toBe('refund_not_open')
  await take(card, bankEvent('b', '2026-10-02', { yuan: 7 }))
  expect((await balance(card)).available).toBe(17)
})

test.each([
  ['a refund that has its purchase', 's', 'a', 'refund_not_open'],
  ['a refund that is none of theirs', 'nobody', 'a', 'refund_not_open'],
  ['a purchase that was refunded whole', 'r', 'b', 'purchase_not_open'],
  ['a purchase that is none of theirs', 'r', 'nobody', 'purchase_not_open'],
])('no ruling on %s', async (...[, refundId, purchaseId, refusal]) => {
  const { card } = await unmatched()
  await take(
    card,
    bankEvent('b', '2026-10-02', { yuan: 5, merchant: 'x' }),
    bankEvent('s', '2026-10-04', { yuan: -5, merchant: 'x' }),
  )
  const own = (id: string) => `${card.cardToken}_${id}`
  const payload = { cardholderId: card.cardholderId, refundId: own(refundId), purchaseId: own(purchaseId) }
  expect(await refusalOf(desk.settle({ kind: 'match_refund', payload }))).toBe(refusal)
})

test('every row that operators made stands in the statement, and can be explained', async () => {
  const card = await owingSeventy()
  const { cardholderId } = card
  await desk.settle({ kind: 'write_off_debt', payload: { cardholderId, points: 70 } })
  await desk.settle({ kind: 'adjust_points', payload: { cardholderId, points: 20, expiresOn: '2026-11-30' } })
  await desk.settle({ kind: 'adjust_points', payload: { cardholderId, points: -5 } })
  await letTimePass('2026-12-01T10:00:00.000+08:00')
  const { lotId } = await lotOf(card, 'adjust')
  await desk.settle({ kind: 'reinstate_points', payload: { cardholderId, lotId, expiresOn: '2026-12-31' } })
  const { reader } = opened.database
  const seen: [string, number][] = []
  for (const month of ['2026-11', '2026-12']) {
    const { rows } = await showLedger(reader, card, { month, cursor: undefined, today: today() })
    for (const row of rows) {
      const explained = await explainEntry(reader, card, { transactionId: row.transactionId, today: today() })
      expect(explained.row).toEqual(row)
      if (row.kind !== 'redeem') seen.push([row.kind, row.amount])
    }
  }
  expect(seen).toEqual(
    expect.arrayContaining([
      ['debt_write_off', 70],
      ['adjust', 20],
      ['adjust', -5],
      ['expire', -15],
      ['reinstate', 15],
    ]),
  )
})
