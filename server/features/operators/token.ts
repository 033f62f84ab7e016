import { randomBytes } from 'node:crypto'
import { isId } from '../../../shared/values/ids'
import type { Vault } from '../../ports/vault'

/**
 * `<id>.<secret>` of an operator or of a session, in the form of a cardholder's token, so that logs are scrubbed of both alike. Made from the
 * system's own randomness: no test has a reason to hold it.
 */
export function newToken(vault: Vault, id: string, purpose: TokenOf = 'operator') {
  const token = `${id}.${randomBytes(32).toString('base64url')}`
  return { token, fingerprint: vault.fingerprint(purpose, token) }
}

/** What finds the token's owner, an operator or a session; null when the text is no token at all. */
export function tokenTrace(vault: Vault, token: string, purpose: TokenOf = 'operator'): TokenTrace | null {
  const [id = '', secret = '', ...rest] = token.split('.')
  if (rest.length > 0 || !isId(id) || !/^[\w-]{43}$/.test(secret)) return null
  return { id, fingerprints: vault.fingerprints(purpose, token) }
}

/** Of a program, of a browser that is signed in, or of an account that is to be set up. */
type TokenOf = 'operator' | 'desk'

export interface TokenTrace {
  id: string
  /** By every key that is known, the current one first. */
  fingerprints: readonly string[]
}
