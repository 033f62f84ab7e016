import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { Vault } from '../ports/vault'

export interface VaultKeys {
  /** The version that seals; older ones only open. */
  current: number
  /** 32 bytes each, by version. */
  keys: ReadonlyMap<number, Buffer>
  /** 32 bytes for fingerprints; not rotated with the others, since look-ups depend on it. */
  fingerprintKey: Buffer
}

const ivBytes = 12
const tagBytes = 16

/** AES-256-GCM; the sealed form is `v<version>.<base64url of iv, tag and text>`. */
export function aesVault({ current, keys, fingerprintKey }: VaultKeys): Vault {
  const keyOf = (version: number) => {
    const key = keys.get(version)
    if (!key) throw new Error(`there is no data key of version ${version}`)
    return key
  }
  return {
    seal(text) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', keyOf(current), iv)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `v${current}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`
    },
    open(sealed) {
      const [, version, payload] = /^v(\d+)\.([\w-]+)$/.exec(sealed) ?? []
      if (version === undefined || payload === undefined) throw new Error('this was not sealed by the vault')
      const bytes = Buffer.from(payload, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', keyOf(Number(version)), bytes.subarray(0, ivBytes))
      decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
      return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8')
    },
    fingerprint: (purpose, text) => createHmac('sha256', fingerprintKey).update(`${purpose}\n${text}`).digest('hex'),
  }
}
