import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addDays, businessDay } from '../../shared/values/businessDay'
import {
  supplierOrder as order,
  playOutside,
  protocols,
  supplierAt,
  supplierSecret,
} from '../../tests/support/suppliers'
import { Unsure } from '../ports/unsure'
import type { Simulator } from '../simulators/simulatorApp'
import { startSupplierSimulator } from '../simulators/supplier/supplierSimulator'

const today = businessDay('2026-11-22')

describe.each(protocols)('the statement of a day, protocol %s,', (protocol) => {
  let simulator: Simulator
  let time: Date
  const now = () => time
  beforeEach(async () => {
    time = new Date('2026-11-22T15:00:00Z')
    simulator = await startSupplierSimulator({ port: 0, clientId: 'kaquan', clientSecret: supplierSecret, now })
  })
  afterEach(() => simulator.stop())

  const supplier = () => supplierAt(simulator.url, protocol, { now })
  const post = (path: string, fields: Record<string, string>) =>
    fetch(simulator.url + path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
  const place = (orderNo: string, changes = {}) => supplier().placeOrder({ ...order, orderNo, ...changes })

  it('is not ready while the day lasts', async () => {
    await place('K1')
    expect(await supplier().statement(today)).toBeNull()
    time = new Date('2026-11-22T16:00:00Z')
    expect(await supplier().statement(today)).toMatchObject({ lines: [{ orderNo: 'K1' }] })
  })

  it('has each delivery and each rejection, and what was never taken not at all', async () => {
    await place('K1')
    await place('K2', { sku: 'reject-account_invalid' })
    for (let time = 0; time < 2; time++) await place('K3', { sku: 'video-month!no_deduplication', points: undefined })
    await supplierAt(simulator.url, protocol, { now, timeoutMs: 100 })
      .placeOrder({ ...order, orderNo: 'K4', sku: 'video-month!hang' })
      .catch(() => {})
    await post('/sim/close-day', {})
    expect(await supplier().statement(today)).toEqual({
      lines: [
        { orderNo: 'K1', sku: 'video-month', state: 'delivered', serial: 'SN0000000001' },
        { orderNo: 'K2', sku: 'reject-account_invalid', state: 'rejected', serial: null },
        { orderNo: 'K3', sku: 'video-month!no_deduplication', state: 'delivered', serial: 'SN0000000002' },
        { orderNo: 'K3', sku: 'video-month!no_deduplication', state: 'delivered', serial: 'SN0000000003' },
      ],
      proof: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  it('waits for every order of the day, and what comes after it was closed is of the next day', async () => {
    await post('/sim/faults', { laterMs: '800' })
    await place('K1', { sku: 'video-month!accepted_first' })
    await post('/sim/close-day', {})
    await place('K2')
    expect(await supplier().statement(today)).toBeNull()
    let statement = null
    while (statement === null) statement = await supplier().statement(today)
    expect(statement.lines).toMatchObject([{ orderNo: 'K1', state: 'delivered' }])
    time = new Date('2026-11-23T16:00:00Z')
    expect((await supplier().statement(addDays(today, 1)))?.lines).toMatchObject([{ orderNo: 'K2' }])
  })

  it('of a day without orders is empty', async () => {
    expect(await supplier().statement(addDays(today, -1))).toMatchObject({ lines: [] })
  })

  it('is not believed when its total is wrong', async () => {
    await place('K1')
    await post('/sim/close-day', {})
    await post('/sim/faults', { statement_wrong_total: '1' })
    await expect(supplier().statement(today)).rejects.toThrow('do not add up')
    await expect(supplier().statement(today)).rejects.toThrow(Unsure)
  })
})

describe('a statement is not believed', () => {
  const header = 'out_trade_no|product_id|points|status|trade_no|order_time'
  const good = 'K1|video|1200|SUCCESS|SN1|20261122201503'
  const line = { order_no: 'K1', sku: 'video', state: 'delivered', serial: 'SN1', points: 1200 }
  const total = { lines: 1, delivered: 1, points: 1200 }

  async function read(protocol: 'json' | 'form', text: string, day = today) {
    const outside = await playOutside((response) => response.end(text))
    try {
      return await supplierAt(outside.url, protocol).statement(day)
    } finally {
      await outside.close()
    }
  }

  it('unless it is whole, as those are that the wire shows', async () => {
    const wire = readFileSync(join(__dirname, '../../docs/wire.md'), 'utf8')
    const [form = ''] = /^out_trade_no\|(.*\n)+?TOTAL.*$/m.exec(wire) ?? []
    const [json = ''] = /^\{ "day": "2017-05-23"[^`]*/m.exec(wire) ?? []
    const states = [
      { orderNo: 'K1', state: 'delivered', serial: 'SN1' },
      { orderNo: 'K2', state: 'rejected', serial: null },
    ]
    const day = businessDay('2017-05-23')
    expect(await read('form', form, day)).toMatchObject({ lines: states })
    expect(await read('json', json, day)).toMatchObject({ lines: states })
  })

  it('unless it is whole, with either end of line', async () => {
    const text = `${header}\r\n${good}\r\nTOTAL|kaquan|20261122|1|1|1200\r\n`
    const lines = [{ orderNo: 'K1', sku: 'video', state: 'delivered', serial: 'SN1' }]
    expect(await read('form', text)).toMatchObject({ lines })
    expect(await read('json', JSON.stringify({ day: today, lines: [line], total }))).toMatchObject({ lines })
  })

  it.each([
    ['without its total', `${header}\n${good}\n`],
    ['with nothing but its header', `${header}\n`],
    ['with fewer lines than it says', `${header}\n${good}\nTOTAL|kaquan|20261122|2|1|1200\n`],
    ['with other points than it says', `${header}\n${good}\nTOTAL|kaquan|20261122|1|1|1201\n`],
    ['of another day', `${header}\n${good}\nTOTAL|kaquan|20261121|1|1|1200\n`],
    ['of another client', `${header}\n${good}\nTOTAL|somebody|20261122|1|1|1200\n`],
    ['with something after its total', `${header}\n${good}\nTOTAL|kaquan|20261122|1|1|1200\n${good}\n`],
    ['with an unknown status', `${header}\n${good.replace('SUCCESS', 'DONE')}\nTOTAL|kaquan|20261122|1|0|0\n`],
    ['with a delivery without a receipt', `${header}\n${good.replace('SN1', '')}\nTOTAL|kaquan|20261122|1|1|1200\n`],
    ['with other columns', `${header.replace('points', 'price')}\n${good}\nTOTAL|kaquan|20261122|1|1|1200\n`],
  ])('in a form %s', async (_, text) => {
    await expect(read('form', text)).rejects.toThrow(Unsure)
  })

  it.each([
    ['with fewer lines than it says', { day: today, lines: [line], total: { ...total, lines: 2 } }],
    ['with other points than it says', { day: today, lines: [line], total: { ...total, points: 1 } }],
    ['of another day', { day: '2026-11-21', lines: [line], total }],
    ['without its total', { day: today, lines: [line] }],
    ['with an order under way', { day: today, lines: [{ ...line, state: 'accepted' }], total }],
  ])('in JSON %s', async (_, json) => {
    await expect(read('json', JSON.stringify(json))).rejects.toThrow(Unsure)
  })
})
