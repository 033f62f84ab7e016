import { signEvent, verifySignature } from './bankEvent'
import { isInsideWindow, signRequest, verifyRequest } from './requestSignature'

const envelope = { timestamp: '1495500000000', nonce: 'n1', rawBody: '{"events":[]}' }

describe('an event signature', () => {
  const signature = signEvent('secret', envelope)

  it('holds for the text and for its bytes', () => {
    expect(verifySignature('secret', { ...envelope, signature })).toBe(true)
    expect(verifySignature('secret', { ...envelope, rawBody: Buffer.from(envelope.rawBody), signature })).toBe(true)
  })

  it.each([
    ['another secret', 'other', {}],
    ['another body', 'secret', { rawBody: '{"events":[ ]}' }],
    ['another timestamp', 'secret', { timestamp: '1495500000001' }],
    ['another nonce', 'secret', { nonce: 'n2' }],
    ['no signature', 'secret', { signature: '' }],
    ['a signature cut short', 'secret', { signature: signature.slice(0, 62) }],
    ['a signature that is not hex', 'secret', { signature: 'ü'.repeat(64) }],
  ])('fails with %s', (_, secret, change) => {
    expect(verifySignature(secret, { ...envelope, signature, ...change })).toBe(false)
  })

  it('is the documented HMAC', () => {
    expect(signature).toBe('544edbf8251cf04fe7776e7dc512f1159406ea54f1a336a24f07fc1f783162b3')
  })
})

describe('a request signature', () => {
  const request = { timestamp: '1', nonce: 'n', method: 'POST', path: '/v1/orders', body: '{}' }
  const signature = signRequest('secret', request)

  it('covers the method, the path and the body', () => {
    expect(verifyRequest('secret', { ...request, signature })).toBe(true)
    expect(verifyRequest('secret', { ...request, method: 'PUT', signature })).toBe(false)
    expect(verifyRequest('secret', { ...request, path: '/v1/orders?x=1', signature })).toBe(false)
    expect(verifyRequest('secret', { ...request, body: '{} ', signature })).toBe(false)
  })

  it.each([
    ['1495500000000', true],
    ['1495500300000', true],
    ['1495500300001', false],
    ['1495499699999', false],
    ['2017-05-23', false],
    ['', false],
  ])('has a timestamp near now: %s', (timestamp, inside) => {
    expect(isInsideWindow(timestamp, new Date(1495500000000))).toBe(inside)
  })
})
