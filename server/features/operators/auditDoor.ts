import type { AuditAction } from '../../../shared/contract/audit'
import type { Change } from '../../../shared/contract/requests'
import type { Database, Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import { insertAudit } from './audit.store'
import type { Operator } from './operators.store'

interface From {
  requestId: string
  address: string
}

/** Writes down that an operator came in, went on or chose a password, in the transaction that lets them. */
export function auditDoor(
  tx: Tx,
  { surroundings }: { surroundings: Surroundings },
  { operator: { id, programmeId }, action, changes = [], requestId, address }: Happened & From,
): Promise<void> {
  const who = { operatorId: id, programmeId, subject: id, requestId, address }
  const when = { id: surroundings.newId(), at: surroundings.now() }
  return insertAudit(tx, { ...when, ...who, action, reason: null, changes })
}

interface Happened {
  operator: Operator
  action: AuditAction
  changes?: Change[]
}

interface Refusal extends From {
  door: 'signIn' | 'unlock' | 'enrolment' | 'password'
  /** Null where nobody has the login. */
  account: Operator | null
  /** Stands for the login: somebody may have typed their password there. */
  trace: string
  /** Until when the login is closed by this failure. */
  closedUntil: Date | null
}

/**
 * Writes down that somebody was refused at the door, and that it is closed for a while by that. Nothing is known about who
 * it was, so no operator stands there as the one who did it; where there is such a login, its owner is the subject. Tries
 * at a closed door leave no rows: they are refused before anything is looked at, and who knocks on could fill the log.
 */
export function auditRefusal(
  { database, surroundings }: { database: Database; surroundings: Surroundings },
  { door, account, trace, closedUntil, requestId, address }: Refusal,
): Promise<void> {
  const programmeId = account?.programmeId ?? '*'
  const about = {
    at: surroundings.now(),
    operatorId: null,
    programmeId,
    subject: account?.id ?? 'nobody',
    reason: null,
  }
  const login = { field: 'session.login', before: null, after: trace.slice(0, 16) }
  return database.inTransaction(async (tx) => {
    const from = { ...about, requestId, address }
    const where = { field: 'session.door', before: null, after: door }
    await insertAudit(tx, { ...from, id: surroundings.newId(), action: 'session.refused', changes: [where, login] })
    if (!closedUntil) return
    const closed = { field: 'session.lockedUntil', before: null, after: closedUntil.toISOString() }
    await insertAudit(tx, { ...from, id: surroundings.newId(), action: 'session.locked', changes: [closed, login] })
  })
}
