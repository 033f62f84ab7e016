import type { Level, Validity } from '../../../shared/contract/identity'
import type { Reader, Tx } from '../../db/database'
import { marks, moment } from '../../db/statements'
import type { DeviceTrace } from '../../http/sessions'
import type { SessionRow } from './identity.entities'

export interface StoredSession {
  sessionId: string
  cardholderId: string
  programmeId: string
  device: string
  validity: Validity
  startedAt: Date
  lastSeenAt: Date
  expiresAt: Date
}

/** One session: every statement names its cardholder too, so that nobody reaches another's. */
export interface SessionKey {
  cardholderId: string
  sessionId: string
}

const columns = 'session_id, cardholder_id, programme_id, device, validity, started_at, last_seen_at, expires_at'

export async function insertSession(tx: Tx, session: StoredSession & { tokenFingerprint: string }): Promise<void> {
  await tx.insert('session', [
    {
      cardholder_id: session.cardholderId,
      session_id: session.sessionId,
      programme_id: session.programmeId,
      token_fingerprint: session.tokenFingerprint,
      device: session.device,
      validity: session.validity,
      started_at: session.startedAt,
      last_seen_at: session.lastSeenAt,
      expires_at: session.expiresAt,
    },
  ])
}

/** What is stored of a token. */
export interface TokenTrace {
  cardholderId: string
  /** By every key that is known. */
  fingerprints: readonly string[]
}

/** The sessions with these tokens and their cardholders' levels now, expired or not; null for those that there are not. */
export async function findByTokens(
  reader: Reader,
  traces: readonly TokenTrace[],
): Promise<((StoredSession & { level: Level; trace: DeviceTrace }) | null)[]> {
  const ids = [...new Set(traces.map(({ cardholderId }) => cardholderId))]
  const fingerprints = traces.flatMap((trace) => trace.fingerprints)
  const rows = await reader.rows<SessionRow & { level: Level }>(
    `SELECT s.session_id, s.cardholder_id, s.programme_id, s.token_fingerprint, s.device, s.validity, s.started_at,
       s.last_seen_at, s.expires_at, s.trusted_at, s.wechat_rank, s.wechat_rank_at, c.level
     FROM session s JOIN cardholder c ON c.cardholder_id = s.cardholder_id
     WHERE s.cardholder_id IN (${marks(ids)}) AND s.token_fingerprint IN (${marks(fingerprints)})`,
    [...ids, ...fingerprints],
  )
  const found = new Map(rows.map((row) => [`${row.cardholder_id} ${row.token_fingerprint}`, row]))
  return traces.map(({ cardholderId, fingerprints }) => {
    const row = fingerprints.map((fingerprint) => found.get(`${cardholderId} ${fingerprint}`)).find(Boolean)
    return row ? { ...fromRow(row), level: row.level, trace: traceOf(row) } : null
  })
}

export async function findOpenSession(
  reader: Reader,
  { cardholderId, sessionId, now }: SessionKey & { now: Date },
): Promise<StoredSession | null> {
  const sql = `SELECT ${columns} FROM session WHERE cardholder_id = ? AND session_id = ? AND expires_at > ?`
  const [row] = await reader.rows<SessionRow>(sql, [cardholderId, sessionId, now])
  return row ? fromRow(row) : null
}

/** The one seen last comes first. */
export async function openSessionsOf(
  reader: Reader,
  { cardholderId, now }: { cardholderId: string; now: Date },
): Promise<StoredSession[]> {
  const rows = await reader.rows<SessionRow>(
    `SELECT ${columns} FROM session WHERE cardholder_id = ? AND expires_at > ?
     ORDER BY last_seen_at DESC, session_id DESC`,
    [cardholderId, now],
  )
  return rows.map(fromRow)
}

/**
 * Writes down that the session was seen now, when it was last seen before `unlessAfter`; and its token by the current key,
 * since nobody but its owner can ever hash it anew.
 */
export async function storeSeen(
  tx: Tx,
  seen: SessionKey & { tokenFingerprint: string; now: Date; unlessAfter: Date },
): Promise<void> {
  await tx.change(
    `UPDATE session SET last_seen_at = ?, token_fingerprint = ?
     WHERE cardholder_id = ? AND session_id = ? AND last_seen_at <= ?`,
    [seen.now, seen.tokenFingerprint, seen.cardholderId, seen.sessionId, seen.unlessAfter],
  )
}

export async function storeValidity(
  tx: Tx,
  { cardholderId, sessionId, validity, expiresAt }: SessionKey & { validity: Validity; expiresAt: Date },
): Promise<number> {
  const sql = 'UPDATE session SET validity = ?, expires_at = ? WHERE cardholder_id = ? AND session_id = ?'
  return tx.change(sql, [validity, expiresAt, cardholderId, sessionId])
}

export async function deleteSession(tx: Tx, { cardholderId, sessionId }: SessionKey): Promise<number> {
  return tx.change('DELETE FROM session WHERE cardholder_id = ? AND session_id = ?', [cardholderId, sessionId])
}

export async function deleteAllSessions(tx: Tx, cardholderId: string): Promise<number> {
  return tx.change('DELETE FROM session WHERE cardholder_id = ?', [cardholderId])
}

/** Deletes what has expired, and of the rest all but the youngest `keep`. */
export async function deleteSurplus(
  tx: Tx,
  { cardholderId, now, keep }: { cardholderId: string; now: Date; keep: number },
): Promise<void> {
  const rows = await tx.rows<{ session_id: string; expires_at: Date | string }>(
    'SELECT session_id, expires_at FROM session WHERE cardholder_id = ? ORDER BY started_at DESC, session_id DESC',
    [cardholderId],
  )
  const open = rows.filter((row) => moment(row.expires_at) > now).slice(0, keep)
  const kept = new Set(open.map((row) => row.session_id))
  const gone = rows.map((row) => row.session_id).filter((sessionId) => !kept.has(sessionId))
  if (gone.length === 0) return
  await tx.change(`DELETE FROM session WHERE cardholder_id = ? AND session_id IN (${marks(gone)})`, [
    cardholderId,
    ...gone,
  ])
}

function traceOf(row: SessionRow): DeviceTrace {
  return {
    startedAt: moment(row.started_at),
    trustedAt: row.trusted_at === null ? null : moment(row.trusted_at),
    wechatRank: row.wechat_rank,
    wechatRankAt: row.wechat_rank_at === null ? null : moment(row.wechat_rank_at),
  }
}

function fromRow(row: SessionRow): StoredSession {
  return {
    sessionId: row.session_id,
    cardholderId: row.cardholder_id,
    programmeId: row.programme_id,
    device: row.device,
    validity: row.validity,
    startedAt: moment(row.started_at),
    lastSeenAt: moment(row.last_seen_at),
    expiresAt: moment(row.expires_at),
  }
}
