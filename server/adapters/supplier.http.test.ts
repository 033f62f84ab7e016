import { randomBytes } from 'node:crypto'
import type { Simulator } from '../simulators/simulatorApp'
import { startSupplierSimulator } from '../simulators/supplier/supplierSimulator'
import { supplierOverHttp } from './supplier.http'

describe('a supplier over HTTP', () => {
  let simulator: Simulator
  const order = { orderNo: 'K2026112000000001', sku: 'video-month', account: '13800008192', points: 1200 }

  beforeEach(async () => {
    simulator = await startSupplierSimulator({ port: 0, clientId: 'kaquan', clientSecret: 'secret' })
  })
  afterEach(() => simulator.stop())

  const supplier = (secret = 'secret') =>
    supplierOverHttp({
      baseUrl: simulator.url,
      clientId: 'kaquan',
      secret,
      now: () => new Date(),
      nonce: () => randomBytes(16).toString('hex'),
      timeoutMs: 2_000,
    })

  it('delivers an order, and tells how it stands', async () => {
    const answer = { state: 'delivered', serial: 'SN0000000001' }
    expect(await supplier().placeOrder(order)).toMatchObject(answer)
    expect(await supplier().queryOrder(order.orderNo)).toMatchObject(answer)
  })

  it('takes the same order number for the same order', async () => {
    const first = await supplier().placeOrder(order)
    expect(await supplier().placeOrder(order)).toEqual(first)
    expect(await (await fetch(`${simulator.url}/sim/orders`)).json()).toMatchObject([{ placed: 2 }])
  })

  it('does not take another order under a used number', async () => {
    await supplier().placeOrder(order)
    await expect(supplier().placeOrder({ ...order, account: '13800000000' })).rejects.toThrow('409 order_differs')
  })

  it('rejects with a reason', async () => {
    const answer = { state: 'rejected', reason: 'account_invalid' }
    expect(await supplier().placeOrder({ ...order, sku: 'reject-account_invalid' })).toMatchObject(answer)
    expect(await supplier().queryOrder(order.orderNo)).toMatchObject(answer)
  })

  it('does not know an order that it never got', async () => {
    expect(await supplier().queryOrder('K0')).toEqual({ state: 'not_found' })
  })

  it('turns a wrong signature away, which is neither a rejection nor silence', async () => {
    await expect(supplier('other').placeOrder(order)).rejects.toThrow('401 signature_invalid')
  })

  it('shows orders on its page, with the account masked', async () => {
    await supplier().placeOrder(order)
    const page = await (await fetch(simulator.url)).text()
    expect(page).toContain(order.orderNo)
    expect(page).toContain('138****8192')
    expect(page).not.toContain(order.account)
  })
})
