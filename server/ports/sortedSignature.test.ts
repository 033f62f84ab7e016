import { momentOfStamp, shanghaiStamp } from './shanghaiStamp'
import { encodeForm, parseForm, signSorted, verifySorted } from './sortedSignature'

describe('a signature over sorted fields', () => {
  /** The example that WeChat Pay publishes for this very algorithm. */
  const published = { appid: 'wxd930ea5d5a258f4f', mch_id: '10000100', device_info: '1000', body: 'test' }
  const fields = { ...published, nonce_str: 'ibuaiVcKdpRxkhJA' }
  const secret = ['192006250b4c0924', '7ec02edce69f6a2d'].join('')

  it('is the one that is published', () => {
    expect(signSorted(fields, { secret, signType: 'MD5' })).toBe('9A0A8659F005D6984697E2CA0A9CF3B7')
    const long = '6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6'
    expect(signSorted(fields, { secret, signType: 'HMAC-SHA256' })).toBe(long)
  })

  it('leaves out itself and what is empty', () => {
    const agreed = { secret, signType: 'MD5' } as const
    expect(signSorted({ ...fields, account: '', sign: 'F00' }, agreed)).toBe(signSorted(fields, agreed))
  })

  it('holds only in the way that was agreed on', () => {
    const weak = { ...fields, sign_type: 'MD5' }
    const signed = { ...weak, sign: signSorted(weak, { secret, signType: 'MD5' }) }
    expect(verifySorted(signed, { secret, signType: 'MD5' })).toBe(true)
    expect(verifySorted(signed, { secret, signType: 'HMAC-SHA256' })).toBe(false)
    const misnamed = { ...weak, sign: signSorted(weak, { secret, signType: 'HMAC-SHA256' }) }
    expect(verifySorted(misnamed, { secret, signType: 'HMAC-SHA256' })).toBe(false)
    expect(verifySorted({ ...signed, body: 'other' }, { secret, signType: 'MD5' })).toBe(false)
    expect(verifySorted({ ...signed, sign: '' }, { secret, signType: 'MD5' })).toBe(false)
  })
})

describe('a form', () => {
  it('comes back as it was sent', () => {
    const fields = { link: 'https://coupon.example/c?a=1&b=2 3', product_id: 'video+month!x', ret_msg: '成功' }
    expect(parseForm(encodeForm({ ...fields, account: '' }))).toEqual(fields)
  })

  it.each([
    ['a name twice', 'status=SUCCESS&status=FAILED'],
    ['no value', 'status'],
    ['an unknown kind of name', 'STATUS=1'],
    ['broken encoding', 'status=%E4%B8'],
    ['a separator inside a value', 'status=A%26trade_no%3DB'],
    ['an unencoded separator inside a value', 'status=A=B'],
    ['nothing', ''],
  ])('with %s is not read', (_, text) => {
    expect(parseForm(text)).toBeNull()
  })
})

test('a stamp is a second in Shanghai', () => {
  expect(shanghaiStamp(new Date('2026-11-22T16:00:00.999Z'))).toBe('20261123000000')
  expect(momentOfStamp('20261123000000')).toEqual(new Date('2026-11-22T16:00:00Z'))
  for (const wrong of ['20261323000000', '20260230000000', '2026112300000', 'now'])
    expect(momentOfStamp(wrong)).toBeNull()
})
