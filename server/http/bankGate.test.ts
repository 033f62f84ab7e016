import { sm2 } from 'sm-crypto-v2'
import { sm2Thread } from '../adapters/sm2Thread'
import { bankEventHeaders, type EventKey, eventKeyOf, signEvent, type VerifySm2 } from '../ports/bankEvent'
import { signEventBySm2 } from '../simulators/bank/signBySm2'
import { bankGate } from './bankGate'

const secret = 'a secret for tests'
const at = new Date('2026-11-22T10:00:00Z')
const body = '{"events":[]}'

const pair = sm2.generateKeyPairHex()
const keys = new Map<string, EventKey>([
  ['k1', eventKeyOf(secret)],
  ['s1', eventKeyOf(`sm2:${pair.publicKey}`)],
])
const thread = sm2Thread([pair.publicKey])
afterAll(() => thread.stop())

function gateAt(now: Date, verifySm2: VerifySm2 = thread.verify) {
  return bankGate({ keys, verifySm2, now: () => now })
}

interface Sending {
  nonce?: string
  when?: Date
  keyId?: string
  signed?: string
  with?: string
  by?: typeof signEvent
}

function headersFor(sending: Sending = {}) {
  const { nonce = 'nonce-0001', when = at, keyId = 'k1', signed = body, with: key = secret, by = signEvent } = sending
  const timestamp = String(when.getTime())
  const signature = by(key, { timestamp, nonce, rawBody: signed })
  const { keyId: k, timestamp: t, nonce: n, signature: s } = bankEventHeaders
  return Object.fromEntries(
    [
      [k, keyId],
      [t, timestamp],
      [n, nonce],
      [s, signature],
    ].map(([name = '', value]) => [name.toLowerCase(), value]),
  )
}

const refused = expect.objectContaining({ code: 'signature_invalid' })
const thrownBy = async (work: () => unknown): Promise<unknown> => {
  try {
    return void (await work())
  } catch (error) {
    return error
  }
}
const bySm2 = { keyId: 's1', with: pair.privateKey, by: signEventBySm2 }

test('what the bank signed comes in, once', async () => {
  const verify = gateAt(at)
  expect(await thrownBy(() => verify({ headers: headersFor(), rawBody: body }))).toBeUndefined()
  expect(await thrownBy(() => verify({ headers: headersFor(), rawBody: body }))).toEqual(refused)
})

test.each([
  ['other bytes', { signed: '{"events":[{}]}' }],
  ['another secret', { with: 'another secret here' }],
  ['an unknown key', { keyId: 'k2' }],
  ['a stale timestamp', { when: new Date(at.getTime() - 300_001) }],
  ['a timestamp of the future', { when: new Date(at.getTime() + 300_001) }],
  ['too short a nonce', { nonce: 'n' }],
])('%s is refused', async (_, change) => {
  expect(await thrownBy(() => gateAt(at)({ headers: headersFor(change), rawBody: body }))).toEqual(refused)
})

test('a request that was refused does not use up its nonce', async () => {
  const verify = gateAt(at)
  await thrownBy(() => verify({ headers: headersFor({ with: 'another secret here' }), rawBody: body }))
  expect(await thrownBy(() => verify({ headers: headersFor(), rawBody: body }))).toBeUndefined()
})

test('no headers at all are refused', async () => {
  expect(await thrownBy(() => gateAt(at)({ headers: {}, rawBody: body }))).toEqual(refused)
})

describe('by SM2', () => {
  test('what the bank signed comes in, once', async () => {
    const verify = gateAt(at)
    expect(await thrownBy(() => verify({ headers: headersFor(bySm2), rawBody: body }))).toBeUndefined()
    expect(await thrownBy(() => verify({ headers: headersFor(bySm2), rawBody: body }))).toEqual(refused)
  })

  test.each([
    ['other bytes', { signed: '{"events":[{}]}' }],
    ['another key', { with: sm2.generateKeyPairHex().privateKey }],
    ['a stale timestamp', { when: new Date(at.getTime() - 300_001) }],
    // The algorithm is the key's, whatever a request looks like: a public key is no secret.
    ['an HMAC by the public key', { by: signEvent, with: `sm2:${pair.publicKey}` }],
    ['an HMAC by the public key alone', { by: signEvent, with: pair.publicKey }],
    ['SM2 for a key of HMAC', { keyId: 'k1' }],
    ['no signature', { by: () => '' }],
    ['noughts', { by: () => '0'.repeat(128) }],
    ['a signature that is no hex', { by: () => 'z'.repeat(128) }],
    ['a signature as DER', { by: () => `30${'0'.repeat(138)}` }],
  ])('%s is refused', async (_, change) => {
    const headers = headersFor({ ...bySm2, ...change })
    expect(await thrownBy(() => gateAt(at)({ headers, rawBody: body }))).toEqual(refused)
  })

  test('too many at once are asked to come again, and use up no nonce', async () => {
    let answer: 'busy' | true = 'busy'
    const verify = gateAt(at, async () => answer)
    const send = () => thrownBy(() => verify({ headers: headersFor(bySm2), rawBody: body }))
    expect(await send()).toMatchObject({ code: 'busy_try_later' })
    answer = true
    expect(await send()).toBeUndefined()
  })

  test('two of one nonce at the same moment come in once', async () => {
    const verify = gateAt(at)
    const send = () => thrownBy(() => verify({ headers: headersFor(bySm2), rawBody: body }))
    expect(await Promise.all([send(), send(), send()])).toEqual([undefined, refused, refused])
  })
})
