import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type BankEvent, bankEvent } from '../../../shared/contract/spend'
import { verifySignature } from '../../ports/bankEvent'
import { isInsideWindow, signRequest } from '../../ports/requestSignature'
import type { Simulator } from '../simulatorApp'
import { startBankSimulator } from './bankSimulator'

const programmeId = 'spruce-hoshino'
const secret = 'event secret'

type Taken = { events: BankEvent[]; nonce: string; signed: boolean }

/** A server that takes the bank's events as ours does: by signature, each transaction once. */
class Receiver {
  readonly taken: Taken[] = []
  readonly ids = new Set<string>()
  /** Statuses to answer before it begins to work. */
  failures: number[] = []
  private readonly server: Server = createServer(async (request, response) => {
    const rawBody = await textOf(request)
    const failure = this.failures.shift()
    if (failure !== undefined) return response.writeHead(failure).end('{"code":"busy_try_later"}')
    const header = (name: string) => String(request.headers[name])
    const [timestamp, nonce, signature] = ['x-bank-timestamp', 'x-bank-nonce', 'x-bank-signature'].map(header)
    const envelope = { timestamp: timestamp ?? '', nonce: nonce ?? '', rawBody }
    const signed = verifySignature(secret, { ...envelope, signature: signature ?? '' })
    const { events } = JSON.parse(rawBody) as { events: BankEvent[] }
    const before = this.ids.size
    for (const { transaction_id } of events) this.ids.add(transaction_id)
    this.taken.push({ events, nonce: envelope.nonce, signed: signed && isInsideWindow(envelope.timestamp, new Date()) })
    const taken = this.ids.size - before
    return response.end(JSON.stringify({ taken, repeated: events.length - taken, waiting: 0 }))
  })

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/bank/events`
  }

  stop(): void {
    this.server.close()
    this.server.closeAllConnections()
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

describe('the bank simulator', () => {
  let bank: Simulator
  let receiver: Receiver
  let eventsUrl: string

  beforeEach(async () => {
    receiver = new Receiver()
    eventsUrl = await receiver.start()
    bank = await startBankSimulator({
      port: 0,
      programmeId,
      clientId: 'kaquan',
      clientSecret: 'request secret',
      eventKeyId: 'key-1',
      eventSecret: secret,
      eventsUrl,
    })
  })
  afterEach(async () => {
    await bank.stop()
    receiver.stop()
  })

  const post = async (path: string, body: object) => {
    const response = await fetch(bank.url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: response.status, json: (await response.json()) as Record<string, unknown> }
  }

  const page = async () => (await fetch(bank.url)).text()

  const postForm = (path: string, fields: Record<string, string>) =>
    fetch(bank.url + path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })

  const postSigned = async (path: string, fields: object) => {
    const body = JSON.stringify(fields)
    const signed = { timestamp: String(Date.now()), nonce: randomBytes(16).toString('hex'), method: 'POST', path, body }
    const response = await fetch(bank.url + path, {
      method: 'POST',
      body,
      headers: {
        'Content-Type': 'application/json',
        'X-Kaquan-Client': 'kaquan',
        'X-Kaquan-Timestamp': signed.timestamp,
        'X-Kaquan-Nonce': signed.nonce,
        'X-Kaquan-Signature': signRequest('request secret', signed),
      },
    })
    return (await response.json()) as Record<string, unknown>
  }

  it('has a card for each last four digits of the shipped months, the busiest first, and cards for what goes wrong', async () => {
    const cards = (await (await fetch(`${bank.url}/sim/cards`)).json()) as {
      last4: string
      name: string
      phone: string
      rows: number
    }[]
    expect(cards.find(({ last4 }) => last4 === '8192')).toMatchObject({ name: '持卡人8192', rows: 85 })
    expect(cards.every(({ last4, phone }) => new RegExp(`^138\\d{4}${last4}$`).test(phone))).toBe(true)
    expect(cards.map(({ rows }) => rows)).toEqual(cards.map(({ rows }) => rows).sort((one, other) => other - one))
    expect(cards.slice(-4).map(({ last4 }) => last4)).toEqual(['0000', '0001', '0002', '0003'])
    expect(cards.reduce((sum, { rows }) => sum + rows, 0)).toBe(4261 + 3163 + 5255)
  })

  it("pushes a card's months as signed events of the contract, in the bank's own time", async () => {
    const { json } = await post('/sim/push', { last4: '8192' })
    expect(json).toMatchObject({
      selected: 85,
      dropped: 0,
      duplicated: 0,
      sent: 85,
      requests: 1,
      taken: 85,
      failed: [],
    })
    const [{ events, signed } = { events: [] as BankEvent[], signed: false }] = receiver.taken
    expect(signed).toBe(true)
    expect(events.every((event) => bankEvent.safeParse(event).success)).toBe(true)
    expect(events.map((event) => event.occurred_at)).toEqual(events.map((event) => event.occurred_at).sort())
  })

  it('pushes a whole file in requests of at most 500, each with a nonce of its own', async () => {
    const { json } = await post('/sim/push', { file: '2017-05.csv' })
    expect(json).toMatchObject({ selected: 5255, sent: 5255, requests: 11, taken: 5255 })
    expect(new Set(receiver.taken.map(({ nonce }) => nonce)).size).toBe(11)
  })

  it('pushes a month, moved so that the last published day falls where it should', async () => {
    await post('/sim/push', { last4: '8192', month: '2017-05', until: '2026-11-20' })
    const events = receiver.taken.flatMap(({ events }) => events)
    expect(events).toHaveLength(48)
    expect(
      events
        .map(({ posted_on }) => posted_on)
        .sort()
        .at(-1),
    ).toBe('2026-11-16')
  })

  it('duplicates, drops and reorders as told, and its counts agree with what arrives', async () => {
    const spoiled = { last4: '8192', duplicate: 0.5, drop: 0.3, reorder: true, seed: 11, batch: 10 }
    const { json } = await post('/sim/push', spoiled)
    const arrived = receiver.taken.flatMap(({ events }) => events)
    const { dropped, duplicated } = json as { dropped: number; duplicated: number }
    expect(dropped).toBeGreaterThan(0)
    expect(duplicated).toBeGreaterThan(0)
    expect(arrived).toHaveLength(85 - dropped + duplicated)
    expect(json).toMatchObject({ sent: arrived.length, taken: 85 - dropped, repeated: duplicated, seed: 11 })
    expect(arrived.map((event) => event.occurred_at)).not.toEqual(arrived.map((event) => event.occurred_at).sort())
  })

  it('sends again after a 5xx, and gives up on a refusal', async () => {
    receiver.failures = [503, 500]
    expect((await post('/sim/push', { last4: '8192' })).json).toMatchObject({ retried: 2, taken: 85, failed: [] })
    receiver.failures = [401]
    expect((await post('/sim/push', { last4: '8192' })).json).toMatchObject({
      retried: 0,
      sent: 0,
      failed: [{ status: 401, code: 'busy_try_later', events: 85 }],
    })
  })

  it('makes a single purchase and its refund, which names it', async () => {
    const bought = await post('/sim/transaction', { last4: '8192', amount: '12.3' })
    const { transaction_id } = bought.json
    await post('/sim/transaction', {
      last4: '8192',
      amount: 12.3,
      type: 'refund',
      originalTransactionId: transaction_id,
    })
    expect(receiver.taken.flatMap(({ events }) => events)).toMatchObject([
      { transaction_id, type: 'purchase', amount_fen: 1230, original_amount: '12.30', channel: 'pos' },
      { type: 'refund', amount_fen: 1230, original_transaction_id: transaction_id },
    ])
  })

  it.each([
    ['/sim/push', { last4: '12345' }],
    ['/sim/push', { file: '2014-05.csv' }],
    ['/sim/push', { drop: 2 }],
    ['/sim/push', { until: 'today' }],
    ['/sim/push', { to: 'file:///etc/passwd' }],
    ['/sim/transaction', { last4: '9999999', amount: '1' }],
    ['/sim/transaction', { last4: '8192', amount: '0.00' }],
  ])('refuses %s %j', async (path, body) => {
    expect(await post(path, body)).toMatchObject({ status: 400, json: { code: 'input_invalid' } })
  })

  it('answers no request that is not signed', async () => {
    expect(await post('/v1/cards/verify', {})).toMatchObject({ status: 401, json: { code: 'client_unknown' } })
  })

  it('shows what it did on its page, and takes a form from there', async () => {
    const form = new URLSearchParams({ last4: '8192', amount: '66', merchant: '<茶>', mcc: '', to: '' })
    const sent = await fetch(`${bank.url}/sim/transaction`, { method: 'POST', body: form, redirect: 'manual' })
    expect(sent.status).toBe(303)
    const shown = await page()
    expect(shown).toContain('云杉银行模拟器')
    expect(shown).toContain('&#60;茶&#62;')
    expect(shown).toContain('/bank/events')
    expect(shown).toContain('送达 delivered 1')
  })

  it('answers a form that is off with the page and a sentence', async () => {
    const answer = await postForm('/sim/transaction', { last4: '9999', amount: '1' })
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toContain('text/html')
    const shown = await answer.text()
    expect(shown).toContain('<p role="alert">未执行 Not done: last4: 没有这张卡 no such card: 9999</p>')
    expect(shown).toContain('action="/sim/transaction"')
    expect(await page()).not.toContain('role="alert"')
    expect(receiver.taken).toEqual([])
  })

  it('says of a one-time password that it was used', async () => {
    const cards = (await (await fetch(`${bank.url}/sim/cards`)).json()) as { last4: string; phone: string }[]
    const phone = cards.find(({ last4 }) => last4 === '8192')?.phone
    const question = { programme_id: programmeId, name: '持卡人8192', last4: '8192', phone }
    const { challenge_id } = await postSigned('/v1/cards/verify', question)
    expect(await page()).toContain('剩 5 次 tries left')
    const otps = async () => (await (await fetch(`${bank.url}/sim/otps`)).json()) as { code: string; used: boolean }[]
    const [sent] = await otps()
    expect(await postSigned('/v1/otp/confirm', { challenge_id, code: sent?.code })).toMatchObject({ ok: true })
    expect(await otps()).toMatchObject([{ used: true }])
    expect(await page()).toContain('已使用 used')
    expect(await page()).not.toContain('tries left')
  })

  it('lets nobody wait for the next one-time password when that was ended', async () => {
    const cards = (await (await fetch(`${bank.url}/sim/cards`)).json()) as { last4: string; phone: string }[]
    const phone = cards.find(({ last4 }) => last4 === '8192')?.phone
    const ask = () =>
      postSigned('/v1/cards/verify', { programme_id: programmeId, name: '持卡人8192', last4: '8192', phone })
    expect(await ask()).toHaveProperty('challenge_id')
    expect(await ask()).toMatchObject({ reason: 'too_many_messages' })
    await post('/sim/otps/end-waiting', {})
    expect(await ask()).toHaveProperty('challenge_id')
    expect(await ask()).toMatchObject({ reason: 'too_many_messages' })
  })

  describe('offers the refund of a purchase on its page', () => {
    const offered = async () =>
      /name="amount" value="([\d.]+)">\s*<input type="hidden" name="merchant"/.exec(await page())?.[1]
    let transaction_id: unknown
    const giveBack = (amount: string, type = 'refund') =>
      post('/sim/transaction', { last4: '8192', amount, type, originalTransactionId: transaction_id })
    beforeEach(async () => {
      transaction_id = (await post('/sim/transaction', { last4: '8192', amount: '88' })).json.transaction_id
    })

    it('for what was not refunded yet', async () => {
      expect(await offered()).toBe('88.00')
      await giveBack('30')
      expect(await offered()).toBe('58.00')
      await giveBack('58')
      expect(await offered()).toBeUndefined()
      expect(await page()).toContain('已全部退款')
    })

    it('not after a reversal', async () => {
      await giveBack('88', 'reversal')
      expect(await offered()).toBeUndefined()
    })

    it('again when it did not arrive', async () => {
      receiver.failures = [401]
      await giveBack('88')
      expect(await offered()).toBe('88.00')
    })
  })
})
