import { createHmac, randomBytes } from 'node:crypto'
import { createLogger } from '../../server/http/logging'
import { signEvent } from '../../server/ports/bankEvent'
import { signRequest } from '../../server/ports/requestSignature'
import { shanghaiStamp } from '../../server/ports/shanghaiStamp'
import { encodeForm, type SignType, signSorted } from '../../server/ports/sortedSignature'
import { type RunningServer, startServer } from '../../server/startServer'
import { bankKey, bankSigned } from '../contract/composedServer'
import { bankEvent } from '../support/bankEvents'
import { bookState } from '../support/bookState'
import { describeWorld, world } from './world/oneWorld'
import { supplierClient } from './world/outside'
import { ownerIn } from './world/ownerIn'
import type { Owner } from './world/plantedOwner'
import { askRaw, type RawAnswer } from './world/rawHttp'

const otherSecret = 'the secret of another supplier'

/** Another process on the same database. */
let second: RunningServer
// Before the world that it lives in ends.
afterAll(() => second?.stop())
describeWorld({
  SUPPLIERS: 'forms,others',
  SUPPLIER_OTHERS_CLIENT_ID: supplierClient.clientId,
  SUPPLIER_OTHERS_SECRET: otherSecret,
  SUPPLIER_OTHERS_BASE_URL: 'http://127.0.0.1:9',
  BANK_EVENT_SECRETS: `${bankKey.id}:${bankKey.secret},k2:the second secret of the bank`,
})
let owner: Owner
beforeAll(async () => {
  owner = await ownerIn(world, 'owner')
  const { database, environment, surroundings } = world
  second = await startServer({ environment, database, surroundings, logger: createLogger({ level: 'silent' }) })
}, 60_000)

interface Letter {
  path: string
  headers: Record<string, string | string[]>
  body: string
}

const send = ({ path, headers, body }: Letter, url = world.url): Promise<RawAnswer> =>
  askRaw(url, { method: 'POST', path, headers, body: Buffer.from(body) })

const codeOf = ({ text }: RawAnswer) => /"code":"(\w+)"/.exec(text)?.[1]
const nonce = () => randomBytes(16).toString('hex')
const now = () => world.surroundings.now()
const minutes = (count: number) => new Date(now().getTime() + count * 60_000)

let events = 0
/** An event that would change the books, so that whoever lets it in is found out. */
function newEvent(): string {
  const token = owner.secrets.at(-1) ?? ''
  return JSON.stringify({
    events: [bankEvent(`tx_signed_${++events}`, '2026-11-20', { yuan: 500, card_token: token })],
  })
}

interface Sealing {
  at?: Date
  secret?: string
  nonce?: string
}

interface Sender {
  /** A right letter, or one that differs from it in what is said. */
  letter(changes?: Sealing): Letter
  /** The headers or fields that carry the signature. */
  signature: string
  /** Signed in the right way by another key that the server knows too. */
  byOther(): Letter
}

const json = { 'Content-Type': 'application/json' }

const bank: Sender = {
  signature: 'X-Bank-Signature',
  letter({ at = now(), ...changes } = {}) {
    const body = newEvent()
    return { path: '/bank/events', headers: { ...json, ...bankSigned(body, { at, ...changes }) }, body }
  },
  byOther() {
    const body = newEvent()
    const signed = bankSigned(body, { at: now(), secret: 'the second secret of the bank' })
    return { path: '/bank/events', headers: { ...json, ...signed }, body }
  },
}

/** It says that the order failed, which would give the points back. */
const jsonSupplier: Sender = {
  signature: 'X-Kaquan-Signature',
  letter({ at = now(), secret = supplierClient.clientSecret, nonce: own = nonce() } = {}) {
    const body = JSON.stringify({ order_no: owner.ids.orderNo, state: 'rejected', reason: 'account_invalid' })
    const parts = { timestamp: String(at.getTime()), nonce: own, method: 'POST', path: 'callback', body }
    const headers = {
      ...json,
      'X-Kaquan-Client': supplierClient.clientId,
      'X-Kaquan-Timestamp': parts.timestamp,
      'X-Kaquan-Nonce': own,
      'X-Kaquan-Signature': signRequest(secret, parts),
    }
    return { path: '/api/suppliers/default/callbacks', headers, body }
  },
  byOther: () => jsonSupplier.letter({ secret: otherSecret }),
}

function form(
  { at = now(), secret = supplierClient.clientSecret, nonce: own = nonce() }: Sealing,
  signType: SignType = 'HMAC-SHA256',
) {
  const about = { out_trade_no: owner.ids.orderNo, status: 'FAILED', err_code: 'ACCOUNT_ERROR' }
  const fields = {
    mch_id: supplierClient.clientId,
    nonce_str: own,
    timestamp: shanghaiStamp(at),
    sign_type: signType,
    ...about,
  }
  const body = encodeForm({ ...fields, sign: signSorted(fields, { secret, signType }) })
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  return { path: '/api/suppliers/forms/callbacks', headers, body }
}

const formSupplier: Sender = {
  signature: 'sign',
  letter: (changes = {}) => form(changes),
  byOther: () => form({ secret: otherSecret }),
}

const inHeaders = [
  ['the bank', bank],
  ['a supplier of JSON', jsonSupplier],
] as const
const senders = [...inHeaders, ['a supplier of forms', formSupplier]] as const

const state = async () => JSON.stringify([await bookState(world.database), await orderState()])

async function orderState(): Promise<unknown> {
  return world.database.reader.rows('SELECT order_no, state FROM supplier_order ORDER BY order_no')
}

/** Each is refused with one code that does not say why, and changes nothing. */
async function expectRefused(letters: Letter[]): Promise<void> {
  const before = await state()
  for (const letter of letters) {
    const answer = await send(letter)
    // A form carries its signature inside: what cannot be read has none.
    const isUnreadable = letter.path.endsWith('/forms/callbacks') && codeOf(answer) === 'input_invalid'
    if (!isUnreadable)
      expect([letter.path, answer.status, codeOf(answer)]).toEqual([letter.path, 401, 'signature_invalid'])
  }
  expect(await state()).toBe(before)
}

describe.each(senders)('%s', (_, sender) => {
  test('is refused when forged, stale, ahead of its time, or signed by another key', async () => {
    await expectRefused([
      sender.letter({ secret: 'a secret that nobody has' }),
      sender.letter({ secret: '' }),
      sender.letter({ at: minutes(-6) }),
      sender.letter({ at: minutes(6) }),
      sender.letter({ at: new Date(0) }),
      sender.letter({ nonce: '' }),
      sender.byOther(),
    ])
  })

  test('is refused when any byte of the body was changed', async () => {
    const letters: Letter[] = []
    for (const share of [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1]) {
      const letter = sender.letter()
      const at = Math.min(letter.body.length - 1, Math.floor(letter.body.length * share))
      const other = letter.body[at] === '1' ? '2' : '1'
      letters.push({ ...letter, body: letter.body.slice(0, at) + other + letter.body.slice(at + 1) })
    }
    const [longer, shorter] = [sender.letter(), sender.letter()]
    letters.push({ ...longer, body: `${longer.body} ` }, { ...shorter, body: shorter.body.slice(0, -1) })
    await expectRefused(letters)
  })
})

describe.each(inHeaders)('%s', (_, sender) => {
  const changed = (change: (signature: string) => string | string[]): Letter => {
    const letter = sender.letter()
    return {
      ...letter,
      headers: { ...letter.headers, [sender.signature]: change(String(letter.headers[sender.signature])) },
    }
  }

  test('is refused with a signature that is cut, empty, doubled, or of another algorithm', async () => {
    const letter = sender.letter()
    const sha512 = createHmac('sha512', bankKey.secret).update(letter.body).digest('hex')
    await expectRefused([
      changed(() => ''),
      changed((signature) => signature.slice(0, -2)),
      changed((signature) => signature.slice(0, 8)),
      changed((signature) => `${signature}00`),
      changed((signature) => [signature, signature]),
      changed((signature) => [signature, 'ff'.repeat(32)]),
      changed((signature) => `sha256=${signature}`),
      changed((signature) => Buffer.from(signature, 'hex').toString('base64')),
      changed(() => sha512),
      changed(() => '0'.repeat(64)),
      changed(() => 'none'),
    ])
  })
})

test('a form that names a weaker way of signing is refused, however right it is', async () => {
  await expectRefused([form({}, 'MD5')])
})

test('a supplier cannot speak for another one, nor the bank for a supplier', async () => {
  const letter = jsonSupplier.letter()
  const body = newEvent()
  const signed = jsonSupplier.letter().headers
  await expectRefused([
    { ...letter, path: '/api/suppliers/others/callbacks' },
    { ...letter, path: '/api/suppliers/forms/callbacks' },
    { ...letter, headers: { ...json, ...bankSigned(letter.body, { at: now() }) } },
    { path: '/bank/events', headers: { ...json, ...signed }, body },
    { ...form({}), path: '/api/suppliers/default/callbacks' },
  ])
})

test("a supplier's word about an order that was never sent to it changes nothing", async () => {
  const before = await orderState()
  // Signed rightly by the supplier of forms; the order went to the other one.
  const answer = await send(form({}))
  expect(answer.status).toBe(200)
  expect(await orderState()).toEqual(before)
})

describe('the same bytes once more', () => {
  test('are refused by the process that has seen them', async () => {
    for (const [, { letter }] of inHeaders) {
      const once = letter()
      expect((await send(once)).status).toBe(200)
      await expectRefused([once])
    }
  })

  // Nonces are kept by each process. What comes through at another one meets the facts, which know it already.
  test('change nothing at another process, which has not', async () => {
    const letters = [bank.letter(), jsonSupplier.letter(), form({})]
    for (const letter of letters) expect((await send(letter)).status).toBe(200)
    const before = await state()
    for (const letter of letters) expect((await send(letter, second.url)).status).toBe(200)
    expect(await state()).toBe(before)
  })
})

test('the signature covers what was sent: the very same letters are taken when nothing is wrong', async () => {
  const body = newEvent()
  const timestamp = String(now().getTime())
  const own = nonce()
  const right = bankSigned(body, { at: now(), nonce: own })
  expect(right['X-Bank-Signature']).toBe(signEvent(bankKey.secret, { timestamp, nonce: own, rawBody: body }))
  const answer = await send({ path: '/bank/events', headers: { ...json, ...right }, body })
  expect(JSON.parse(answer.text)).toMatchObject({ taken: 1 })
})
