import { type OrdersForTest, ordersOn } from '../../../tests/support/orders'
import { proof, type ScriptedSupplier, scriptedSupplier, silence } from '../../../tests/support/scriptedSupplier'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import type { SupplierAnswer } from '../../ports/supplier'
import { TurnedAway } from '../../ports/turnedAway'
import { putOffOrders } from './deliveryJobs'
import { orderToSettle, settleOrder } from './settleOrder'
import { SupplierLine } from './supplierLine'
import { takeNotice } from './takeNotice'

let opened: TestDatabase
let orders: OrdersForTest
let knowing: ScriptedSupplier
let forgetful: ScriptedSupplier
let lines: { knowing: SupplierLine; forgetful: SupplierLine }

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
  const lineOf = (name: string, port: ScriptedSupplier) => new SupplierLine(orders.deps, name, port)
  lines = { knowing: lineOf('knowing', knowing), forgetful: lineOf('forgetful', forgetful) }
})
afterEach(async () => {
  expect(await orders.faults()).toEqual([])
  await orders.leaveBehind()
})

const delivered: SupplierAnswer = { state: 'delivered', serial: 'SN1', proof: proof('delivered') }
const rejected: SupplierAnswer = { state: 'rejected', reason: 'system_error', proof: proof('rejected') }
const later = (milliseconds: number) => orders.deps.surroundings.advance(milliseconds)
const outbox = () =>
  opened.database.reader.rows<{ topic: string }>("SELECT topic FROM outbox WHERE topic LIKE 'redemption.%' ORDER BY id")

test('a delivered order redeems the points that were held, with its proof', async () => {
  const { who, redemption, orderNo } = await orders.redeem('topup')
  expect(redemption).toMatchObject({ state: 'held', orderNo, accountMasked: '138****8000' })
  expect(await orders.balance(who)).toEqual({ available: 100, held: 500 })
  forgetful.answers = [delivered]
  expect(await lines.forgetful.work()).toBe(1)
  expect(forgetful.orders).toEqual([{ orderNo, sku: 'P10', account: '13800138000', points: 500 }])
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'delivered', promisedBy: null })
  expect(await orders.balance(who)).toEqual({ available: 100, held: 0 })
  expect(await orders.row(orderNo)).toMatchObject({ state: 'delivered', evidence: 'answer', serial: 'SN1' })
  expect(await outbox()).toEqual([{ topic: 'redemption.delivered' }])
  expect(await lines.forgetful.work()).toBe(0)
})

test.each([
  ['system_error', 'supplier_rejected'],
  ['account_invalid', 'account_invalid'],
])('an order rejected at once gives points and stock back: %s', async (reason, failure) => {
  const { who, redemption } = await orders.redeem('topup')
  forgetful.answers = [{ ...rejected, reason }]
  await lines.forgetful.work()
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'failed', failure })
  expect(await orders.balance(who)).toEqual({ available: 600, held: 0 })
  expect(await outbox()).toEqual([{ topic: 'redemption.failed' }])
})

test('silence is no refund: the points stay held until somebody knows', async () => {
  const { who, redemption } = await orders.redeem('topup')
  await lines.forgetful.work()
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'unknown' })
  expect(await orders.balance(who)).toEqual({ available: 100, held: 500 })
  later(5_000)
  forgetful.answers = [delivered]
  await lines.forgetful.work()
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'delivered' })
})

test('a supplier that forgets numbers is never sent an order again', async () => {
  const { redemption, who, orderNo } = await orders.redeem('topup')
  await lines.forgetful.work()
  for (let round = 0; round < 5; round++) {
    later(3_600_000)
    forgetful.answers = [{ state: 'not_found' }]
    await lines.forgetful.work()
  }
  expect(forgetful.asked).toEqual([`order ${orderNo}`, ...Array(5).fill(`query ${orderNo}`)])
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'unknown' })
  later(24 * 3_600_000)
  forgetful.answers = [{ state: 'not_found' }]
  await lines.forgetful.work()
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'manual' })
})

test('one that knows them is sent the same order again, under the same number', async () => {
  const { orderNo, who, redemption } = await orders.redeem('other')
  await lines.knowing.work()
  later(5_000)
  knowing.answers = [{ state: 'not_found' }, delivered]
  await lines.knowing.work()
  expect(knowing.asked).toEqual([`order ${orderNo}`, `query ${orderNo}`, `order ${orderNo}`])
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'delivered' })
})

test('what a person closed while its supplier was asked is not sent again', async () => {
  const { orderNo, who, redemption } = await orders.redeem('other')
  await lines.knowing.work()
  later(2 * 3_600_000)
  const { surroundings, vault } = orders.deps
  const settle = () =>
    opened.database.inTransaction(async (tx) => {
      const order = await orderToSettle(tx, { programmeId: who.programmeId, orderNo }, { now: surroundings.now() })
      await settleOrder(tx, order, { outcome: 'failed', serial: null, surroundings, vault })
    })
  const closedMeanwhile = async () => {
    await settle()
    return { state: 'not_found' } as const
  }
  knowing.answers = [closedMeanwhile, delivered]
  await lines.knowing.work()
  expect(knowing.asked).toEqual([`order ${orderNo}`, `query ${orderNo}`])
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'failed' })
})

test('while it is being sent again no person can close it', async () => {
  const { orderNo, who, redemption } = await orders.redeem('other')
  await lines.knowing.work()
  later(2 * 3_600_000)
  const tried: string[] = []
  const whileSending = async () => {
    const asked = { programmeId: who.programmeId, orderNo }
    const { surroundings } = orders.deps
    await opened.database
      .inTransaction((tx) => orderToSettle(tx, asked, { now: surroundings.now() }))
      .catch((error: Error) => tried.push(error.message))
    return delivered
  }
  knowing.answers = [{ state: 'not_found' }, whileSending]
  await lines.knowing.work()
  expect(tried).toEqual(['order_not_open'])
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'delivered' })
})

test('nothing is sent when most of the lease is over: its verdict might be given elsewhere by then', async () => {
  const { orderNo } = await orders.redeem('other')
  await lines.knowing.work()
  later(5_000)
  const slowly = async () => {
    later(31_000)
    return { state: 'not_found' } as const
  }
  knowing.answers = [slowly]
  await lines.knowing.work()
  expect(knowing.asked).toEqual([`order ${orderNo}`, `query ${orderNo}`])
  later(60_000)
  knowing.answers = [{ state: 'not_found' }, delivered]
  await lines.knowing.work()
  expect(await orders.row(orderNo)).toMatchObject({ state: 'delivered' })
})

test('a query must say twice, half a minute apart, that an order was rejected', async () => {
  const { who, redemption, orderNo } = await orders.redeem('topup')
  await lines.forgetful.work()
  later(5_000)
  forgetful.answers = [rejected]
  await lines.forgetful.work()
  expect(await orders.row(orderNo)).toMatchObject({ state: 'unknown', rejections: 1 })
  later(29_999)
  expect(await lines.forgetful.work()).toBe(0)
  later(1)
  forgetful.answers = [rejected]
  await lines.forgetful.work()
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'failed', failure: 'supplier_rejected' })
})

test('a query that contradicts itself ends in what was truly done', async () => {
  const { who, redemption } = await orders.redeem('topup')
  await lines.forgetful.work()
  for (const answer of [rejected, { state: 'accepted' } as const, rejected, delivered]) {
    later(60_000)
    forgetful.answers = [answer]
    await lines.forgetful.work()
  }
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'delivered' })
})

test('a worker that dies in the middle of sending leaves an order that is asked about', async () => {
  const { orderNo } = await orders.redeem('topup')
  const died = new Promise<never>(() => undefined)
  forgetful.answers = [() => died, delivered]
  void lines.forgetful.work()
  while (forgetful.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  expect(await orders.row(orderNo)).toMatchObject({ state: 'placing', attempts: 1 })
  const another = new SupplierLine(orders.deps, 'forgetful', forgetful)
  expect(await another.work()).toBe(0)
  later(60_000)
  expect(await another.work()).toBe(1)
  expect(forgetful.asked).toEqual([`order ${orderNo}`, `query ${orderNo}`])
})

test('a rejection that comes after the lease is over decides nothing; a delivery does', async () => {
  for (const [answer, state] of [
    [rejected, 'unknown'],
    [delivered, 'delivered'],
  ] as const) {
    const { who, redemption } = await orders.redeem('topup')
    let answerLate: (said: SupplierAnswer) => void = () => undefined
    const late = new Promise<SupplierAnswer>((resolve) => {
      answerLate = resolve
    })
    const asked = forgetful.asked.length
    forgetful.answers = [() => late, silence('queryOrder')]
    const slow = lines.forgetful.work()
    while (forgetful.asked.length === asked) await new Promise((resolve) => setTimeout(resolve, 5))
    later(60_000)
    await new SupplierLine(orders.deps, 'forgetful', forgetful).work()
    answerLate(answer)
    await slow
    expect(await orders.one(who, redemption.id)).toMatchObject({ state })
    // Not even as the first of two words.
    expect(await orders.row(redemption.orderNo ?? '')).toMatchObject({ rejections: 0, attempts: 2 })
  }
})

test('several workers send each order once', async () => {
  for (let one = 0; one < 12; one++) await orders.redeem('topup')
  forgetful.answers = Array.from({ length: 12 }, () => delivered)
  const another = new SupplierLine(orders.deps, 'forgetful', forgetful)
  const taken = await Promise.all([lines.forgetful, lines.forgetful, another, another].map((line) => line.work()))
  expect(taken.reduce((sum, count) => sum + count)).toBe(12)
  expect(new Set(forgetful.asked).size).toBe(12)
})

test('what the supplier turned away is as new, and never failed', async () => {
  const { who, redemption, orderNo } = await orders.redeem('topup')
  forgetful.answers = [new TurnedAway('supplier turned placeOrder away: 401 signature_invalid')]
  await lines.forgetful.work()
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'held' })
  expect(await orders.row(orderNo)).toMatchObject({ state: 'new', placed_at: null })
  later(5_000)
  forgetful.answers = [delivered]
  await lines.forgetful.work()
  expect(forgetful.asked).toEqual([`order ${orderNo}`, `order ${orderNo}`])
})

test('any other error may have come after the order arrived', async () => {
  const { who, redemption } = await orders.redeem('topup')
  forgetful.answers = [new TypeError('a bug of ours')]
  await lines.forgetful.work()
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'unknown' })
})

test('a link is shown to its owner only, once it was delivered, and every look is recorded', async () => {
  const { who, redemption } = await orders.redeem('link')
  const reveal = () => {
    const call = { address: '10.0.0.1', requestId: 'r', query: undefined, body: {}, key: undefined }
    return orders.routes.reveal({ ...call, session: orders.session(who), params: { redemptionId: redemption.id } })
  }
  await expect(reveal()).rejects.toMatchObject({ code: 'not_delivered_yet' })
  knowing.answers = [{ ...delivered, link: 'https://coupon.example/c?serial=SN1' }]
  await lines.knowing.work()
  expect(await reveal()).toMatchObject({ code: 'https://coupon.example/c?serial=SN1' })
  const looks = await opened.database.reader.rows('SELECT id FROM redemption_reveal WHERE redemption_id = ?', [
    redemption.id,
  ])
  expect(looks).toHaveLength(1)
  const [row] = await opened.database.reader.rows<{ link_cipher: string }>(
    'SELECT link_cipher FROM redemption WHERE id = ?',
    [redemption.id],
  )
  expect(row?.link_cipher).not.toContain('coupon.example')
})

test('a link that nobody told is asked for before its order is closed', async () => {
  const { who, redemption } = await orders.redeem('link')
  knowing.answers = [delivered]
  await lines.knowing.work()
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'delivering' })
  later(5_000)
  knowing.answers = [{ ...delivered, link: 'https://coupon.example/1' }]
  await lines.knowing.work()
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'delivered' })
})

test('new orders are kept away from a supplier that does not answer, and one is let through to see', async () => {
  for (let one = 0; one < 8; one++) await orders.redeem('topup')
  await lines.forgetful.work()
  expect(forgetful.asked).toHaveLength(5)
  later(29_000)
  await lines.forgetful.work()
  const placed = () => forgetful.asked.filter((call) => call.startsWith('order'))
  expect(placed()).toHaveLength(5)
  later(1_000)
  await lines.forgetful.work()
  expect(placed()).toHaveLength(6)
  later(31_000)
  forgetful.answers = Array.from({ length: 20 }, () => delivered)
  await lines.forgetful.work()
  expect(placed()).toHaveLength(8)
})

test('stops when asked to, and finishes what it took', async () => {
  for (let one = 0; one < 4; one++) await orders.redeem('topup')
  const stop = new AbortController()
  forgetful.answers = [
    async () => {
      stop.abort()
      return delivered
    },
  ]
  expect(await lines.forgetful.work(stop.signal)).toBe(1)
  expect(forgetful.asked).toHaveLength(1)
})

test('an order of a supplier that is not configured waits', async () => {
  const { who, redemption, orderNo } = await orders.redeem('topup')
  const suppliers = new Map([['knowing', knowing]])
  expect(await putOffOrders({ ...orders.deps, suppliers })).toBe(1)
  expect(await orders.row(orderNo)).toMatchObject({ state: 'new', last_error: expect.stringContaining('forgetful') })
  expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'held' })
  expect(await putOffOrders({ ...orders.deps, suppliers })).toBe(0)
})

describe('a callback', () => {
  const notice = (orderNo: string, answer: SupplierAnswer, supplier = 'forgetful') =>
    takeNotice(orders.deps, supplier, { orderNo, answer })
  const differences = () =>
    opened.database.reader.rows<Record<string, unknown>>(
      'SELECT order_no, kind, ours, theirs, programme_id FROM supplier_difference ORDER BY id',
    )

  test('closes an order, once, however often it comes', async () => {
    const { who, redemption, orderNo } = await orders.redeem('topup')
    await lines.forgetful.work()
    expect(await Promise.all([notice(orderNo, delivered), notice(orderNo, delivered)])).toEqual(
      expect.arrayContaining(['closed', 'was_closed']),
    )
    expect(await notice(orderNo, { state: 'accepted' })).toBe('nothing_new')
    expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'delivered' })
    expect(await orders.row(orderNo)).toMatchObject({ evidence: 'callback' })
    expect(await differences()).toEqual([])
  })

  test('may come before the answer to the order itself', async () => {
    const { who, redemption, orderNo } = await orders.redeem('topup')
    forgetful.answers = [
      async () => {
        await notice(orderNo, delivered)
        return delivered
      },
    ]
    await lines.forgetful.work()
    expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'delivered' })
    expect(await outbox()).toHaveLength(1)
  })

  test('that contradicts what was closed changes nothing, and is kept for operators', async () => {
    const { who, redemption, orderNo } = await orders.redeem('topup')
    forgetful.answers = [rejected]
    await lines.forgetful.work()
    expect(await notice(orderNo, delivered)).toBe('contradicted')
    expect(await notice(orderNo, delivered)).toBe('contradicted')
    expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'failed' })
    expect(await differences()).toMatchObject([{ kind: 'closed_otherwise', ours: 'failed', theirs: 'delivered' }])
  })

  test('with another receipt is kept for operators', async () => {
    const { orderNo } = await orders.redeem('topup')
    forgetful.answers = [delivered]
    await lines.forgetful.work()
    await notice(orderNo, { ...delivered, serial: 'SN2' })
    expect(await differences()).toMatchObject([{ kind: 'other_serial', ours: 'SN1', theirs: 'SN2' }])
  })

  test('about an order that is none of that supplier is taken, and kept', async () => {
    const { orderNo } = await orders.redeem('topup')
    expect(await notice('K-NOBODYS', delivered)).toBe('unknown_order')
    expect(await notice(orderNo, delivered, 'knowing')).toBe('unknown_order')
    expect(await differences()).toMatchObject([
      { order_no: 'K-NOBODYS', kind: 'unknown_order', programme_id: '*' },
      { order_no: orderNo, kind: 'unknown_order', programme_id: '*' },
    ])
    expect(await orders.row(orderNo)).toMatchObject({ state: 'new' })
  })

  test('that it was accepted settles a doubt', async () => {
    const { who, redemption, orderNo } = await orders.redeem('topup')
    await lines.forgetful.work()
    expect(await notice(orderNo, { state: 'accepted' })).toBe('accepted')
    expect(await orders.one(who, redemption.id)).toMatchObject({ state: 'delivering' })
  })
})
