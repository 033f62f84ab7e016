import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { supplierOrder as order, protocols, supplierAt, supplierSecret } from '../../tests/support/suppliers'
import { TurnedAway } from '../ports/turnedAway'
import { Unsure } from '../ports/unsure'
import type { Simulator } from '../simulators/simulatorApp'
import { startSupplierSimulator } from '../simulators/supplier/supplierSimulator'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

describe.each(protocols)('a supplier over HTTP, protocol %s,', (protocol) => {
  let simulator: Simulator
  beforeEach(async () => {
    simulator = await startSupplierSimulator({ port: 0, clientId: 'kaquan', clientSecret: supplierSecret })
  })
  afterEach(() => simulator.stop())

  const supplier = (changes = {}) => supplierAt(simulator.url, protocol, changes)
  const impatient = () => supplier({ timeoutMs: 250 })
  const with_ = (fault: string) => ({ ...order, sku: `video-month!${fault}` })
  type Truth = { state: string }[]
  const truth = async () => (await (await fetch(`${simulator.url}/sim/orders`)).json()) as Truth
  const use = (faults: object) =>
    fetch(`${simulator.url}/sim/faults`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(faults),
    })

  describe('as it should be', () => {
    it('delivers an order, and tells how it stands', async () => {
      const answer = { state: 'delivered', serial: 'SN0000000001' }
      expect(await supplier().placeOrder(order)).toMatchObject(answer)
      expect(await supplier().queryOrder(order.orderNo)).toMatchObject(answer)
    })

    it('delivers a link to nobody in particular', async () => {
      const link = 'https://coupon.example/c?serial=SN0000000001&from=simulator'
      expect(await supplier().placeOrder({ ...order, account: '' })).toMatchObject({ state: 'delivered', link })
      expect(await supplier().queryOrder(order.orderNo)).toMatchObject({ link })
    })

    it('takes the same order number for the same order', async () => {
      const first = await supplier().placeOrder(order)
      expect(await supplier().placeOrder(order)).toMatchObject({ ...first, proof: expect.any(String) })
      expect(await truth()).toMatchObject([{ placed: 2, deliveries: 1 }])
    })

    it('does not take another order under a used number', async () => {
      await supplier().placeOrder(order)
      const other = supplier().placeOrder({ ...order, account: '13800000000' })
      await expect(other).rejects.toThrow(/order.differs/)
      await expect(other).rejects.toThrow(TurnedAway)
    })

    it('rejects with a reason', async () => {
      const answer = { state: 'rejected', reason: 'account_invalid', proof: expect.stringMatching(/^[0-9a-f]{64}$/) }
      expect(await supplier().placeOrder({ ...order, sku: 'reject-account_invalid' })).toEqual(answer)
      expect(await supplier().queryOrder(order.orderNo)).toEqual(answer)
    })

    it('does not know an order that it never got', async () => {
      expect(await supplier().queryOrder('K0')).toEqual({ state: 'not_found' })
    })

    it.each([
      ['secret', { secret: 'quite-another-secret' }],
      ['client', { clientId: 'somebody' }],
      ['clock', { now: () => new Date(Date.now() - 301_000) }],
    ])('turns a wrong %s away, which is neither a rejection nor silence', async (_, changes) => {
      const placed = supplier(changes).placeOrder(order)
      await expect(placed).rejects.toThrow('turned placeOrder away')
      await expect(placed).rejects.toThrow(TurnedAway)
      expect(await truth()).toEqual([])
    })

    it('says of a repeated request only that it is not sure: the first one may have done it', async () => {
      const stuck = supplier({ nonce: () => '0'.repeat(32) })
      await stuck.placeOrder(order)
      await expect(stuck.placeOrder(order)).rejects.toThrow(Unsure)
    })
  })

  describe('at its worst', () => {
    it.each(['deliver_then_hang', 'error_after_delivery', 'truncated_answer'])(
      'is unsure on %s, though it was delivered; the same number finds it and delivers no more',
      async (fault) => {
        await expect(impatient().placeOrder(with_(fault))).rejects.toThrow(Unsure)
        expect(await truth()).toMatchObject([{ state: 'delivered', deliveries: 1, placed: 1 }])
        expect(await supplier().queryOrder(order.orderNo)).toMatchObject({ state: 'delivered' })
        expect(await supplier().placeOrder(with_(fault))).toMatchObject({ state: 'delivered', serial: 'SN0000000001' })
        expect(await truth()).toMatchObject([{ deliveries: 1, placed: 2 }])
      },
    )

    it('is unsure on hang, and nothing was delivered', async () => {
      await expect(impatient().placeOrder(with_('hang'))).rejects.toThrow(Unsure)
      expect(await truth()).toMatchObject([{ state: 'lost', deliveries: 0, placed: 1 }])
      expect(await supplier().queryOrder(order.orderNo)).toEqual({ state: 'not_found' })
      expect(await supplier().placeOrder(with_('hang'))).toMatchObject({ state: 'delivered' })
    })

    it('is unsure on reset, whether it was delivered or not', async () => {
      const states = new Set<string>()
      for (let at = 0; at < 16; at++) {
        const placed = supplier().placeOrder({ ...with_('reset'), orderNo: `K${at}` })
        await expect(placed).rejects.toThrow(Unsure)
        states.add((await truth())[0]?.state ?? '')
      }
      expect([...states].sort()).toEqual(['delivered', 'lost'])
    })

    it('rejects on reject', async () => {
      const rejected = await supplier().placeOrder(with_('reject'))
      expect(rejected).toMatchObject({ state: 'rejected', reason: 'supplier_rejected' })
      expect(await truth()).toMatchObject([{ state: 'rejected', deliveries: 0 }])
    })

    it('answers late on slow, and is waited for', async () => {
      await use({ slowMs: 120 })
      const before = performance.now()
      expect(await supplier().placeOrder(with_('slow'))).toMatchObject({ state: 'delivered' })
      expect(performance.now() - before).toBeGreaterThan(110)
    })

    it('does not find what it delivered for a while on late_query', async () => {
      await use({ whileMs: 150 })
      await supplier().placeOrder(with_('late_query'))
      expect(await supplier().queryOrder(order.orderNo)).toEqual({ state: 'not_found' })
      await pause(200)
      expect(await supplier().queryOrder(order.orderNo)).toMatchObject({ state: 'delivered' })
    })

    it('denies for a while what it delivered on contradictory_query', async () => {
      await use({ whileMs: 150 })
      await supplier().placeOrder(with_('contradictory_query'))
      expect(await supplier().queryOrder(order.orderNo)).toMatchObject({ state: 'rejected', reason: 'system_error' })
      await pause(200)
      expect(await supplier().queryOrder(order.orderNo)).toMatchObject({ state: 'delivered' })
    })

    it('is unsure of a query on query_error', async () => {
      await use({ faults: { query_error: 1 } })
      await supplier().placeOrder(order)
      await expect(supplier().queryOrder(order.orderNo)).rejects.toThrow(Unsure)
    })

    it('delivers twice on no_deduplication, to whoever sends twice', async () => {
      await supplier().placeOrder(with_('no_deduplication'))
      await supplier().placeOrder(with_('no_deduplication'))
      expect(await truth()).toMatchObject([{ placed: 2, deliveries: 2 }])
    })

    it('delivers later on accepted_first', async () => {
      await use({ laterMs: 100 })
      expect(await supplier().placeOrder(with_('accepted_first'))).toEqual({ state: 'accepted' })
      expect(await truth()).toMatchObject([{ state: 'accepted', deliveries: 0 }])
      await pause(160)
      expect(await supplier().queryOrder(order.orderNo)).toMatchObject({ state: 'delivered' })
    })
  })
})

it('a proof is the hash of the very bytes that said so', async () => {
  const simulator = await startSupplierSimulator({ port: 0, clientId: 'kaquan', clientSecret: supplierSecret })
  const answer = await supplierAt(simulator.url, 'json').placeOrder(order)
  const bytes = JSON.stringify({ order_no: order.orderNo, state: 'delivered', serial: 'SN0000000001' })
  expect(answer).toEqual({ state: 'delivered', serial: 'SN0000000001', proof: sha256(bytes) })
  await simulator.stop()
})
