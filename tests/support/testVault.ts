import { randomBytes } from 'node:crypto'
import { aesVault } from '../../server/adapters/vault.aes'
import type { Vault } from '../../server/ports/vault'

/** The production vault with keys of its own: what one has sealed, no other can open. */
export function testVault(): Vault {
  return aesVault({ current: 1, keys: new Map([[1, randomBytes(32)]]), fingerprintKey: randomBytes(32) })
}
