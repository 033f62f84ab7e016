import type { ServerResponse } from 'node:http'
import { businessDay } from '../../shared/values/businessDay'
import type { Serving } from '../../tests/support/serving'
import { supplierOrder as order, playOutside, supplierAt, supplierSecret } from '../../tests/support/suppliers'
import { encodeForm, parseForm, signSorted } from '../ports/sortedSignature'
import { Unsure } from '../ports/unsure'

const signType = 'HMAC-SHA256'
let outside: Serving
afterEach(() => outside.close())

/** What the form protocol answers to the request it got, signed, with a field put right or wrong. */
async function formAnswering(
  fields: Record<string, string>,
  spoil: (text: string) => string = (text) => text,
  status = 200,
) {
  outside = await playOutside((response, { body }) => {
    const { nonce_str = '', out_trade_no = '' } = parseForm(body) ?? {}
    const common = { mch_id: 'kaquan', nonce_str, out_trade_no, timestamp: '20261122201503', sign_type: signType }
    const whole = { ...common, ...fields }
    const text = encodeForm({ ...whole, sign: signSorted(whole, { secret: supplierSecret, signType }) })
    response.writeHead(status).end(spoil(text))
  })
  return supplierAt(outside.url, 'form')
}

async function answering(protocol: 'json' | 'form', answer: (response: ServerResponse) => void) {
  outside = await playOutside(answer)
  return supplierAt(outside.url, protocol, { timeoutMs: 200 })
}

const isUnsure = async (asked: Promise<unknown>) => expect(asked).rejects.toThrow(Unsure)

describe.each(['json', 'form'] as const)('whoever stands between, protocol %s, leaves us unsure', (protocol) => {
  it.each<[string, (response: ServerResponse) => void]>([
    ['a 404 of a proxy', (response) => response.writeHead(404).end('<html>404</html>')],
    ['a 404 of a gateway, in JSON', (response) => response.writeHead(404).end('{"message":"no Route matched"}')],
    ['a 401 of a gateway, in JSON', (response) => response.writeHead(401).end('{"message":"Unauthorized"}')],
    ['a 502', (response) => response.writeHead(502).end('<html>502</html>')],
    ['an empty 200', (response) => response.end()],
    ['a 202 that says nothing', (response) => response.writeHead(202).end('{}')],
    ['a reset', (response) => response.destroy()],
    ['silence', () => {}],
    ['half of an answer', (response) => response.writeHead(200, { 'Content-Length': '999' }).write('{"state":"rej')],
  ])('with %s', async (_, answer) => {
    const supplier = await answering(protocol, answer)
    await isUnsure(supplier.placeOrder(order))
    await isUnsure(supplier.queryOrder(order.orderNo))
    await isUnsure(supplier.statement(businessDay('2026-11-22')))
  })
})

describe.each(['json', 'form'] as const)('an order for a link, protocol %s,', (protocol) => {
  it('names no account at all', async () => {
    let asked = ''
    outside = await playOutside((response, { body }) => {
      asked = body
      response.end()
    })
    await isUnsure(supplierAt(outside.url, protocol).placeOrder({ ...order, account: '' }))
    expect(asked).toContain(order.orderNo)
    expect(asked).not.toContain('account')
  })
})

describe('in JSON', () => {
  const answered = (json: object, status = 200) =>
    answering('json', (response) => response.writeHead(status).end(JSON.stringify(json)))

  it.each<[string, object, number?]>([
    ['about another order', { order_no: 'K9', state: 'delivered', serial: 'SN1' }],
    ['about no order', { state: 'rejected', reason: 'account_invalid' }],
    ['in a word that is not ours', { order_no: order.orderNo, state: 'DELIVERED', serial: 'SN1' }],
    ['that it does not know what we place', { code: 'order_unknown' }, 404],
    ['as created', { order_no: order.orderNo, state: 'rejected', reason: 'x' }, 201],
  ])('an answer %s leaves us unsure', async (_, json, status = 200) => {
    const supplier = await answered(json, status)
    await isUnsure(supplier.placeOrder(order))
  })
})

describe('in a form', () => {
  const success = { ret_code: '0000', status: 'SUCCESS', trade_no: 'SN1' }

  it('a signed answer is believed', async () => {
    const supplier = await formAnswering(success)
    expect(await supplier.placeOrder(order)).toMatchObject({ state: 'delivered', serial: 'SN1' })
  })

  const asItIs = (text: string) => text
  it.each<[string, Record<string, string>, ((text: string) => string)?]>([
    ['about another order', { ...success, out_trade_no: 'K9' }],
    ['to another request', { ...success, nonce_str: '0'.repeat(32) }],
    ['that was changed on the way', success, (text) => text.replace('SUCCESS', 'FAILED')],
    ['without a signature', success, (text) => text.replace(/&sign=.*/, '')],
    ['that ends early', success, (text) => text.slice(0, -10)],
    ['of an unknown status', { ...success, status: 'OK' }],
    ['of a failure without its code', { ret_code: '0000', status: 'FAILED' }],
    ['of a delivery without a receipt', { ret_code: '0000', status: 'SUCCESS' }],
    ['that it is busy', { ret_code: '9999' }],
    ['that it is busy, and yet delivered', { ...success, ret_code: '9999' }],
    ['that the nonce was seen', { ret_code: '1004' }],
    ['in a code that is not ours', { ret_code: '7' }],
    ['that it does not know what we place', { ret_code: '2001' }],
  ])('an answer %s leaves us unsure', async (_, fields, spoil = asItIs) => {
    const supplier = await formAnswering(fields, spoil)
    await isUnsure(supplier.placeOrder(order))
  })

  it.each([201, 400, 404])(
    'a signed answer with the status %d is not the wire, and leaves us unsure',
    async (status) => {
      const supplier = await formAnswering(success, (text) => text, status)
      await isUnsure(supplier.placeOrder(order))
    },
  )

  it('a statement is only not ready when that is said', async () => {
    const supplier = await formAnswering({ ret_code: '9999' })
    await isUnsure(supplier.statement(businessDay('2026-11-22')))
  })

  it('an order is only not found when that is signed', async () => {
    const supplier = await formAnswering({ ret_code: '2001' }, (text) => text.replace(/&sign=.*/, ''))
    await isUnsure(supplier.queryOrder(order.orderNo))
  })
})
