import type { Reader, Tx } from '../../db/database'
import { moment } from '../../db/statements'
import type { SessionRow } from './identity.entities'
import type { SessionKey } from './sessions.store'

export interface Device {
  /** What it calls itself. */
  name: string
  /** Since when its owner trusts it. */
  trustedAt: Date | null
}

/** Null when there is no such session of this cardholder. */
export async function deviceOf(reader: Reader, { cardholderId, sessionId }: SessionKey): Promise<Device | null> {
  const [row] = await reader.rows<Pick<SessionRow, 'device' | 'trusted_at'>>(
    'SELECT device, trusted_at FROM session WHERE cardholder_id = ? AND session_id = ?',
    [cardholderId, sessionId],
  )
  return row ? { name: row.device, trustedAt: row.trusted_at === null ? null : moment(row.trusted_at) } : null
}

export async function isTrusted(reader: Reader, key: SessionKey): Promise<boolean> {
  return ((await deviceOf(reader, key))?.trustedAt ?? null) !== null
}

/** Of these devices those that are trusted. */
export async function trustedAmong(reader: Reader, keys: readonly SessionKey[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const rows = await reader.rows<Pick<SessionRow, 'session_id'>>(
    `SELECT session_id FROM session
     WHERE trusted_at IS NOT NULL AND (${keys.map(() => '(cardholder_id = ? AND session_id = ?)').join(' OR ')})`,
    keys.flatMap(({ cardholderId, sessionId }) => [cardholderId, sessionId]),
  )
  return new Set(rows.map((row) => row.session_id))
}

/** Since when each trusted device of a cardholder is, by session. */
export async function trustOf(reader: Reader, cardholderId: string): Promise<Map<string, Date>> {
  const rows = await reader.rows<Pick<SessionRow, 'session_id' | 'trusted_at'>>(
    'SELECT session_id, trusted_at FROM session WHERE cardholder_id = ? AND trusted_at IS NOT NULL',
    [cardholderId],
  )
  return new Map(rows.map((row) => [row.session_id, moment(row.trusted_at as Date | string)]))
}

/** Null takes the trust away. */
export function storeTrust(tx: Tx, { cardholderId, sessionId }: SessionKey, trustedAt: Date | null): Promise<number> {
  return tx.change('UPDATE session SET trusted_at = ? WHERE cardholder_id = ? AND session_id = ?', [
    trustedAt,
    cardholderId,
    sessionId,
  ])
}
