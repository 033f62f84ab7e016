import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { checkList } from './checkList'

/** Signed by Node's own Ed25519, as the server does it. */
function keyPair(seedHex: string) {
  const der = Buffer.from(`302e020100300506032b657004220420${seedHex}`, 'hex')
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64')
  return { publicKey, sign: (text: string) => sign(null, Buffer.from(text), key).toString('base64') }
}

const ours = keyPair('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60')
const thief = keyPair('07'.repeat(32))
const text = JSON.stringify({
  programmeId: 'p',
  appId: 'wx-ours',
  targets: [{ title: '账户与积分 · 🏦', appId: 'wx-bank' }],
})
const signed = { text, signature: ours.sign(text), publicKey: ours.publicKey }
const known = { keys: [ours.publicKey], appId: 'wx-ours' }

test('a list that we have signed is ours, in a browser too', () => {
  expect(checkList(signed, known)).toBe('ours')
  expect(checkList(signed, { ...known, appId: null })).toBe('ours')
})

test('while keys change, either of them is ours', () => {
  expect(checkList(signed, { ...known, keys: [thief.publicKey, ours.publicKey] })).toBe('ours')
})

test('without a key of its own the phone cannot tell', () => {
  for (const list of [signed, null]) expect(checkList(list, { ...known, keys: [] })).toBe('unknown')
})

test.each<[string, typeof signed | null]>([
  ['is not signed at all', null],
  ['has one letter changed', { ...signed, text: text.replace('wx-bank', 'wx-thief') }],
  [
    'was signed by a thief who shows a key of their own',
    { text, signature: thief.sign(text), publicKey: thief.publicKey },
  ],
  ['was signed by a thief who shows our key', { ...signed, signature: thief.sign(text) }],
  ['has a signature that is too short', { ...signed, signature: 'AAAA' }],
  ['has no base64 for a signature', { ...signed, signature: '—'.repeat(88) }],
  ['has an empty signature', { ...signed, signature: '' }],
])('a list that %s is not ours', (_, list) => {
  expect(checkList(list, known)).toBe('not_ours')
})

test('a list that we have signed for another mini-program, or that is no list, is not ours here', () => {
  expect(checkList(signed, { ...known, appId: 'wx-another' })).toBe('not_ours')
  for (const other of ['null', '[', '"wx-ours"']) {
    expect(checkList({ ...signed, text: other, signature: ours.sign(other) }, known)).toBe('not_ours')
  }
})

test('a key that is built in wrongly makes nothing ours', () => {
  expect(checkList({ ...signed, publicKey: 'AAAA' }, { ...known, keys: ['AAAA'] })).toBe('not_ours')
})
