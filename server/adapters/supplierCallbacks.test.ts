import type { Serving } from '../../tests/support/serving'
import {
  supplierOrder as order,
  playOutside,
  protocols,
  supplierAt,
  supplierSecret,
} from '../../tests/support/suppliers'
import { signRequest } from '../ports/requestSignature'
import { shanghaiStamp } from '../ports/shanghaiStamp'
import { encodeForm, signSorted } from '../ports/sortedSignature'
import type { SupplierCallback } from '../ports/supplier'
import type { Simulator } from '../simulators/simulatorApp'
import { startSupplierSimulator } from '../simulators/supplier/supplierSimulator'

const now = new Date('2026-11-22T10:00:00Z')
const nonce = '0123456789abcdef'

/** Written out here once more, so that the reading and this writing have to agree. */
function jsonCallback(body: unknown, { at = now, secret = supplierSecret, client = 'kaquan' } = {}): SupplierCallback {
  const rawBody = typeof body === 'string' ? body : JSON.stringify(body)
  const timestamp = String(at.getTime())
  const signature = signRequest(secret, { timestamp, nonce, method: 'POST', path: 'callback', body: rawBody })
  const signed = { 'x-kaquan-timestamp': timestamp, 'x-kaquan-nonce': nonce, 'x-kaquan-signature': signature }
  return { rawBody, headers: { 'x-kaquan-client': client, ...signed } }
}

function formCallback(
  fields: Record<string, string>,
  { at = now, secret = supplierSecret, client = 'kaquan', signType = 'HMAC-SHA256' as 'HMAC-SHA256' | 'MD5' } = {},
): SupplierCallback {
  const common = { mch_id: client, nonce_str: nonce, timestamp: shanghaiStamp(at), sign_type: signType }
  const whole = { ...common, ...fields }
  return { rawBody: encodeForm({ ...whole, sign: signSorted(whole, { secret, signType }) }), headers: {} }
}

const delivered = {
  json: { order_no: 'K1', state: 'delivered', serial: 'SN1', link: 'https://coupon.example/c?a=1&b=2' },
  form: { out_trade_no: 'K1', status: 'SUCCESS', trade_no: 'SN1', link: 'https://coupon.example/c?a=1&b=2' },
}

describe.each(protocols)('a callback, protocol %s,', (protocol) => {
  const supplier = () => supplierAt('http://127.0.0.1:9', protocol, { now: () => now })
  const read = (callback: SupplierCallback) => supplier().readCallback(callback)
  const genuine = (how = {}) =>
    protocol === 'json' ? jsonCallback(delivered.json, how) : formCallback(delivered.form, how)
  const refused = (code: string) => expect.objectContaining({ name: 'Refused', code })

  it('is read', () => {
    const answer = { state: 'delivered', serial: 'SN1', link: delivered.json.link }
    const proof = expect.stringMatching(/^[0-9a-f]{64}$/)
    expect(read(genuine())).toEqual({ orderNo: 'K1', answer: { ...answer, proof } })
  })

  it.each([
    ['signed with another secret', { secret: 'quite-another-secret' }],
    ['for another client', { client: 'somebody' }],
    ['from too long ago', { at: new Date(now.getTime() - 301_000) }],
    ['from too far ahead', { at: new Date(now.getTime() + 301_000) }],
  ])('is refused when %s', (_, how) => {
    expect(() => read(genuine(how))).toThrow(refused('signature_invalid'))
  })

  it('is refused when a byte was changed', () => {
    const { rawBody, headers } = genuine()
    expect(() => read({ headers, rawBody: rawBody.replace('K1', 'K2') })).toThrow(refused('signature_invalid'))
  })

  it('is refused when it comes once more as it was, and nothing else of it is remembered', () => {
    const taker = supplier()
    expect(() => taker.readCallback(genuine({ secret: 'quite-another-secret' }))).toThrow()
    taker.readCallback(genuine())
    expect(() => taker.readCallback(genuine())).toThrow(refused('signature_invalid'))
  })

  it('is refused without any signature', () => {
    const rawBody = protocol === 'json' ? JSON.stringify(delivered.json) : encodeForm(delivered.form)
    expect(() => read({ rawBody, headers: {} })).toThrow(refused('signature_invalid'))
  })
})

describe('a callback in JSON', () => {
  const read = (body: unknown) =>
    supplierAt('http://127.0.0.1:9', 'json', { now: () => now }).readCallback(jsonCallback(body))

  it.each([
    ['of an unknown state', { order_no: 'K1', state: 'done' }],
    ['of a delivery without a receipt', { order_no: 'K1', state: 'delivered' }],
    ['of no order', { state: 'accepted' }],
    ['with a link that is a script', { ...delivered.json, link: 'javascript:alert(1)' }],
    ['that is no JSON', 'order_no=K1'],
  ])('%s is refused', (_, body) => {
    expect(() => read(body)).toThrow(expect.objectContaining({ code: 'input_invalid' }))
  })

  it('may say that an order is under way, or rejected', () => {
    expect(read({ order_no: 'K1', state: 'accepted' })).toEqual({ orderNo: 'K1', answer: { state: 'accepted' } })
    const rejected = { order_no: 'K1', state: 'rejected', reason: 'account_invalid' }
    expect(read(rejected)).toMatchObject({ answer: { state: 'rejected', reason: 'account_invalid' } })
  })

  it('is never a request of ours that somebody sends back', () => {
    const timestamp = String(now.getTime())
    const rawBody = JSON.stringify({ order_no: 'K1', state: 'accepted' })
    const signature = signRequest(supplierSecret, {
      timestamp,
      nonce,
      method: 'POST',
      path: '/v1/orders',
      body: rawBody,
    })
    const signed = { 'x-kaquan-timestamp': timestamp, 'x-kaquan-nonce': nonce, 'x-kaquan-signature': signature }
    const request = { rawBody, headers: { 'x-kaquan-client': 'kaquan', ...signed } }
    const supplier = supplierAt('http://127.0.0.1:9', 'json', { now: () => now })
    expect(() => supplier.readCallback(request)).toThrow('signature_invalid')
  })
})

describe('a callback in a form', () => {
  const read = (callback: SupplierCallback) =>
    supplierAt('http://127.0.0.1:9', 'form', { now: () => now }).readCallback(callback)

  it.each([
    ['of an unknown status', { out_trade_no: 'K1', status: 'DONE' }, 'input_invalid'],
    ['of a delivery without a receipt', { out_trade_no: 'K1', status: 'SUCCESS' }, 'input_invalid'],
    ['of a failure without a reason', { out_trade_no: 'K1', status: 'FAILED' }, 'input_invalid'],
    ['of no order', { status: 'PROCESSING' }, 'input_invalid'],
    ['that is an answer sent back', { ...delivered.form, ret_code: '0000' }, 'signature_invalid'],
  ])('%s is refused', (_, fields, code) => {
    expect(() => read(formCallback(fields))).toThrow(expect.objectContaining({ code }))
  })

  it('is not taken in a weaker way of signing than was agreed on', () => {
    expect(() => read(formCallback(delivered.form, { signType: 'MD5' }))).toThrow('signature_invalid')
  })

  it('is not read when a name is there twice', () => {
    const { rawBody, headers } = formCallback(delivered.form)
    expect(() => read({ rawBody: `${rawBody}&status=FAILED`, headers })).toThrow('input_invalid')
  })

  it('says in our words that an account is wrong', () => {
    const notice = read(formCallback({ out_trade_no: 'K1', status: 'FAILED', err_code: 'ACCOUNT_ERROR' }))
    expect(notice).toMatchObject({ orderNo: 'K1', answer: { state: 'rejected', reason: 'account_invalid' } })
  })
})

describe.each(protocols)('the simulator tells by itself, protocol %s:', (protocol) => {
  let simulator: Simulator
  let ours: Serving
  let told: string[]
  let answered: number
  let failing = 0

  beforeEach(async () => {
    told = []
    answered = 0
    failing = 0
    const reader = supplierAt('http://127.0.0.1:9', protocol)
    ours = await playOutside((response, { headers, body: rawBody }) => {
      if (failing-- > 0) return response.writeHead(503).end()
      try {
        const { orderNo, answer } = reader.readCallback({ headers, rawBody })
        told.push(`${orderNo} ${answer.state} ${answered}`)
        const { type, body } = reader.callbackTaken
        return response.writeHead(200, { 'Content-Type': type }).end(body)
      } catch (error) {
        told.push((error as { code?: string }).code ?? String(error))
        return response.writeHead(401).end()
      }
    })
    const options = { port: 0, clientId: 'kaquan', clientSecret: supplierSecret }
    simulator = await startSupplierSimulator({ ...options, callbackUrls: { [protocol]: ours.url } })
    await fetch(`${simulator.url}/sim/faults`, { method: 'POST', body: new URLSearchParams({ laterMs: '20' }) })
  })
  afterEach(async () => {
    await simulator.stop()
    await ours.close()
  })

  const place = async (fault: string) => {
    const supplier = supplierAt(simulator.url, protocol)
    const answer = await supplier.placeOrder({ ...order, orderNo: 'K1', sku: `video-month!${fault}` })
    answered += 1
    return answer
  }
  const untilTold = async (count: number) => {
    const end = Date.now() + 3_000
    while (told.length < count && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10))
    return told
  }

  it('what was accepted first', async () => {
    expect(await place('accepted_first')).toEqual({ state: 'accepted' })
    expect(await untilTold(1)).toEqual(['K1 delivered 1'])
  })

  it('twice on callback_twice, each with a signature of its own', async () => {
    await place('callback_twice')
    expect(await untilTold(2)).toEqual(['K1 delivered 1', 'K1 delivered 1'])
  })

  it('before the answer on callback_before_answer', async () => {
    await place('callback_before_answer')
    expect(await untilTold(1)).toEqual(['K1 delivered 0'])
  })

  it('a lie besides on callback_forged', async () => {
    await place('callback_forged')
    expect(await untilTold(2)).toEqual(['signature_invalid', 'K1 delivered 1'])
  })

  it('again until it is taken', async () => {
    failing = 2
    await place('callback')
    expect(await untilTold(1)).toEqual(['K1 delivered 1'])
  })
})
