import type { Database } from '../../db/database'
import type { Attempts } from '../../http/attempts'
import type { Credentials, FindOperator, OperatorSession } from '../../http/operators'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import { isLocked, seenEveryMs } from './deskSession.rules'
import { sessionByToken, storeSeenBy } from './deskSessions.store'
import { operatorByToken, rehashToken } from './operators.store'
import { tokenTrace } from './token'

interface FindDeps {
  database: Database
  vault: Vault
  surroundings: Surroundings
  attempts: Attempts
}

/**
 * Finds the operator by the cookie of their browser or the token of their program, with the roles that they have at this
 * moment; counts what is unknown. It is counted afterwards, since it cannot be guessed and many tries at one moment gain
 * nothing, while a page of the console asks many things at once.
 */
export function findOperator(deps: FindDeps): FindOperator {
  return async ({ kind, text }, address) => {
    await deps.attempts.refuseSpent('operatorToken', { address })
    const operator = await found(deps, { kind, text })
    if (!operator) await deps.attempts.count('operatorToken', { address })
    return operator
  }
}

async function found({ database, vault, surroundings }: FindDeps, { kind, text }: Credentials) {
  if (kind === 'cookie') return inSession({ database, vault, surroundings }, text)
  const trace = tokenTrace(vault, text)
  const operator = trace && (await operatorByToken(database.reader, trace))
  if (!operator) return null
  const { id, foundBy: from } = operator
  const to = vault.fingerprint('operator', text)
  // A program's token has no end, and only the program can ever say it: each use brings it to the current key.
  if (from !== to) await database.inTransaction((tx) => rehashToken(tx, id, { from, to }))
  return sessionOf(operator)
}

async function inSession({ database, vault, surroundings }: Omit<FindDeps, 'attempts'>, token: string) {
  const now = surroundings.now()
  const trace = tokenTrace(vault, token, 'desk')
  const known = trace && (await sessionByToken(database.reader, { ...trace, now }))
  if (!known) return null
  const { session, operator } = known
  const locked = isLocked(session, now)
  if (!locked && now.getTime() - session.seenAt.getTime() > seenEveryMs) {
    const tokenFingerprint = vault.fingerprint('desk', token)
    await database.inTransaction((tx) => storeSeenBy(tx, { id: session.id, tokenFingerprint, now }))
  }
  const { id: sessionId, expiresAt } = session
  const desk = { sessionId, expiresAt, isLocked: locked, csrf: csrfOf(vault, token) }
  return { ...sessionOf(operator), desk }
}

function sessionOf({ id, name, programmeId, roles }: Omit<OperatorSession, 'operatorId'> & { id: string }) {
  return { operatorId: id, name, programmeId, roles }
}

/** Worked out from the token, so that it is kept nowhere and belongs to this session alone. */
export function csrfOf(vault: Vault, token: string): string {
  return vault.fingerprint('csrf', token)
}
