import { supplierOrder as order, protocols, supplierAt, supplierSecret } from '../../../tests/support/suppliers'
import type { Simulator } from '../simulatorApp'
import { faultNames } from './faults'
import { startSupplierSimulator } from './supplierSimulator'

let simulator: Simulator
beforeEach(async () => {
  simulator = await startSupplierSimulator({ port: 0, clientId: 'kaquan', clientSecret: supplierSecret })
})
afterEach(() => simulator.stop())

const post = (path: string, body: object) =>
  fetch(simulator.url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
const truth = async () => (await (await fetch(`${simulator.url}/sim/orders`)).json()) as { state: string }[]

/** What becomes of the same thirty orders under other numbers. */
async function fates(run: string, seed: number): Promise<string[]> {
  await post('/sim/faults', { seed, faults: { reject: 0.4, hang: 0.3 }, hangMs: 1 })
  const supplier = supplierAt(simulator.url, 'json')
  for (let at = 0; at < 30; at++) {
    const placed = supplier.placeOrder({ ...order, orderNo: `${run}-${at}`, account: `138000000${10 + (at % 10)}` })
    await placed.catch(() => {})
  }
  return (await truth()).slice(0, 30).map(({ state }) => state)
}

it('meets the same faults again with the same seed, whatever the orders are called', async () => {
  const first = await fates('a', 7)
  expect(new Set(first)).toEqual(new Set(['delivered', 'rejected', 'lost']))
  expect(await fates('b', 7)).toEqual(first)
  expect(await fates('c', 8)).not.toEqual(first)
})

it('draws anew at each coming of an order', async () => {
  await post('/sim/faults', { faults: { hang: 0.5 }, hangMs: 1 })
  const supplier = supplierAt(simulator.url, 'form')
  for (let coming = 0; coming < 20; coming++) {
    const answer = await supplier.placeOrder(order).catch(() => null)
    if (answer) return expect(answer).toMatchObject({ state: 'delivered' })
  }
  throw new Error('it never came through')
})

it.each([[{ faults: { hagn: 1 } }], [{ faults: { hang: 2 } }], [{ faults: { hang: -1 } }], [{ slowMs: 'long' }]])(
  'does not take %j for faults',
  async (asked) => {
    expect((await post('/sim/faults', asked)).status).toBe(400)
  },
)

it('does not take an order for a fault that it has not', async () => {
  const placed = supplierAt(simulator.url, 'json').placeOrder({ ...order, sku: 'video-month!hagn' })
  await expect(placed).rejects.toThrow('input_invalid')
})

it('says which faults it has and uses, and forgets them when none are asked for', async () => {
  await post('/sim/faults', { seed: 3, faults: { slow: 0.5 }, slowMs: 10 })
  const used = await (await fetch(`${simulator.url}/sim/faults`)).json()
  expect(used).toMatchObject({ seed: 3, faults: { slow: 0.5 }, slowMs: 10, names: [...faultNames] })
  await post('/sim/faults', {})
  expect(await (await fetch(`${simulator.url}/sim/faults`)).json()).toMatchObject({
    seed: 1,
    faults: {},
    slowMs: 1_500,
  })
})

it.each(protocols)(
  'shows orders on its page with the account masked, and a form for every fault (%s)',
  async (protocol) => {
    await supplierAt(simulator.url, protocol).placeOrder(order)
    const page = await (await fetch(simulator.url)).text()
    expect(page).toContain(order.orderNo)
    expect(page).toContain('138****8192')
    expect(page).not.toContain(order.account)
    for (const name of faultNames) expect(page).toContain(`name="${name}"`)
  },
)

it('takes what the form of its page sends', async () => {
  const fields = { seed: '5', hang: '0.25', slow: '0', slowMs: '10', hangMs: '20', laterMs: '30', whileMs: '40' }
  const body = new URLSearchParams(fields)
  const answer = await fetch(`${simulator.url}/sim/faults`, { method: 'POST', body, redirect: 'manual' })
  expect(answer.status).toBe(303)
  const used = await (await fetch(`${simulator.url}/sim/faults`)).json()
  expect(used).toMatchObject({ seed: 5, faults: { hang: 0.25, slow: 0 }, whileMs: 40 })
})

it('tells the truth of ten thousand orders at once', async () => {
  const supplier = supplierAt(simulator.url, 'json', { timeoutMs: 10_000 })
  for (let at = 0; at < 10_000; at += 50) {
    const fifty = Array.from({ length: 50 }, (_, place) => ({ ...order, orderNo: `K${at + place}` }))
    await Promise.all(fifty.map((one) => supplier.placeOrder(one)))
  }
  const before = performance.now()
  expect(await truth()).toHaveLength(10_000)
  expect(performance.now() - before).toBeLessThan(5_000)
})
