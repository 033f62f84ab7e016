import { testEnvironment } from '../../../tests/support/environment'
import { type OrdersForTest, ordersOn } from '../../../tests/support/orders'
import { proof, type ScriptedSupplier, scriptedSupplier } from '../../../tests/support/scriptedSupplier'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { createLogger } from '../../http/logging'
import { type RunningServer, startServer } from '../../startServer'
import { deliveryJobs } from '.'

let opened: TestDatabase
let orders: OrdersForTest
let forgetful: ScriptedSupplier
let server: RunningServer

beforeAll(async () => {
  opened = await testDatabase()
  forgetful = scriptedSupplier({ deduplicates: false })
  const knowing = {
    ...scriptedSupplier({ deduplicates: true }),
    callbackTaken: { type: 'application/json', body: '{"taken":true}' } as const,
  }
  orders = await ordersOn(opened.database, { knowing, forgetful })
  const { database, surroundings, suppliers } = orders.deps
  const logger = createLogger({ level: 'silent' })
  server = await startServer({
    environment: testEnvironment(),
    database,
    logger,
    surroundings,
    delivery: { suppliers },
  })
})
afterAll(async () => {
  const faults = await orders.faults()
  await server.stop()
  await opened.close()
  expect(faults).toEqual([])
})

/** What the scripted supplier takes for signed. */
async function post(supplier: string, body: string, headers: Record<string, string> = { 'X-Scripted': 'signed' }) {
  const type = 'application/x-www-form-urlencoded; charset=utf-8'
  const url = `${server.url}/api/suppliers/${supplier}/callbacks`
  const answer = await fetch(url, { method: 'POST', headers: { 'Content-Type': type, ...headers }, body })
  return { status: answer.status, type: answer.headers.get('Content-Type'), text: await answer.text() }
}

test('a callback of any media type closes its order and is answered in the words of its supplier', async () => {
  const { who, redemption, orderNo } = await orders.redeem('topup')
  for (const job of deliveryJobs(orders.deps)) await job.run(new AbortController().signal)
  const body = JSON.stringify({ orderNo, answer: { state: 'delivered', serial: 'SN1', proof: proof('x') } })
  const taken = { status: 200, type: 'text/plain; charset=utf-8', text: 'success' }
  expect(await post('forgetful', body)).toEqual(taken)
  expect(await post('forgetful', body)).toEqual(taken)
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'delivered' })
  const json = { status: 200, type: 'application/json; charset=utf-8', text: '{"taken":true}' }
  expect(await post('knowing', body)).toEqual(json)
})

test('one that is not signed changes nothing', async () => {
  const { who, redemption, orderNo } = await orders.redeem('topup')
  const body = JSON.stringify({ orderNo, answer: { state: 'delivered', serial: 'SN1', proof: proof('x') } })
  expect(await post('forgetful', body, {})).toMatchObject({ status: 401 })
  expect(await post('nobody', body)).toMatchObject({ status: 401 })
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'held' })
})

test('one that is too long is not read', async () => {
  expect(await post('forgetful', 'x'.repeat(20_000))).toMatchObject({ status: 413 })
})
