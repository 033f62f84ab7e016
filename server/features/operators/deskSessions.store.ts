import type { Reader, Tx } from '../../db/database'
import { marks, moment } from '../../db/statements'
import type { OperatorRow, OperatorSessionRow } from './operators.entities'
import { type Operator, operatorFrom } from './operators.store'

export interface StoredSession {
  id: string
  operatorId: string
  startedAt: Date
  seenAt: Date
  expiresAt: Date
  address: string
  agent: string
}

const columns = 'id, operator_id, started_at, seen_at, expires_at, address, agent'

export async function insertSession(tx: Tx, session: StoredSession & { fingerprint: string }): Promise<void> {
  const { id, operatorId, startedAt, seenAt, expiresAt, address, agent, fingerprint } = session
  const times = { started_at: startedAt, seen_at: seenAt, expires_at: expiresAt, ended_at: null }
  await tx.insert('operator_session', [
    { id, operator_id: operatorId, token_fingerprint: fingerprint, ...times, address, agent },
  ])
}

/** From where somebody got in with this login since, the latest first. */
export async function signedInFrom(
  reader: Reader,
  { login, since }: { login: string; since: Date },
): Promise<string[]> {
  const rows = await reader.rows<Pick<OperatorSessionRow, 'address'>>(
    `SELECT s.address FROM operator_session s JOIN operator o ON o.id = s.operator_id
     WHERE o.login = ? AND s.started_at >= ? ORDER BY s.id DESC LIMIT 200`,
    [login, since],
  )
  return rows.map(({ address }) => address)
}

/** The session with this token and its operator as they are now; null when it ended or the operator was disabled. */
export async function sessionByToken(
  reader: Reader,
  { id, fingerprints, now }: { id: string; fingerprints: readonly string[]; now: Date },
): Promise<{ session: StoredSession; operator: Operator } | null> {
  const [row] = await reader.rows<OperatorSessionRow & OperatorRow & { session_id: string }>(
    `SELECT s.id AS session_id, s.operator_id, s.started_at, s.seen_at, s.expires_at, s.address, s.agent,
       o.id, o.programme_id, o.name, o.roles, o.created_at, o.disabled_at
     FROM operator_session s JOIN operator o ON o.id = s.operator_id
     WHERE s.id = ? AND s.token_fingerprint IN (${marks(fingerprints)}) AND s.ended_at IS NULL AND s.expires_at > ? AND o.disabled_at IS NULL`,
    [id, ...fingerprints, now],
  )
  return row ? { session: sessionFrom({ ...row, id: row.session_id }), operator: operatorFrom(row) } : null
}

export async function liveSessions(reader: Reader, operatorId: string, now: Date): Promise<StoredSession[]> {
  const rows = await reader.rows<OperatorSessionRow>(
    `SELECT ${columns} FROM operator_session WHERE operator_id = ? AND ended_at IS NULL AND expires_at > ? ORDER BY id DESC`,
    [operatorId, now],
  )
  return rows.map(sessionFrom)
}

export async function findLiveSession(reader: Reader, id: string, now: Date): Promise<StoredSession | null> {
  const [row] = await reader.rows<OperatorSessionRow>(
    `SELECT ${columns} FROM operator_session WHERE id = ? AND ended_at IS NULL AND expires_at > ?`,
    [id, now],
  )
  return row ? sessionFrom(row) : null
}

export async function storeSeen(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.change('UPDATE operator_session SET seen_at = ? WHERE id = ? AND seen_at < ?', [now, id, now])
}

/** The same, with its token by the current key. */
export async function storeSeenBy(
  tx: Tx,
  { id, tokenFingerprint, now }: { id: string; tokenFingerprint: string; now: Date },
): Promise<void> {
  const sql = 'UPDATE operator_session SET seen_at = ?, token_fingerprint = ? WHERE id = ? AND seen_at < ?'
  await tx.change(sql, [now, tokenFingerprint, id, now])
}

export function endSession(tx: Tx, id: string, now: Date): Promise<number> {
  return tx.change('UPDATE operator_session SET ended_at = ? WHERE id = ? AND ended_at IS NULL', [now, id])
}

export function endSessionsOf(tx: Tx, operatorId: string, now: Date): Promise<number> {
  return tx.change('UPDATE operator_session SET ended_at = ? WHERE operator_id = ? AND ended_at IS NULL', [
    now,
    operatorId,
  ])
}

export function endOtherSessionsOf(
  tx: Tx,
  { operatorId, sessionId }: { operatorId: string; sessionId: string },
  now: Date,
): Promise<number> {
  const others = 'operator_id = ? AND id <> ? AND ended_at IS NULL AND expires_at > ?'
  return tx.change(`UPDATE operator_session SET ended_at = ? WHERE ${others}`, [now, operatorId, sessionId, now])
}

function sessionFrom(row: OperatorSessionRow): StoredSession {
  return {
    id: row.id,
    operatorId: row.operator_id,
    startedAt: moment(row.started_at),
    seenAt: moment(row.seen_at),
    expiresAt: moment(row.expires_at),
    address: row.address,
    agent: row.agent,
  }
}
