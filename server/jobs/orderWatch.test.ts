import { ordersOn } from '../../tests/support/orders'
import { scriptedSupplier } from '../../tests/support/scriptedSupplier'
import { testDatabase } from '../../tests/support/testDatabase'
import { createMetrics } from '../http/metrics'
import { orderWatch } from './orderWatch'

test('orders that have not ended are counted by supplier and state, and those that wait for a person are told', async () => {
  const opened = await testDatabase()
  const { database } = opened
  const suppliers = {
    knowing: scriptedSupplier({ deduplicates: true }),
    forgetful: scriptedSupplier({ deduplicates: false }),
  }
  const orders = await ordersOn(database, suppliers)
  for (const kind of ['topup', 'topup', 'link'] as const) await orders.redeem(kind)
  const metrics = createMetrics()
  const watch = orderWatch({ database, metrics })
  expect(await watch()).toBe(0)
  expect(await metrics.text()).toContain('kaquan_supplier_orders{supplier="forgetful",state="new"} 2')
  expect(await metrics.text()).toContain('kaquan_supplier_orders{supplier="knowing",state="new"} 1')
  await database.inTransaction((tx) =>
    tx.change("UPDATE supplier_order SET state = 'manual' WHERE supplier = 'forgetful'"),
  )
  expect(await watch()).toBe(2)
  expect(await metrics.text()).not.toContain('supplier="forgetful",state="new"')
  await opened.close()
})
