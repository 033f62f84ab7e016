import { isSameText } from '../ports/sameText'
import type { FingerprintPurpose, Vault } from '../ports/vault'
import { type DataCipher, type DataCipherName, dataCiphers } from './vaultCiphers'
import { type FingerprintKey, fingerprintBy, fingerprintPrefix } from './vaultHashes'

export interface VaultKeys {
  /** What seals; the other one still opens what it has sealed. */
  cipher: DataCipherName
  data: {
    /** The version that seals; the others only open. */
    current: number
    /** 32 bytes each, by version. */
    keys: ReadonlyMap<number, Buffer>
  }
  fingerprints: {
    /** The version that new fingerprints are made by; the others only find. */
    current: number
    keys: ReadonlyMap<number, FingerprintKey>
  }
}

/** The sealed form is `v<version>.<base64url>` by AES-256-GCM and `sm4v<version>.<base64url>` by SM4. */
export function keyedVault({ cipher, data, fingerprints }: VaultKeys): Vault {
  const { mark, seal } = dataCiphers[cipher]
  const sealedPrefix = `${mark}${data.current}.`
  const sealingKey = keyOf(data.keys, data.current)
  const currentKey = keyOf(fingerprints.keys, fingerprints.current)
  const older = [...fingerprints.keys].filter(([version]) => version !== fingerprints.current).sort(([a], [b]) => b - a)
  const current = (purpose: FingerprintPurpose, text: string) =>
    fingerprintBy(fingerprints.current, currentKey, { purpose, text })
  const all = (purpose: FingerprintPurpose, text: string) => [
    current(purpose, text),
    ...older.map(([version, key]) => fingerprintBy(version, key, { purpose, text })),
  ]
  return {
    seal: (text) => `${sealedPrefix}${seal(sealingKey, text).toString('base64url')}`,
    open(sealed) {
      const { by, version, bytes } = parsed(sealed)
      return by.open(keyOf(data.keys, version), bytes)
    },
    fingerprint: current,
    fingerprints: all,
    isFingerprint: (fingerprint, purpose, text) => all(purpose, text).some((one) => isSameText(one, fingerprint)),
    current: { sealedPrefix, fingerprintPrefix: fingerprintPrefix(fingerprints.current) },
  }
}

function parsed(sealed: string): { by: DataCipher; version: number; bytes: Buffer } {
  const [, mark, version = '', payload = ''] = /^(v|sm4v)(\d{1,9})\.([\w-]+)$/.exec(sealed) ?? []
  const by = Object.values(dataCiphers).find((cipher) => cipher.mark === mark)
  if (!by) throw new Error('this was not sealed by the vault')
  return { by, version: Number(version), bytes: Buffer.from(payload, 'base64url') }
}

function keyOf<Key>(keys: ReadonlyMap<number, Key>, version: number): Key {
  const key = keys.get(version)
  if (key === undefined) throw new Error(`there is no key of version ${version}`)
  return key
}
