import type { FindSession } from '../../http/sessions'
import type { IdentityDeps } from './dependencies'
import { seenLongAgo } from './session.rules'
import { findByToken, storeSeen } from './sessions.store'
import { tokenTrace } from './token'

/** Finds who asks by the token of the request, with the level that they have at this moment. */
export function findSession({
  database,
  vault,
  surroundings,
}: Pick<IdentityDeps, 'database' | 'vault' | 'surroundings'>): FindSession {
  return async (token) => {
    const trace = tokenTrace(vault, token)
    const session = trace && (await findByToken(database.reader, trace))
    const now = surroundings.now()
    if (!session || session.expiresAt <= now) return null
    const { sessionId, cardholderId, programmeId, level } = session
    const unlessAfter = seenLongAgo(now)
    if (session.lastSeenAt <= unlessAfter) {
      await database.inTransaction((tx) => storeSeen(tx, { cardholderId, sessionId, now, unlessAfter }))
    }
    return { sessionId, cardholderId, programmeId, level }
  }
}
