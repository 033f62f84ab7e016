import type { Validity } from '../../../shared/contract/identity'
import { instantOf } from '../../db/ownData'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import type { IdentityDeps } from './dependencies'
import { endOf } from './session.rules'
import { deleteAllSessions, deleteSession, openSessionsOf, storeValidity } from './sessions.store'
import { type Trust, trustOf } from './trust.store'

export async function listDevices({ database, surroundings }: IdentityDeps, { cardholderId, sessionId }: Session) {
  const now = surroundings.now()
  const sessions = await openSessionsOf(database.reader, { cardholderId, now })
  const trust = await trustOf(database.reader, cardholderId)
  return {
    sessions: sessions.map((each) => ({
      id: each.sessionId,
      device: each.device,
      startedAt: each.startedAt.toISOString(),
      lastSeenAt: each.lastSeenAt.toISOString(),
      expiresAt: each.expiresAt.toISOString(),
      current: each.sessionId === sessionId,
      trustedAt: instantOf(trust.get(each.sessionId)?.trustedAt ?? null),
      biometricFrom: instantOf(stillToCome(trust.get(each.sessionId), now)),
    })),
  }
}

function stillToCome(trust: Trust | undefined, now: Date): Date | null {
  const from = trust?.biometricFrom ?? null
  return from !== null && from > now ? from : null
}

/** @throws Refused session_ended when the session was ended meanwhile. */
export async function chooseValidity(
  { database, surroundings }: IdentityDeps,
  { session: { cardholderId, sessionId }, validity }: { session: Session; validity: Validity },
) {
  const expiresAt = endOf(validity, surroundings.now())
  const changed = await database.inTransaction((tx) =>
    storeValidity(tx, { cardholderId, sessionId, validity, expiresAt }),
  )
  if (changed === 0) throw new Refused('session_ended')
  return { validity, expiresAt: expiresAt.toISOString() }
}

/** @throws Refused not_found when it is not a session of this cardholder. */
export async function logOut(
  { database }: IdentityDeps,
  { session, sessionId }: { session: Session; sessionId: string },
): Promise<{ ended: number }> {
  const ending = {
    cardholderId: session.cardholderId,
    sessionId: sessionId === 'current' ? session.sessionId : sessionId,
  }
  const ended = await database.inTransaction((tx) => deleteSession(tx, ending))
  if (ended === 0) throw new Refused('not_found')
  return { ended }
}

export async function logOutEverywhere({ database }: IdentityDeps, { cardholderId }: Session) {
  return { ended: await database.inTransaction((tx) => deleteAllSessions(tx, cardholderId)) }
}
