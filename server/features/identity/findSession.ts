import { batcher } from '../../db/batcher'
import { refuseWhenFull } from '../../http/busy'
import type { FindSession } from '../../http/sessions'
import type { IdentityDeps } from './dependencies'
import { seenLongAgo } from './session.rules'
import { findByTokens, storeSeen, type TokenTrace } from './sessions.store'
import { tokenTrace } from './token'

/**
 * Finds who asks by the token of the request, with the level that they have at this moment. Requests that come together are
 * looked up together, since a question to the database costs more than what it finds.
 */
export function findSession({
  database,
  vault,
  surroundings,
}: Pick<IdentityDeps, 'database' | 'vault' | 'surroundings'>): FindSession {
  const lookUp = batcher({
    lanes: 1,
    most: 200,
    queueLimit: 10_000,
    together: (traces: readonly TokenTrace[]) => findByTokens(database.reader, traces),
  })
  return async (token) => {
    const trace = tokenTrace(vault, token)
    refuseWhenFull(lookUp)
    const session = trace && (await lookUp.submit(trace))
    const now = surroundings.now()
    if (!session || session.expiresAt <= now) return null
    const { sessionId, cardholderId, programmeId, level } = session
    const unlessAfter = seenLongAgo(now)
    if (session.lastSeenAt <= unlessAfter) {
      const tokenFingerprint = vault.fingerprint('token', token)
      await database.inTransaction((tx) =>
        storeSeen(tx, { cardholderId, sessionId, tokenFingerprint, now, unlessAfter }),
      )
    }
    return { sessionId, cardholderId, programmeId, level, device: session.trace }
  }
}
