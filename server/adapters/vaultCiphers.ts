import { createCipheriv, createDecipheriv, createHmac, getCiphers, randomBytes, timingSafeEqual } from 'node:crypto'
import { sm4 } from 'sm-crypto-v2'

/** How text is encrypted under a key of 32 bytes; whatever was changed does not open. */
export interface DataCipher {
  /** What stands in front of the version in the sealed form. */
  mark: string
  seal(key: Buffer, text: string): Buffer
  /** @throws Error when the bytes were changed or sealed under another key */
  open(key: Buffer, bytes: Buffer): string
}

export const dataCipherNames = ['aes-256-gcm', 'sm4'] as const
export type DataCipherName = (typeof dataCipherNames)[number]

const gcmIvBytes = 12
const gcmTagBytes = 16

const aes256gcm: DataCipher = {
  mark: 'v',
  seal(key, text) {
    const iv = randomBytes(gcmIvBytes)
    const cipher = createCipheriv('aes-256-gcm', key, iv)
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), sealed])
  },
  open(key, bytes) {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, gcmIvBytes), { authTagLength: gcmTagBytes })
    decipher.setAuthTag(bytes.subarray(gcmIvBytes, gcmIvBytes + gcmTagBytes))
    return Buffer.concat([decipher.update(bytes.subarray(gcmIvBytes + gcmTagBytes)), decipher.final()]).toString('utf8')
  },
}

const blockBytes = 16
const macBytes = 32

/**
 * SM4-CBC (GB/T 32907), then HMAC-SM3 (GB/T 32905) over the initial vector and the encrypted text: encrypt, then
 * authenticate. The two keys are derived, so that none does two things, and nothing is decrypted that does not hold.
 */
const sm4WithSm3: DataCipher = {
  mark: 'sm4v',
  seal(key, text) {
    const { encrypting, authenticating } = sm4Keys(key)
    const iv = randomBytes(blockBytes)
    const sealed = sm4Cbc.encrypt({ key: encrypting, iv }, Buffer.from(text, 'utf8'))
    return Buffer.concat([iv, hmacSm3(authenticating, Buffer.concat([iv, sealed])), sealed])
  },
  open(key, bytes) {
    if (bytes.length < blockBytes + macBytes + blockBytes) throw new Error('this is too short to be sealed text')
    const { encrypting, authenticating } = sm4Keys(key)
    const [iv, sealed] = [bytes.subarray(0, blockBytes), bytes.subarray(blockBytes + macBytes)]
    const expected = hmacSm3(authenticating, Buffer.concat([iv, sealed]))
    if (!timingSafeEqual(expected, bytes.subarray(blockBytes, blockBytes + macBytes)))
      throw new Error('the sealed text was changed, or sealed under another key')
    return sm4Cbc.decrypt({ key: encrypting, iv }, sealed).toString('utf8')
  },
}

export const dataCiphers: Readonly<Record<DataCipherName, DataCipher>> = { 'aes-256-gcm': aes256gcm, sm4: sm4WithSm3 }

function sm4Keys(key: Buffer) {
  const derived = (use: string) => hmacSm3(key, Buffer.from(`kaquan sm4 ${use}`))
  return { encrypting: derived('encryption').subarray(0, blockBytes), authenticating: derived('authentication') }
}

function hmacSm3(key: Buffer, bytes: Buffer): Buffer {
  return createHmac('sm3', key).update(bytes).digest()
}

interface BlockKey {
  key: Buffer
  iv: Buffer
}

export interface Sm4Cbc {
  encrypt(key: BlockKey, bytes: Buffer): Buffer
  decrypt(key: BlockKey, bytes: Buffer): Buffer
}

/** By OpenSSL, which is some hundred times faster. */
export const sm4ByOpenssl: Sm4Cbc = {
  encrypt({ key, iv }, bytes) {
    const cipher = createCipheriv('sm4-cbc', key, iv)
    return Buffer.concat([cipher.update(bytes), cipher.final()])
  },
  decrypt({ key, iv }, bytes) {
    const decipher = createDecipheriv('sm4-cbc', key, iv)
    return Buffer.concat([decipher.update(bytes), decipher.final()])
  },
}

/** For a Node.js whose OpenSSL was built without it; the bytes are the same. */
export const sm4ByScript: Sm4Cbc = {
  encrypt: ({ key, iv }, bytes) => Buffer.from(sm4.encrypt(bytes, key, { mode: 'cbc', iv, output: 'array' })),
  decrypt: ({ key, iv }, bytes) => Buffer.from(sm4.decrypt(bytes, key, { mode: 'cbc', iv, output: 'array' })),
}

const sm4Cbc = getCiphers().includes('sm4-cbc') ? sm4ByOpenssl : sm4ByScript
