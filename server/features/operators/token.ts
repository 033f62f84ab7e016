import { randomBytes } from 'node:crypto'
import { isId } from '../../../shared/values/ids'
import type { Vault } from '../../ports/vault'

/**
 * `<operatorId>.<secret>`, in the form of a cardholder's token, so that logs are scrubbed of both alike. Made from the
 * system's own randomness: no test has a reason to hold it.
 */
export function newToken(vault: Vault, operatorId: string): { token: string; fingerprint: string } {
  const token = `${operatorId}.${randomBytes(32).toString('base64url')}`
  return { token, fingerprint: vault.fingerprint('operator', token) }
}

/** What finds the token's operator; null when the text is no token at all. */
export function tokenTrace(vault: Vault, token: string): { operatorId: string; fingerprint: string } | null {
  const [operatorId = '', secret = '', ...rest] = token.split('.')
  if (rest.length > 0 || !isId(operatorId) || !/^[\w-]{43}$/.test(secret)) return null
  return { operatorId, fingerprint: vault.fingerprint('operator', token) }
}
