import { createHmac } from 'node:crypto'
import type { FingerprintPurpose } from '../ports/vault'

export type KeyedHashName = 'sha256' | 'sm3'

/** A key of 32 bytes, and with which hash its HMAC is made. */
export interface FingerprintKey {
  hash: KeyedHashName
  key: Buffer
}

const length = 64

/** How the fingerprints of a version begin; those of version 1 are from before there were versions, and bare. */
export function fingerprintPrefix(version: number): string | null {
  return version === 1 ? null : `${version}:`
}

/** HMAC-SHA256 or HMAC-SM3 in hex behind the version, cut to 64 characters: 240 bits and more are left of it. */
export function fingerprintBy(
  version: number,
  { hash, key }: FingerprintKey,
  { purpose, text }: { purpose: FingerprintPurpose; text: string },
): string {
  const hex = createHmac(hash, key).update(`${purpose}\n${text}`).digest('hex')
  return `${fingerprintPrefix(version) ?? ''}${hex}`.slice(0, length)
}
