import { createHmac, getCiphers } from 'node:crypto'
import { sm3, sm4 } from 'sm-crypto-v2'
import { keyedVault, type VaultKeys } from './vault'
import { type DataCipherName, dataCipherNames, sm4ByOpenssl, sm4ByScript } from './vaultCiphers'

const key = (byte: number) => Buffer.alloc(32, byte)
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')

function vaultWith({
  cipher = 'aes-256-gcm',
  current = 1,
  prints = 1,
}: Partial<Record<'current' | 'prints', number>> & { cipher?: DataCipherName } = {}) {
  const keys: VaultKeys = {
    cipher,
    data: { current, keys: new Map([1, 2].map((version) => [version, key(version)])) },
    fingerprints: {
      current: prints,
      keys: new Map([
        [1, { hash: 'sha256', key: key(7) }],
        [2, { hash: 'sm3', key: key(8) }],
      ]),
    },
  }
  return keyedVault(keys)
}

describe.each(dataCipherNames)('%s', (cipher) => {
  test.each(['', '13800000001', '卡密 KQ-0001 🎫', 'x'.repeat(600)])('opens what it has sealed: %s', (text) => {
    const vault = vaultWith({ cipher })
    const sealed = vault.seal(text)
    expect(sealed).not.toContain(text || 'nothing')
    expect(vault.open(sealed)).toBe(text)
    expect(vault.seal(text)).not.toBe(sealed)
  })

  test('every byte counts', () => {
    const vault = vaultWith({ cipher })
    const [head = '', payload = ''] = vault.seal('13800000001').split('.')
    const bytes = Buffer.from(payload, 'base64url')
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      expect(() => vault.open(`${head}.${changed.toString('base64url')}`)).toThrow()
    }
    for (const cut of [0, 1, 16, 28, bytes.length - 1])
      expect(() => vault.open(`${head}.${bytes.subarray(0, cut).toString('base64url')}`)).toThrow()
  })

  test('the version is in the sealed form, and either cipher opens what the other has sealed', () => {
    const sealed = vaultWith({ cipher, current: 2 }).seal('text')
    expect(sealed).toMatch(cipher === 'sm4' ? /^sm4v2\./ : /^v2\./)
    for (const other of dataCipherNames) expect(vaultWith({ cipher: other }).open(sealed)).toBe('text')
  })
})

test('what another version or nobody sealed does not open', () => {
  const vault = vaultWith()
  const sealed = vault.seal('text')
  expect(() => vault.open(sealed.replace('v1', 'v2'))).toThrow()
  expect(() => vault.open(sealed.replace('v1', 'v3'))).toThrow('no key of version 3')
  for (const text of ['', 'text', 'v1.', 'x1.abc', 'v1.a b']) expect(() => vault.open(text)).toThrow()
})

describe('a fingerprint', () => {
  test('is the same for the same text and purpose, and has 64 characters', () => {
    for (const prints of [1, 2]) {
      const vault = vaultWith({ prints })
      const print = vault.fingerprint('phone', '13800000001')
      expect(print).toHaveLength(64)
      expect(vault.fingerprint('phone', '13800000001')).toBe(print)
      expect(vault.fingerprint('account', '13800000001')).not.toBe(print)
    }
  })

  test('of version 1 is HMAC-SHA256 in hex, as it always was, and later ones say their version', () => {
    const expected = createHmac('sha256', key(7)).update('phone\n13800000001').digest('hex')
    expect(vaultWith().fingerprint('phone', '13800000001')).toBe(expected)
    const later = createHmac('sm3', key(8)).update('phone\n13800000001').digest('hex')
    expect(vaultWith({ prints: 2 }).fingerprint('phone', '13800000001')).toBe(`2:${later}`.slice(0, 64))
  })

  test('is found by the older keys too', () => {
    const before = vaultWith().fingerprint('phone', '13800000001')
    const vault = vaultWith({ prints: 2 })
    expect(vault.fingerprints('phone', '13800000001')).toEqual([vault.fingerprint('phone', '13800000001'), before])
    expect(vault.isFingerprint(before, 'phone', '13800000001')).toBe(true)
    expect(vault.isFingerprint(before, 'phone', '13800000002')).toBe(false)
    expect(vault.isFingerprint('', 'phone', '13800000001')).toBe(false)
  })
})

describe('the published examples', () => {
  // GB/T 32907-2016, appendix A.1.
  test('of SM4: one block', () => {
    const block = hex('0123456789ABCDEFFEDCBA9876543210')
    const encrypted = '681edf34d206965e86b3e94f536e4246'
    expect(Buffer.from(sm4.encrypt(block, block, { padding: 'none', output: 'array' })).toString('hex')).toBe(encrypted)
    // In CBC the first block is the same where the initial vector is nought.
    const iv = Buffer.alloc(16)
    for (const by of [sm4ByOpenssl, sm4ByScript])
      expect(by.encrypt({ key: block, iv }, block).subarray(0, 16).toString('hex')).toBe(encrypted)
  })

  // RFC 8998 has none of CBC; draft-ribose-cfrg-sm4-10, appendix A.2.2.1.
  test('of SM4 in CBC: two blocks', () => {
    const [k, iv] = [hex('0123456789ABCDEFFEDCBA9876543210'), hex('000102030405060708090A0B0C0D0E0F')]
    const text = hex('AAAAAAAABBBBBBBBCCCCCCCCDDDDDDDDEEEEEEEEFFFFFFFFAAAAAAAABBBBBBBB')
    const expected = '78ebb11cc40b0a48312aaeb2040244cb4cb7016951909226979b0d15dc6a8f6d'
    for (const by of [sm4ByOpenssl, sm4ByScript])
      expect(by.encrypt({ key: k, iv }, text).subarray(0, 32).toString('hex')).toBe(expected)
  })

  // GB/T 32905-2016, appendix A.
  test.each([
    ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
  ])('of SM3: %s', (text, expected) => {
    expect(sm3(text)).toBe(expected)
    expect(createHmac('sm3', '').update('').digest('hex')).toBe(sm3('', { key: new Uint8Array(0), mode: 'hmac' }))
  })

  // GM/T 0042-2015, appendix D.3.
  test.each([
    [
      '0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20',
      Buffer.from('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'.repeat(2)),
      'ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a',
    ],
    [
      '0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425',
      Buffer.alloc(50, 0xcd),
      '220bf579ded555393f0159f66c99877822a3ecf610d1552154b41d44b94db3ae',
    ],
  ])('of HMAC-SM3 under %s', (k, text, expected) => {
    expect(createHmac('sm3', Buffer.from(k, 'hex')).update(text).digest('hex')).toBe(expected)
  })
})

test('SM4 of OpenSSL and of the script are the same bytes', () => {
  expect(getCiphers()).toContain('sm4-cbc')
  for (let size = 0; size < 40; size++) {
    const [block, bytes] = [{ key: Buffer.alloc(16, size), iv: Buffer.alloc(16, 255 - size) }, Buffer.alloc(size, size)]
    const sealed = sm4ByOpenssl.encrypt(block, bytes)
    expect(sm4ByScript.encrypt(block, bytes).equals(sealed)).toBe(true)
    expect(sm4ByScript.decrypt(block, sealed).equals(bytes)).toBe(true)
    expect(sm4ByOpenssl.decrypt(block, sealed).equals(bytes)).toBe(true)
  }
})
