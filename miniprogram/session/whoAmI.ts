import type { Me } from '../../shared/contract/identity'
import { Refusal } from '../wechat/refusal'
import { server, session } from './server'

/** Null for a stranger: somebody who has not logged in, or whose login has ended and needs their consent to go on. */
export async function whoAmI(): Promise<Me | null> {
  if (session.signedOut()) return null
  try {
    return await server.identity.me()
  } catch (error) {
    if (error instanceof Refusal && strange.has(error.code)) return null
    throw error
  }
}

const strange: ReadonlySet<Refusal['code']> = new Set(['session_missing', 'session_ended', 'consent_required'])
