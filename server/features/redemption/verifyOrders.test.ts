import { type OrdersForTest, ordersOn } from '../../../tests/support/orders'
import { scriptedSupplier } from '../../../tests/support/scriptedSupplier'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { ordersOutOfOrder } from '.'

let opened: TestDatabase
let orders: OrdersForTest
let redeemed: Awaited<ReturnType<OrdersForTest['redeem']>>

beforeAll(async () => {
  opened = await testDatabase()
  const knowing = scriptedSupplier({ deduplicates: true })
  orders = await ordersOn(opened.database, { knowing, forgetful: scriptedSupplier({ deduplicates: false }) })
  redeemed = await orders.redeem('topup')
})
afterAll(() => opened.close())

/** What is found after a hand was in the database; what it did is taken back. */
async function foundAfter(...changes: string[]): Promise<string[]> {
  class TakenBack extends Error {}
  let found: string[] = []
  const tried = opened.database.inTransaction(async (tx) => {
    for (const change of changes) await tx.change(change)
    found = await ordersOutOfOrder(tx)
    throw new TakenBack()
  })
  await tried.catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error
  })
  return found
}

test('nothing is out of order where nobody has been at the database', async () => {
  expect(await foundAfter()).toEqual([])
})

const closed = "closed_at = '2026-11-22 02:00:00.000', due_at = NULL"
test.each([
  ['an order that is gone', ['DELETE FROM supplier_order'], /is held, without its order/],
  [
    'an order that is further than its redemption',
    ["UPDATE supplier_order SET state = 'unknown'"],
    /its order unknown/,
  ],
  ['an order of nobody', ['UPDATE redemption SET order_no = NULL'], /is of no redemption/],
  [
    'a delivery that took no points',
    [
      `UPDATE supplier_order SET state = 'delivered', evidence = 'person', ${closed}`,
      "UPDATE redemption SET state = 'delivered'",
    ],
    /is delivered, with 500 points held and 0 redeemed/,
  ],
  [
    'a failure that gave none back',
    [
      `UPDATE supplier_order SET state = 'failed', evidence = 'person', ${closed}`,
      "UPDATE redemption SET state = 'failed'",
    ],
    /is failed, with 500 points held/,
  ],
  [
    'a failure that gave no stock back',
    [
      `UPDATE supplier_order SET state = 'failed', evidence = 'person', ${closed}`,
      "UPDATE redemption SET state = 'failed'",
    ],
    /1 of benefit TOPUP are issued, and 0 redemptions have not failed/,
  ],
  ['an end without evidence', ["UPDATE supplier_order SET state = 'delivered'"], /its evidence says otherwise/],
])('%s is found', async (_, changes, sentence) => {
  expect((await foundAfter(...changes)).join('\n')).toMatch(sentence)
  expect(redeemed.redemption.state).toBe('held')
})
