import { type Desk, deskOn } from '../../../tests/support/desk'
import { type OrdersForTest, ordersOn } from '../../../tests/support/orders'
import { testProgramme } from '../../../tests/support/programme'
import { refusalOf } from '../../../tests/support/refusalOf'
import { scriptedSupplier } from '../../../tests/support/scriptedSupplier'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { deliveryJobs, listManualOrders } from '../delivery'
import { showRedemptionAtDesk } from '../redemption'

let opened: TestDatabase
let orders: OrdersForTest
let desk: Desk
const forgetful = scriptedSupplier({ deduplicates: false })

beforeAll(async () => {
  opened = await testDatabase()
  orders = await ordersOn(opened.database, { knowing: scriptedSupplier({ deduplicates: true }), forgetful })
  desk = await deskOn(orders.deps)
})
afterAll(async () => {
  const faults = await orders.faults()
  await opened.close()
  expect(faults).toEqual([])
})

/** Everything that is due is worked on once. */
async function work() {
  const signal = new AbortController().signal
  for (const job of deliveryJobs(orders.deps)) await job.run(signal)
}

async function unknownFor(milliseconds: number) {
  const redeemed = await orders.redeem('topup')
  await work()
  orders.deps.surroundings.advance(milliseconds)
  return redeemed
}

const listed = async () => {
  const asked = { programmeId: testProgramme.id, cursor: undefined, now: orders.deps.surroundings.now() }
  return (await listManualOrders(opened.database.reader, asked)).orders
}
const hour = 3_600_000

test.each([
  ['delivered', 'SN-BY-PHONE', 100],
  ['failed', undefined, 600],
] as const)('two persons settle an order as %s', async (outcome, serial, available) => {
  const { who, redemption, orderNo } = await unknownFor(hour + 1)
  expect(await listed()).toMatchObject([{ orderNo, state: 'unknown', accountMasked: '138****8000' }])
  const settled = await desk.settle({ kind: 'settle_order', payload: { orderNo, outcome, serial } })
  expect(settled).toMatchObject({ state: 'approved', failure: null })
  expect(settled.changes[0]).toEqual({ field: 'order.state', before: 'unknown', after: outcome })
  expect(settled.changes).toContainEqual({ field: 'points.held', before: 500, after: 0 })
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: outcome })
  expect(await orders.balance(who)).toEqual({ available, held: 0 })
  const shown = await showRedemptionAtDesk(opened.database.reader, {
    ...who,
    redemptionId: redemption.id,
    now: orders.deps.surroundings.now(),
  })
  expect(shown.redemption).toMatchObject({ state: outcome, accountMasked: '138****8000', orderNo })
  expect(shown.proof && { serial: shown.proof.serial, evidence: shown.proof.evidence }).toEqual(
    outcome === 'delivered' ? { serial, evidence: 'person' } : null,
  )
  expect(await orders.row(orderNo)).toMatchObject({ evidence: 'person', serial: serial ?? null })
  expect(await listed()).toEqual([])
})

test('a redemption of another programme is shown to nobody here', async () => {
  const { who, redemption } = await unknownFor(0)
  const asked = { ...who, redemptionId: redemption.id, now: orders.deps.surroundings.now() }
  await expect(showRedemptionAtDesk(opened.database.reader, { ...asked, programmeId: 'other' })).rejects.toThrow(
    'not_found',
  )
})

test('what is still being asked about is left alone, and so is what is closed or not theirs', async () => {
  const { orderNo } = await unknownFor(0)
  const settle = (no: string) => desk.settle({ kind: 'settle_order', payload: { orderNo: no, outcome: 'failed' } })
  expect(await refusalOf(settle(orderNo))).toBe('order_not_open')
  expect(await refusalOf(settle('K-NOBODYS'))).toBe('not_found')
  orders.deps.surroundings.advance(hour + 1)
  await settle(orderNo)
  expect(await refusalOf(settle(orderNo))).toBe('order_not_open')
})

test('one that was closed meanwhile leaves the request failed', async () => {
  const { orderNo, who } = await unknownFor(hour + 1)
  const maker = await desk.hire(['maker'])
  const { id } = await desk.ask(maker, { kind: 'settle_order', payload: { orderNo, outcome: 'failed' } })
  forgetful.answers = [{ state: 'delivered', serial: 'SN9', proof: 'f'.repeat(64) }]
  await work()
  const checker = await desk.hire(['checker'])
  expect(await desk.approve(checker, id)).toMatchObject({ state: 'failed', failure: 'order_not_open' })
  expect(await orders.balance(who)).toEqual({ available: 100, held: 0 })
})
