import type { BankEvent } from '../../../shared/contract/spend'
import { businessDayOf } from '../../../shared/values/businessDay'
import { points } from '../../../shared/values/points'
import { bankEvent } from '../../../tests/support/bankEvents'
import { newKey, type People, peopleOn } from '../../../tests/support/people'
import { testPosting } from '../../../tests/support/posting'
import { redeemPoints } from '../../../tests/support/redeemPoints'
import { rightOtp } from '../../../tests/support/scriptedBank'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import type { Session } from '../../http/sessions'
import { cardsRoutes } from '../cards'
import { claimWaiting, takeEvents, unmatchedRefunds } from '../spend'
import { ageAccounts, holdPoints, pointsSummary, redeemHeld, releaseHold, verifyBooks } from '.'

// Each test is the example of the same name in docs/points.md, with the same figures: change both together.

let opened: TestDatabase
let people: People
let count = 0

beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())
beforeEach(async () => {
  people = await peopleOn(opened.database)
  // Ids of one millisecond have no order among themselves; here each has a millisecond of its own, so that legs do.
  const { surroundings } = people
  const { newId } = surroundings
  surroundings.newId = () => {
    surroundings.advance(1)
    return newId()
  }
})
afterEach(async () => {
  const { checks } = await verifyBooks(opened.database.reader)
  expect(checks.filter((check) => !check.ok)).toEqual([])
})

interface Cardholder {
  session: Session
  last4: string
}

/** A new cardholder with a new card, bound by the bank's one-time password. */
async function cardholder(): Promise<Cardholder> {
  const last4 = freshCard()
  const { session } = await bindTo(await people.enter(`example-${last4}`), last4)
  return { session, last4 }
}

const freshCard = () => String(++count).padStart(4, '0')

function cardsFeature() {
  const posting = testPosting(people.surroundings)
  return cardsRoutes({
    ...people,
    cardBound: (tx, { cardToken, ...owner }) =>
      claimWaiting(tx, { owner, cardToken }, { posting, surroundings: people.surroundings }),
  })
}

async function bindTo(session: Session, last4: string) {
  const request = { session, address: '127.0.0.1', requestId: 'r', params: undefined, query: undefined }
  const body = { name: 'CARDHOLDER OF AN EXAMPLE', last4, phone: `139${last4}0000` }
  const { challengeId } = await cardsFeature().verify({ ...request, key: undefined, body })
  const key = newKey(session, 'cards.bind')
  const { card, credited } = await cardsFeature().bind({ ...request, key, body: { challengeId, otp: rightOtp } })
  return { session, card, credited }
}

async function unbind(session: Session, cardId: string) {
  const request = { session, address: '127.0.0.1', requestId: 'r', query: undefined, body: undefined, key: undefined }
  await cardsFeature().unbind({ ...request, params: { cardId } })
}

/** The bank tells of these facts of the card, all at once. */
function take(last4: string, ...events: BankEvent[]) {
  const idOf = (id: string | null) => (id === null ? null : `${id}-${last4}`)
  const theirs = events.map((event) => ({
    ...event,
    card_token: `ct_token_${last4}`,
    transaction_id: `${event.transaction_id}-${last4}`,
    original_transaction_id: idOf(event.original_transaction_id),
  }))
  const { database, surroundings } = people
  return takeEvents(theirs, { database, surroundings, posting: testPosting(surroundings) })
}

function redeem({ session }: Cardholder, amount: number) {
  const { database, surroundings } = people
  const order = { amount: points(amount), redemptionId: surroundings.newId(), title: 'an example', surroundings }
  return database.inTransaction((tx) => redeemPoints(tx, session, order))
}

async function letTimePass(session: Session, until: string) {
  people.surroundings.set(until)
  await ageAccounts(session.programmeId, people)
}

async function balance(session: Session) {
  const today = businessDayOf(people.surroundings.now())
  const { pending, available, debt } = await pointsSummary(opened.database.reader, {
    cardholderId: session.cardholderId,
    today,
  })
  return { pending, available, debt }
}

/** The legs of the books in the order in which they were posted, as an auditor reads them. */
async function legs({ session }: Cardholder): Promise<string[]> {
  const rows = await opened.database.reader.rows<{ kind: string; account: string; amount: number | string }>(
    'SELECT kind, account, amount FROM v_entry WHERE cardholder_id = ? ORDER BY transaction_id, seq',
    [session.cardholderId],
  )
  return rows.map(({ kind, account, amount }) => `${kind} ${account} ${amount}`)
}

/** What each lot still holds, by its purchase. */
async function lots({ session, last4 }: Cardholder): Promise<Record<string, number>> {
  const rows = await opened.database.reader.rows<{ source: string; remaining: number | string }>(
    'SELECT source, remaining FROM v_lot WHERE cardholder_id = ? ORDER BY lot_id',
    [session.cardholderId],
  )
  return Object.fromEntries(rows.map((row) => [row.source.replace(`-${last4}`, ''), Number(row.remaining)]))
}

/** Refunds that wait for their purchase. */
async function openRefunds({ session, last4 }: Cardholder): Promise<string[]> {
  const open = await unmatchedRefunds(opened.database.reader, session.programmeId)
  const theirs = open.filter(({ cardholderId }) => cardholderId === session.cardholderId)
  return theirs.map(({ refundId }) => refundId.replace(`-${last4}`, ''))
}

/** Two columns of a cardholder's rows, as names and values. */
async function pairs({ session, last4 }: Cardholder, columns: string, from: string): Promise<Record<string, string>> {
  const rows = await opened.database.reader.rows<{ name: string; value: number | string }>(
    `SELECT ${columns} FROM ${from} AND cardholder_id = ?`,
    [session.cardholderId],
  )
  return Object.fromEntries(rows.map(({ name, value }) => [name.replace(`-${last4}`, ''), String(value)]))
}

/** 100 points until 2028-09-30 and 30 until 2028-10-31, both available. */
const lotsAAndB = [
  bankEvent('a', '2026-09-01', { yuan: 100 }),
  bankEvent('b', '2026-10-01', { yuan: 30, merchant: 'kiosk' }),
]

test('Example 1: earning', async () => {
  const one = await cardholder()
  await take(
    one.last4,
    bankEvent('a', '2026-11-20', { yuan: 52.99 }),
    bankEvent('b', '2026-11-20', { yuan: 0.99, merchant: 'kiosk' }),
    bankEvent('c', '2026-11-20', { yuan: 500, merchant: 'broker', mcc: '6211' }),
  )
  expect(await lots(one)).toEqual({ a: 52 })
  expect(await legs(one)).toEqual(['earn issuer -52', 'earn pending 52'])
})

test('Example 2: from pending to available, and to the end', async () => {
  const one = await cardholder()
  await take(one.last4, bankEvent('a', '2026-11-20', { yuan: 100 }))
  await letTimePass(one.session, '2026-11-26T23:59:59.999+08:00')
  expect(await balance(one.session)).toEqual({ pending: 100, available: 0, debt: 0 })
  await letTimePass(one.session, '2026-11-27T00:00:00.000+08:00')
  expect(await balance(one.session)).toEqual({ pending: 0, available: 100, debt: 0 })
  await letTimePass(one.session, '2028-11-30T23:59:59.999+08:00')
  expect(await balance(one.session)).toEqual({ pending: 0, available: 100, debt: 0 })
  await letTimePass(one.session, '2028-12-01T00:00:00.000+08:00')
  expect(await balance(one.session)).toEqual({ pending: 0, available: 0, debt: 0 })
  expect((await legs(one)).slice(2)).toEqual([
    'settle pending -100',
    'settle available 100',
    'expire available -100',
    'expire expired 100',
  ])
})

test('Example 3: redeeming', async () => {
  const one = await cardholder()
  await take(one.last4, ...lotsAAndB)
  await redeem(one, 110)
  expect(await lots(one)).toEqual({ a: 0, b: 20 })
  expect((await legs(one)).slice(-4)).toEqual([
    'redeem available -100',
    'redeem redeemed 100',
    'redeem available -10',
    'redeem redeemed 10',
  ])
})

test('Example 4: refunds in parts', async () => {
  const one = await cardholder()
  const refund = (id: string, day: string, yuan: number) => bankEvent(id, day, { yuan, original_transaction_id: 'a' })
  await take(one.last4, bankEvent('a', '2026-10-01', { yuan: 10.5 }))
  expect(await lots(one)).toEqual({ a: 10 })
  await take(one.last4, refund('r', '2026-10-03', -0.6))
  expect(await lots(one)).toEqual({ a: 9 })
  await take(one.last4, refund('s', '2026-10-04', -0.6))
  expect(await lots(one)).toEqual({ a: 9 })
  await take(one.last4, refund('t', '2026-10-05', -9.3))
  expect(await lots(one)).toEqual({ a: 0 })
  expect((await balance(one.session)).debt).toBe(0)
})

test('Example 5: a refund of points that were spent', async () => {
  const one = await cardholder()
  await take(one.last4, ...lotsAAndB)
  await redeem(one, 100)
  const before = (await legs(one)).length
  await take(one.last4, bankEvent('r', '2026-10-05', { yuan: -100, original_transaction_id: 'a' }))
  expect(await balance(one.session)).toEqual({ pending: 0, available: 0, debt: 70 })
  await expect(redeem(one, 1)).rejects.toMatchObject({ code: 'points_in_debt' })
  await take(one.last4, bankEvent('c', '2026-11-20', { yuan: 100, merchant: 'baker' }))
  expect(await balance(one.session)).toEqual({ pending: 30, available: 0, debt: 0 })
  expect((await legs(one)).slice(before)).toEqual([
    'clawback available -30',
    'clawback clawed_back 30',
    'clawback debt -70',
    'clawback clawed_back 70',
    'earn issuer -100',
    'earn pending 100',
    'debt_repayment pending -70',
    'debt_repayment debt 70',
  ])
})

test('Example 6: a refund of points that expired', async () => {
  const one = await cardholder()
  await take(one.last4, bankEvent('a', '2026-10-01', { yuan: 40 }))
  await letTimePass(one.session, '2028-11-01T00:00:00.000+08:00')
  const before = (await legs(one)).length
  await take(one.last4, bankEvent('r', '2028-11-01', { yuan: -40, original_transaction_id: 'a' }))
  expect(await balance(one.session)).toEqual({ pending: 0, available: 0, debt: 0 })
  expect((await legs(one)).slice(before)).toEqual(['clawback expired -40', 'clawback clawed_back 40'])
})

test('Example 7: a late purchase, and the correction', async () => {
  const one = await cardholder()
  await take(one.last4, bankEvent('a', '2026-10-01', { yuan: 20 }))
  await take(one.last4, bankEvent('r', '2026-10-09', { yuan: -20 }))
  expect(await lots(one)).toEqual({ a: 0 })
  const before = (await legs(one)).length
  await take(one.last4, bankEvent('b', '2026-10-05', { yuan: 20 }))
  expect(await lots(one)).toEqual({ a: 20, b: 0 })
  expect((await legs(one)).slice(before)).toEqual([
    'clawback_correction clawed_back -20',
    'clawback_correction available 20',
    'earn issuer -20',
    'earn pending 20',
    'clawback pending -20',
    'clawback clawed_back 20',
  ])
})

test('Example 8: a refund that matches nothing', async () => {
  const one = await cardholder()
  await take(one.last4, bankEvent('a', '2026-10-01', { yuan: 10 }), bankEvent('r', '2026-10-03', { yuan: -7 }))
  expect(await balance(one.session)).toEqual({ pending: 0, available: 10, debt: 0 })
  const open = await unmatchedRefunds(opened.database.reader, one.session.programmeId)
  const refund = { refundId: `r-${one.last4}`, postedOn: '2026-10-03', amountFen: 700 }
  expect(open).toContainEqual(expect.objectContaining({ cardholderId: one.session.cardholderId, ...refund }))
})

test('Example 9: reversals', async () => {
  const one = await cardholder()
  const reversal = (id: string, day: string, of: string) =>
    bankEvent(id, day, { yuan: 40, type: 'reversal', original_transaction_id: of })
  await take(one.last4, bankEvent('a', '2026-10-01', { yuan: 40 }))
  await take(one.last4, reversal('v', '2026-10-02', 'a'))
  expect(await lots(one)).toEqual({ a: 0 })
  await take(one.last4, reversal('w', '2026-10-03', 'v'))
  expect(await lots(one)).toEqual({ a: 40 })
})

test('Example 10: facts before the card is bound', async () => {
  const last4 = freshCard()
  const taken = await take(
    last4,
    bankEvent('a', '2026-10-01', { yuan: 50 }),
    bankEvent('b', '2026-10-02', { yuan: 30, merchant: 'kiosk' }),
    bankEvent('r', '2026-10-04', { yuan: -30, merchant: 'kiosk' }),
  )
  expect(taken).toEqual({ taken: 0, repeated: 0, waiting: 3, contradicted: [] })
  const { session, credited } = await bindTo(await people.enter('example-waiting'), last4)
  expect(credited).toEqual({ spends: 3, points: 50 })
  expect(await balance(session)).toEqual({ pending: 0, available: 50, debt: 0 })
})

test('Example 11: after the card is unbound', async () => {
  const last4 = freshCard()
  const { session, card } = await bindTo(await people.enter('example-unbound'), last4)
  const one = { session, last4 }
  await take(last4, bankEvent('a', '2026-10-01', { yuan: 40 }), bankEvent('b', '2026-10-02', { yuan: 25 }))
  await unbind(session, card.id)
  expect(await balance(session)).toEqual({ pending: 0, available: 65, debt: 0 })
  const refund = bankEvent('r', '2026-10-04', { yuan: -40, original_transaction_id: 'a' })
  expect(await take(last4, refund)).toEqual({ taken: 1, repeated: 0, waiting: 0, contradicted: [] })
  expect(await lots(one)).toEqual({ a: 0, b: 25 })
  expect(await take(last4, bankEvent('c', '2026-10-05', { yuan: 60 }))).toMatchObject({ taken: 0, waiting: 1 })
  const { credited } = await bindTo(await people.enter('example-next'), last4)
  expect(credited).toEqual({ spends: 1, points: 60 })
})

test('Example 18: what takes back comes before its purchase', async () => {
  const one = await cardholder()
  await take(
    one.last4,
    bankEvent('v', '2026-10-02', { yuan: 40, type: 'reversal', original_transaction_id: 'a' }),
    bankEvent('r', '2026-10-05', { yuan: -15, merchant: 'kiosk', original_transaction_id: 'b' }),
  )
  expect(await lots(one)).toEqual({})
  expect(await openRefunds(one)).toEqual(['r'])
  await take(
    one.last4,
    bankEvent('a', '2026-10-01', { yuan: 40 }),
    bankEvent('b', '2026-10-03', { yuan: 25, merchant: 'kiosk' }),
  )
  expect(await lots(one)).toEqual({ a: 0, b: 10 })
  expect(await openRefunds(one)).toEqual([])
  expect(await legs(one)).toEqual([
    'earn issuer -40',
    'earn pending 40',
    'earn issuer -25',
    'earn pending 25',
    'clawback pending -40',
    'clawback clawed_back 40',
    'clawback pending -15',
    'clawback clawed_back 15',
    'settle pending -10',
    'settle available 10',
  ])
})

test('Example 19: refunds beyond the purchase', async () => {
  const one = await cardholder()
  const refund = (id: string, day: string, yuan: number) => bankEvent(id, day, { yuan, original_transaction_id: 'a' })
  await take(one.last4, bankEvent('a', '2026-10-01', { yuan: 10.5 }))
  await take(one.last4, refund('r', '2026-10-03', -6))
  expect(await lots(one)).toEqual({ a: 4 })
  await take(one.last4, refund('s', '2026-10-04', -6))
  expect(await lots(one)).toEqual({ a: 0 })
  await take(one.last4, refund('t', '2026-10-05', -3))
  expect(await openRefunds(one)).toEqual([])
  await take(one.last4, bankEvent('b', '2026-10-06', { yuan: 20, merchant: 'kiosk' }))
  expect(await lots(one)).toEqual({ a: 0, b: 20 })
  expect(await balance(one.session)).toEqual({ pending: 0, available: 20, debt: 0 })
})

test('Example 20: the edges of a month', async () => {
  const one = await cardholder()
  const last = { occurred_at: '2026-10-31T23:59:59.999+08:00' }
  const first = { occurred_at: '2026-11-01T00:00:00.000+08:00' }
  await take(
    one.last4,
    bankEvent('a', '2026-10-31', { yuan: 30, ...last }),
    bankEvent('b', '2026-11-01', { yuan: 20, merchant: 'kiosk', ...last }),
    bankEvent('c', '2026-11-01', { yuan: 10, merchant: 'baker', ...first }),
  )
  const lastDays = await pairs(one, 'source AS name, expires_on AS value', 'v_lot WHERE 1 = 1')
  expect(lastDays).toEqual({ a: '2028-10-31', b: '2028-11-30', c: '2028-11-30' })
  const earned = "v_entry WHERE kind = 'earn' AND account = 'pending'"
  const days = await pairs(one, 'reference AS name, effective_on AS value', earned)
  expect(days).toEqual({ a: '2026-10-31', b: '2026-11-01', c: '2026-11-01' })
  const growth = await pairs(one, 'effective_on AS name, amount AS value', 'growth_day WHERE 1 = 1')
  expect(growth).toEqual({ '2026-10-31': '50', '2026-11-01': '10' })
  await letTimePass(one.session, '2028-10-31T12:00:00.000+08:00')
  // The redemption's own id takes the millisecond that is missing.
  people.surroundings.set('2028-10-31T23:59:59.998+08:00')
  await redeem(one, 25)
  expect(await lots(one)).toEqual({ a: 5, b: 20, c: 10 })
  people.surroundings.set('2028-11-01T00:00:00.000+08:00')
  expect(await balance(one.session)).toEqual({ pending: 0, available: 30, debt: 0 })
  await expect(redeem(one, 31)).rejects.toMatchObject({ code: 'points_insufficient' })
  await redeem(one, 30)
  expect(await lots(one)).toEqual({ a: 0, b: 0, c: 0 })
})

test('Example 21: hold and release', async () => {
  const [one, other] = [await cardholder(), await cardholder()]
  const { database, surroundings } = people
  const order = { amount: points(110), redemptionId: 'example', title: 'an example', surroundings }
  const held = ['hold available -100', 'hold held 100', 'hold available -10', 'hold held 10']
  for (const { session, last4 } of [one, other]) {
    await take(last4, ...lotsAAndB)
    await database.inTransaction((tx) => holdPoints(tx, session, order))
    expect(await balance(session)).toEqual({ pending: 0, available: 20, debt: 0 })
  }
  await letTimePass(one.session, '2028-10-01T00:00:00.000+08:00')
  await database.inTransaction((tx) => redeemHeld(tx, one.session, order))
  const redeemed = ['redeem held -100', 'redeem redeemed 100', 'redeem held -10', 'redeem redeemed 10']
  expect((await legs(one)).slice(-8)).toEqual([...held, ...redeemed])
  await database.inTransaction((tx) => releaseHold(tx, other.session, order))
  const released = ['release held -100', 'release expired 100', 'release held -10', 'release available 10']
  expect((await legs(other)).slice(-8)).toEqual([...held, ...released])
  expect(await lots(other)).toEqual({ a: 0, b: 30 })
})
