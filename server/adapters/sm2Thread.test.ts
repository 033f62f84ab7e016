import { sm2 } from 'sm-crypto-v2'
import { sm2Thread } from './sm2Thread'

// GM/T 0003.5-2012 (GB/T 32918.5-2017), A.2: its key, its text, its signature.
const publicKey =
  '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020' +
  'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13'
const signature =
  'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3' +
  'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa'
const bytes = Buffer.from('message digest')

const thread = sm2Thread([publicKey])
afterAll(() => thread.stop())

test('the published signature holds', async () => {
  expect(await thread.verify({ publicKey, bytes, signature })).toBe(true)
})

test.each([
  ['another text', { bytes: Buffer.from('message digesu') }],
  ['another signature', { signature: `${signature.slice(0, -1)}b` }],
  ['another key', { publicKey: sm2.generateKeyPairHex().publicKey }],
  ['a key off the curve', { publicKey: `${publicKey.slice(0, -1)}4` }],
  ['nothing', { signature: '' }],
])('%s does not', async (_, change) => {
  expect(await thread.verify({ publicKey, bytes, signature, ...change })).toBe(false)
})

test('a public key off the curve is refused at the start', () => {
  expect(() => sm2Thread([`${publicKey.slice(0, -1)}4`])).toThrow('no point of its curve')
})

test('the process goes on with other things while signatures are checked', async () => {
  let turns = 0
  const counting = setInterval(() => turns++, 1)
  const answers = await Promise.all(Array.from({ length: 200 }, () => thread.verify({ publicKey, bytes, signature })))
  clearInterval(counting)
  expect(answers.every((answer) => answer === true)).toBe(true)
  // 200 checks take a quarter of a second and more: on this thread no turn would have come in between.
  expect(turns).toBeGreaterThan(20)
})

test('the queue has an end', async () => {
  const full = sm2Thread([publicKey])
  const asked = Array.from({ length: 600 }, () => full.verify({ publicKey, bytes, signature }))
  const answers = await Promise.all(asked)
  await full.stop()
  expect(answers.filter((answer) => answer === 'busy')).toHaveLength(88)
  expect(answers.filter((answer) => answer === true)).toHaveLength(512)
})
