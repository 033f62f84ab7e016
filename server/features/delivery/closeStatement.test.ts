import { businessDay } from '../../../shared/values/businessDay'
import { type OrdersForTest, ordersOn } from '../../../tests/support/orders'
import { proof, type ScriptedSupplier, scriptedSupplier } from '../../../tests/support/scriptedSupplier'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import type { StatementLine, SupplierAnswer } from '../../ports/supplier'
import { closeStatement, closeStatements } from './closeStatement'
import { SupplierLine } from './supplierLine'

let opened: TestDatabase
let orders: OrdersForTest
let knowing: ScriptedSupplier
let forgetful: ScriptedSupplier

beforeAll(async () => {
  opened = await testDatabase()
  knowing = scriptedSupplier({ deduplicates: true })
  forgetful = scriptedSupplier({ deduplicates: false })
  orders = await ordersOn(opened.database, { knowing, forgetful })
})
afterAll(() => opened.close())
beforeEach(() => {
  orders.deps.surroundings.set('2026-11-22T02:00:00.000Z')
  for (const supplier of [knowing, forgetful]) supplier.forget()
})
afterEach(async () => {
  expect(await orders.faults()).toEqual([])
  await orders.leaveBehind()
})

const today = businessDay('2026-11-22')
const delivered: SupplierAnswer = { state: 'delivered', serial: 'SN1', proof: proof('delivered') }
const work = () => new SupplierLine(orders.deps, 'forgetful', forgetful).work()
const close = () => closeStatement(orders.deps, { supplier: 'forgetful', port: forgetful, day: today })
const line = (orderNo: string, rest: Partial<StatementLine> = {}): StatementLine => {
  return { orderNo, sku: 'P10', state: 'delivered', serial: 'SN1', ...rest }
}
const differences = () =>
  opened.database.reader.rows<Record<string, unknown>>(
    'SELECT order_no, kind, ours, theirs FROM supplier_difference ORDER BY order_no, kind',
  )

/** An order of which nobody knows what became. */
async function unknown() {
  const redeemed = await orders.redeem('topup')
  await work()
  return redeemed
}

test.each([
  ['delivered', { available: 100, held: 0 }],
  ['rejected', { available: 600, held: 0 }],
] as const)('an open order that stands on it as %s is closed by it', async (state, balance) => {
  const { who, redemption, orderNo } = await unknown()
  forgetful.lines = [line(orderNo, { state, serial: state === 'delivered' ? 'SN1' : null })]
  expect(await close()).toBe(true)
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: state === 'delivered' ? 'delivered' : 'failed' })
  expect(await orders.balance(who)).toEqual(balance)
  expect(await orders.row(orderNo)).toMatchObject({ evidence: 'statement', stated_on: today })
  expect(await differences()).toEqual([])
})

test('one that is not on it is given to a person, where it must not be sent again', async () => {
  const { who, redemption } = await unknown()
  forgetful.lines = []
  await close()
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'manual' })
  expect(await orders.balance(who)).toEqual({ available: 100, held: 500 })
})

test('one of the last minutes before midnight may stand on the next one', async () => {
  orders.deps.surroundings.set('2026-11-22T15:45:00.000Z')
  const { who, redemption } = await unknown()
  forgetful.lines = []
  await close()
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'unknown' })
  await closeStatement(orders.deps, { supplier: 'forgetful', port: forgetful, day: businessDay('2026-11-23') })
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'manual' })
})

test('one at a supplier that knows numbers again is left to the worker', async () => {
  const { who, redemption } = await orders.redeem('other')
  await new SupplierLine(orders.deps, 'knowing', knowing).work()
  knowing.lines = []
  await closeStatement(orders.deps, { supplier: 'knowing', port: knowing, day: today })
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'unknown' })
})

test('what it says otherwise changes nothing, and is kept once', async () => {
  const failed = await orders.redeem('topup')
  forgetful.answers = [{ state: 'rejected', reason: 'x', proof: proof('x') }]
  await work()
  const missing = await orders.redeem('topup')
  const twice = await orders.redeem('topup')
  forgetful.answers = [delivered, delivered]
  await work()
  const wrong = await unknown()
  forgetful.lines = [
    line(failed.orderNo),
    line(twice.orderNo),
    line(twice.orderNo, { serial: 'SN2' }),
    line(twice.orderNo, { state: 'rejected', serial: null }),
    line(wrong.orderNo, { sku: 'P100' }),
    line('NOBODYS'),
  ]
  await close()
  await close()
  const expected = [
    { order_no: failed.orderNo, kind: 'closed_otherwise', ours: 'failed', theirs: 'delivered' },
    { order_no: missing.orderNo, kind: 'missing', ours: 'delivered', theirs: null },
    { order_no: twice.orderNo, kind: 'delivered_twice', ours: 'SN1', theirs: 'SN2' },
    { order_no: wrong.orderNo, kind: 'other_sku', ours: 'P10', theirs: 'P100' },
    { order_no: 'NOBODYS', kind: 'unknown_order', ours: null, theirs: 'delivered' },
  ]
  expect(await differences()).toEqual(expected.sort((a, b) => (a.order_no < b.order_no ? -1 : 1)))
  expect(await orders.one(failed.who, failed.redemption.id)).toMatchObject({ state: 'failed' })
  expect(await orders.one(wrong.who, wrong.redemption.id)).toMatchObject({ state: 'unknown' })
})

test('a day is asked for from two in the morning on, for a week, and compared once', async () => {
  const { who, redemption, orderNo } = await unknown()
  forgetful.lines = [line(orderNo)]
  orders.deps.surroundings.set('2026-11-22T17:59:00.000Z')
  expect(await closeStatements(orders.deps)).toBe(0)
  orders.deps.surroundings.set('2026-11-22T18:00:00.000Z')
  expect(await closeStatements(orders.deps)).toBe(1)
  expect(await closeStatements(orders.deps)).toBe(0)
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'delivered' })
})

test('one that is not ready is asked for again', async () => {
  const { orderNo } = await unknown()
  orders.deps.surroundings.set('2026-11-25T02:00:00.000Z')
  expect(await closeStatements(orders.deps)).toBe(0)
  forgetful.lines = [line(orderNo)]
  // The day of the order, and the two after it.
  expect(await closeStatements(orders.deps)).toBe(3)
})
