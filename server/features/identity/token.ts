import { randomBytes } from 'node:crypto'
import { type Id, isId } from '../../../shared/values/ids'
import type { Vault } from '../../ports/vault'

/**
 * `<cardholderId>.<secret>`: the cardholder in front lets the session be found by its key, the secret is what counts.
 * Made from the system's own randomness and not from the chance that is passed in: no test has a reason to hold it.
 */
export function newToken(cardholderId: Id | string): string {
  return `${cardholderId}.${randomBytes(32).toString('base64url')}`
}

/** What is stored of a token and what finds it again; null when the text is no token at all. */
export function tokenTrace(
  vault: Vault,
  token: string,
): { cardholderId: string; fingerprints: readonly string[] } | null {
  const [cardholderId = '', secret = '', ...rest] = token.split('.')
  if (rest.length > 0 || !isId(cardholderId) || !/^[\w-]{43}$/.test(secret)) return null
  return { cardholderId, fingerprints: vault.fingerprints('token', token) }
}
