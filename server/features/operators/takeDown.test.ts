import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { type CatalogueDesk, catalogueDesk } from '../../../tests/support/catalogueDesk'
import { testPosting } from '../../../tests/support/posting'
import { testProgramme } from '../../../tests/support/programme'
import { refusalOf } from '../../../tests/support/refusalOf'
import type { OperatorSession } from '../../http/operators'
import type { Session } from '../../http/sessions'
import { codesOutOfOrder, emptyShelves, shelfNow } from '../catalogue'
import { pointsSummary, verifyBooks } from '../points'
import { redemptionRoutes } from '../redemption'
import { takeEvents } from '../spend'
import { auditPage } from './audit.store'
import { storeDisabled } from './operators.store'

let on: CatalogueDesk
let routes: ReturnType<typeof redemptionRoutes>
let made = 0
const programmeId = testProgramme.id

beforeAll(async () => {
  on = await catalogueDesk()
})
afterAll(() => on.opened.close())
beforeEach(async () => {
  await on.begins()
  // What was sold out is remembered for a moment, and here the clock is set back.
  routes = redemptionRoutes(on.deps)
})
afterEach(async () => {
  const { reader } = on.opened.database
  const { checks } = await verifyBooks(reader)
  expect(checks.filter(({ ok }) => !ok)).toEqual([])
  expect(await codesOutOfOrder(reader)).toEqual([])
})

type Person = BoundForTest & Session

async function person(): Promise<Person> {
  const bound = await boundCard(on.opened.database, `down${String(++made).padStart(5, '0')}`)
  const { surroundings } = on
  const events = [bankEvent(`tx-${bound.cardToken}`, '2026-10-20', { yuan: 2_000, card_token: bound.cardToken })]
  await takeEvents(events, { database: on.opened.database, posting: testPosting(surroundings), surroundings })
  return { ...bound, sessionId: surroundings.newId(), level: 'cardholder' }
}

function redeem(session: Person, { benefitId = 'VIDEO-1', points = 100, account }: Partial<Wish> = {}) {
  const key = `take-down-key-${String(++made).padStart(10, '0')}`
  const claimed = { ownerId: session.cardholderId, key, endpointId: 'redemption.confirm', inputHash: key }
  const body = { benefitId, points, ...(account === undefined ? {} : { account }) }
  const blank = { address: '10.0.0.1', requestId: 'r', params: undefined, query: undefined }
  return routes.confirm({ ...blank, session, key: claimed, body } as never)
}
interface Wish {
  benefitId: string
  points: number
  account: string
}

const takeDown = (by: OperatorSession, benefitId = 'VIDEO-1') =>
  on.routes.takeDown(on.call(by, { params: { benefitId }, query: undefined, body: { reason: '供应商来电，码已失效' } }))
const isDown = async () => {
  const [row] = await on.opened.database.reader.rows<{ taken_down_at: unknown }>(
    "SELECT taken_down_at FROM benefit_stock WHERE benefit_id = 'VIDEO-1'",
  )
  return row?.taken_down_at !== null
}

test.each([['maker'], ['checker']] as const)('a %s stops a benefit at once, alone', async (role) => {
  const one = await person()
  await redeem(one)
  const by = await on.desk.hire([role])
  const { requestId } = await takeDown(by)
  expect(await refusalOf(redeem(await person()))).toMatch(/benefit_ended|sold_out/)
  on.surroundings.advance(1)
  expect(await refusalOf(redeem(await person()))).toBe('benefit_ended')
  expect(await on.request(requestId)).toMatchObject({ kind: 'review_take_down', state: 'open', obstacle: null })
  const page = { programmeIds: [programmeId], subject: requestId, before: undefined, limit: 5 }
  expect(await auditPage(on.opened.database.reader, page)).toMatchObject([
    { action: 'benefit.taken_down', operatorId: by.operatorId, reason: '供应商来电，码已失效', address: '127.0.0.1' },
  ])
})

test('it leaves the shelves of this process at once, and those of others within a second', async () => {
  const shelves = emptyShelves({ reader: on.opened.database.reader, now: on.surroundings.now })
  const elsewhere = emptyShelves({ reader: on.opened.database.reader, now: on.surroundings.now })
  on.deps.shelves = shelves
  const end = async (which: typeof shelves) => (await shelfNow(which, programmeId)).named.get('VIDEO-1')?.endsAt
  const before = await end(elsewhere)
  await end(shelves)
  const { takenDownAt } = await takeDown(on.maker)
  expect((await end(shelves))?.toISOString()).toBe(takenDownAt)
  on.surroundings.advance(1_000)
  expect((await end(elsewhere))?.toISOString()).toBe(takenDownAt)
  const { id } = await on.desk.ask(on.maker, { kind: 'bring_back_benefit', payload: { benefitId: 'VIDEO-1' } })
  await on.desk.approve(on.checker, id)
  on.surroundings.advance(1_000)
  expect(await end(elsewhere)).toEqual(before)
})

test('of redemptions under way, none is made after it was taken down', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, person))
  const isIn = async () => {
    const [row] = await on.opened.database.reader.rows<{ issued: number }>(
      "SELECT issued FROM benefit_stock WHERE benefit_id = 'VIDEO-1'",
    )
    return Number(row?.issued)
  }
  const trying = all.map((one) =>
    redeem(one).then(
      () => 'redeemed',
      (error: { code: string }) => error.code,
    ),
  )
  await takeDown(on.maker)
  const issuedThen = await isIn()
  const outcomes = await Promise.all(trying)
  expect(await isIn()).toBe(issuedThen)
  expect(outcomes.filter((outcome) => outcome === 'redeemed')).toHaveLength(issuedThen)
})

test('a clock that is behind lets nobody past the lock of the stock', async () => {
  const one = await person()
  await takeDown(on.maker)
  on.surroundings.advance(-60_000)
  expect(await refusalOf(redeem(one))).toBe('sold_out')
})

test('no catalogue that goes live brings it back', async () => {
  await takeDown(on.maker)
  await on.load({ benefit_id: 'VIDEO-1', stock: 6, points: 120 })
  const { requestId } = await on.submitted(130)
  await on.desk.approve(on.checker, requestId)
  expect(await isDown()).toBe(true)
  on.surroundings.advance(1)
  expect(await refusalOf(redeem(await person(), { points: 130 }))).toBe('benefit_ended')
})

describe('its review', () => {
  test('by somebody else: approved, it stays down, and comes back by another request', async () => {
    const { requestId } = await takeDown(on.maker)
    expect(await on.desk.approve(on.checker, requestId)).toMatchObject({ state: 'approved' })
    expect(await isDown()).toBe(true)
    const { id } = await on.desk.ask(on.maker, { kind: 'bring_back_benefit', payload: { benefitId: 'VIDEO-1' } })
    expect(await isDown()).toBe(true)
    await on.desk.approve(on.checker, id)
    await redeem(await person())
  })

  test('rejected, it comes back at once', async () => {
    const { requestId } = await takeDown(on.maker)
    await on.desk.reject(on.checker, requestId)
    expect(await isDown()).toBe(false)
    await redeem(await person())
  })

  test('is not done by who took it down, in either way, nor withdrawn, nor asked for twice', async () => {
    const both = await on.desk.hire(['maker', 'checker'])
    const { requestId } = await takeDown(both)
    expect(await refusalOf(on.desk.approve(both, requestId))).toBe('same_operator')
    expect(await refusalOf(on.desk.reject(both, requestId))).toBe('same_operator')
    expect(await refusalOf(on.desk.withdraw(both, requestId))).toBe('review_required')
    const again = { kind: 'review_take_down', payload: { benefitId: 'VIDEO-1' } } as const
    expect(await refusalOf(on.desk.ask(on.maker, again))).toBe('benefit_down_already')
    expect(await refusalOf(takeDown(on.maker))).toBe('benefit_down_already')
    expect(await on.request(requestId)).toMatchObject({ state: 'open' })
    expect(await isDown()).toBe(true)
  })

  test('can still be done when who took it down is no longer there', async () => {
    const gone = await on.desk.hire(['checker'])
    const { requestId } = await takeDown(gone)
    await on.opened.database.inTransaction((tx) => storeDisabled(tx, gone.operatorId, on.surroundings.now()))
    expect(await on.desk.approve(on.checker, requestId)).toMatchObject({ state: 'approved' })
  })
})

test('an operator of another programme, and one without the role any more, stop nothing', async () => {
  const elsewhere = await on.desk.hire(['maker'], 'another')
  expect(await refusalOf(takeDown(elsewhere))).toBe('not_found')
  const maker = await on.desk.hire(['maker'])
  await on.opened.database.inTransaction((tx) =>
    tx.change("UPDATE operator SET roles = 'support' WHERE id = ?", [maker.operatorId]),
  )
  expect(await refusalOf(takeDown(maker))).toBe('role_required')
  expect(await refusalOf(takeDown(on.maker, 'NOTHING-1'))).toBe('not_found')
})

test('what was redeemed, or is on its way, keeps its price when another catalogue goes live', async () => {
  const topup = { delivery: 'topup', account: 'phone', supplier: 'slow', sku: 'P10', category: 'telecom' }
  await on.load({ benefit_id: 'VIDEO-1', stock: 5 }, { benefit_id: 'MUSIC-1', stock: 5, points: 80, category: 'music' })
  const { database } = on.opened
  await database.inTransaction(async (tx) => {
    await tx.change("DELETE FROM benefit_code WHERE benefit_id = 'BOOK-1'")
  })
  const draft = await on.begin()
  await on.put(draft.id, { benefit_id: 'BOOK-1', ...topup, points: 300, stock: 10 })
  await on.desk.approve(on.checker, (await on.submit(draft.id)).id)
  const one = await person()
  const today = '2026-11-22' as never
  const before = await pointsSummary(database.reader, { cardholderId: one.cardholderId, today })
  const held = await redeem(one, { benefitId: 'BOOK-1', points: 300, account: '13800138000' })
  const delivered = await redeem(one)
  const dearer = await on.begin()
  await on.put(dearer.id, { benefit_id: 'BOOK-1', points: 900 })
  await on.put(dearer.id, { points: 901 })
  await on.desk.approve(on.checker, (await on.submit(dearer.id)).id)
  expect(await refusalOf(redeem(await person()))).toBe('price_changed')
  on.surroundings.advance(2 * 3_600_000)
  const orders = await database.reader.rows<{ order_no: string }>('SELECT order_no FROM supplier_order')
  await on.desk.settle({
    kind: 'settle_order',
    payload: { orderNo: orders[0]?.order_no ?? '', outcome: 'delivered', serial: 'S1' },
  })
  const rows = await database.reader.rows<{ id: string; points: string | number; state: string }>(
    'SELECT id, points, state FROM redemption WHERE cardholder_id = ? ORDER BY points',
    [one.cardholderId],
  )
  expect(rows.map(({ id, points, state }) => [id, Number(points), state])).toEqual([
    [delivered.id, 100, 'delivered'],
    [held.id, 300, 'delivered'],
  ])
  const after = await pointsSummary(database.reader, { cardholderId: one.cardholderId, today })
  expect(before.available - after.available).toBe(400)
})
