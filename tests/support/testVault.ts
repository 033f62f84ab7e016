import { randomBytes } from 'node:crypto'
import { keyedVault } from '../../server/adapters/vault'
import type { Vault } from '../../server/ports/vault'

/** The production vault with keys of its own: what one has sealed, no other can open. */
export function testVault(): Vault {
  const data = { current: 1, keys: new Map([[1, randomBytes(32)]]) }
  const fingerprints = { current: 1, keys: new Map([[1, { hash: 'sha256' as const, key: randomBytes(32) }]]) }
  return keyedVault({ cipher: 'aes-256-gcm', data, fingerprints })
}
