import { createPublicKey, verify } from 'node:crypto'
import { listSigner } from '../../server/features/home/signList'
import { writtenIn } from './writtenIn'

const seed = Buffer.alloc(32, 5)
const server = { TARO_APP_API_BASE_URL: 'https://kaquan.example' }
const key = Buffer.alloc(32, 7).toString('base64')
const keysIn = (variables: Record<string, string>) => writtenIn(variables).TARO_APP_JUMP_LIST_KEYS

test('the keys that are named are written in, whatever server it is for', () => {
  expect(keysIn({ ...server, TARO_APP_JUMP_LIST_KEYS: ` ${key}, ${key}` })).toBe(`${key},${key}`)
})

test('for a server elsewhere no key of this machine is written in', () => {
  expect(keysIn({ ...server, JUMP_LIST_KEY: seed.toString('base64') })).toBe('')
  expect(writtenIn(server).TARO_APP_API_BASE_URL).toBe('https://kaquan.example')
})

test('for the product on this machine the key is the one by which that product signs', () => {
  const list = listSigner({ seed, appId: 'wx' })({ programmeId: 'p', targets: [] })
  const spki = Buffer.from(
    `302a300506032b6570032100${Buffer.from(keysIn({ JUMP_LIST_KEY: seed.toString('base64') }), 'base64').toString('hex')}`,
    'hex',
  )
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  expect(verify(null, Buffer.from(list.text), publicKey, Buffer.from(list.signature, 'base64'))).toBe(true)
})

test.each(['AAAA', `${key},`, 'a key'])('%s is no list of public keys', (named) => {
  expect(() => keysIn({ TARO_APP_JUMP_LIST_KEYS: named })).toThrow('32 bytes in base64')
})
