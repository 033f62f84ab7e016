import { bankEventHeaders, signEvent } from '../ports/bankEvent'
import { bankGate } from './bankGate'

const secret = 'a secret for tests'
const at = new Date('2026-11-22T10:00:00Z')
const body = '{"events":[]}'

function gateAt(now: Date) {
  return bankGate({ secrets: new Map([['k1', secret]]), now: () => now })
}

function headersFor({ nonce = 'nonce-0001', when = at, keyId = 'k1', signed = body, with: key = secret } = {}) {
  const timestamp = String(when.getTime())
  const signature = signEvent(key, { timestamp, nonce, rawBody: signed })
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
const thrownBy = (work: () => void): unknown => {
  try {
    return void work()
  } catch (error) {
    return error
  }
}

test('what the bank signed comes in, once', () => {
  const verify = gateAt(at)
  expect(thrownBy(() => verify({ headers: headersFor(), rawBody: body }))).toBeUndefined()
  expect(thrownBy(() => verify({ headers: headersFor(), rawBody: body }))).toEqual(refused)
})

test.each([
  ['other bytes', { signed: '{"events":[{}]}' }],
  ['another secret', { with: 'another secret here' }],
  ['an unknown key', { keyId: 'k2' }],
  ['a stale timestamp', { when: new Date(at.getTime() - 300_001) }],
  ['a timestamp of the future', { when: new Date(at.getTime() + 300_001) }],
  ['too short a nonce', { nonce: 'n' }],
])('%s is refused', (_, change) => {
  expect(thrownBy(() => gateAt(at)({ headers: headersFor(change), rawBody: body }))).toEqual(refused)
})

test('a request that was refused does not use up its nonce', () => {
  const verify = gateAt(at)
  thrownBy(() => verify({ headers: headersFor({ with: 'another secret here' }), rawBody: body }))
  expect(thrownBy(() => verify({ headers: headersFor(), rawBody: body }))).toBeUndefined()
})

test('no headers at all are refused', () => {
  expect(thrownBy(() => gateAt(at)({ headers: {}, rawBody: body }))).toEqual(refused)
})
