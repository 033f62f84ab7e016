import { createPublicKey, verify } from 'node:crypto'
import { listSigner } from './signList'

// The first test vector of RFC 8032, 7.1.
const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex')
const publicHex = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'
const targets = [{ id: 'account', title: '账户', titleEn: 'Account', appId: 'wx-bank', path: 'pages/a' }]
const signed = listSigner({ seed, appId: 'wx-ours' })({ programmeId: 'p', targets })

/** As anybody does who has the public key, and nothing of ours. */
function isOurs({ text, signature, publicKey }: typeof signed): boolean {
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(publicKey, 'base64')])
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
}

test('the public key is that of the seed', () => {
  expect(Buffer.from(signed.publicKey, 'base64').toString('hex')).toBe(publicHex)
})

test('says whose list it is and where it leads, and can be checked by anybody', () => {
  expect(JSON.parse(signed.text)).toEqual({ programmeId: 'p', appId: 'wx-ours', targets })
  expect(isOurs(signed)).toBe(true)
})

test('with one more target, or of another key, it is not ours', () => {
  expect(isOurs({ ...signed, text: signed.text.replace('wx-bank', 'wx-thief') })).toBe(false)
  const other = listSigner({ seed: Buffer.alloc(32, 7), appId: 'wx-ours' })({ programmeId: 'p', targets })
  expect(isOurs({ ...signed, signature: other.signature })).toBe(false)
})
