import type { Reader, Tx } from '../../db/database'
import { moment } from '../../db/statements'
import type { SessionRow } from './identity.entities'
import type { SessionKey } from './sessions.store'

export interface Device {
  /** What it calls itself. */
  name: string
  /** Since when its owner trusts it. */
  trustedAt: Date | null
  /** From when a finger or a face counts on it. */
  biometricFrom: Date | null
}

/** Null when there is no such session of this cardholder. */
export async function deviceOf(reader: Reader, { cardholderId, sessionId }: SessionKey): Promise<Device | null> {
  const [row] = await reader.rows<Pick<SessionRow, 'device' | 'trusted_at' | 'biometric_from'>>(
    'SELECT device, trusted_at, biometric_from FROM session WHERE cardholder_id = ? AND session_id = ?',
    [cardholderId, sessionId],
  )
  return row
    ? { name: row.device, trustedAt: momentOrNull(row.trusted_at), biometricFrom: momentOrNull(row.biometric_from) }
    : null
}

function momentOrNull(at: Date | string | null): Date | null {
  return at === null ? null : moment(at)
}

export async function isTrusted(reader: Reader, key: SessionKey): Promise<boolean> {
  return ((await deviceOf(reader, key))?.trustedAt ?? null) !== null
}

/** Whether a finger or a face stands for a one-time password on this device now. */
export async function countsBiometric(reader: Reader, key: SessionKey, now: Date): Promise<boolean> {
  const from = (await deviceOf(reader, key))?.biometricFrom ?? null
  return from !== null && from <= now
}

/** Of these devices those that are trusted. */
export async function trustedAmong(reader: Reader, keys: readonly SessionKey[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const rows = await reader.rows<Pick<SessionRow, 'session_id'>>(
    `SELECT session_id FROM session
     WHERE trusted_at IS NOT NULL AND ${anyOf(keys)}`,
    named(keys),
  )
  return new Set(rows.map((row) => row.session_id))
}

export type Trust = Pick<Device, 'trustedAt' | 'biometricFrom'>

/** What the trust in each trusted device of a cardholder is, by session. */
export async function trustOf(reader: Reader, cardholderId: string): Promise<Map<string, Trust>> {
  const rows = await reader.rows<Pick<SessionRow, 'session_id' | 'trusted_at' | 'biometric_from'>>(
    'SELECT session_id, trusted_at, biometric_from FROM session WHERE cardholder_id = ? AND trusted_at IS NOT NULL',
    [cardholderId],
  )
  return new Map(
    rows.map((row) => [
      row.session_id,
      { trustedAt: momentOrNull(row.trusted_at), biometricFrom: momentOrNull(row.biometric_from) },
    ]),
  )
}

/** Expressly, so that a finger or a face counts at once. Null takes the trust away. */
export function storeTrust(tx: Tx, { cardholderId, sessionId }: SessionKey, trustedAt: Date | null): Promise<number> {
  return tx.change(
    `UPDATE session SET trusted_at = ${trustedAt ? 'COALESCE(trusted_at, ?)' : '?'}, biometric_from = ?
     WHERE cardholder_id = ? AND session_id = ?`,
    [trustedAt, trustedAt, cardholderId, sessionId],
  )
}

export interface StrangeDevice extends SessionKey {
  programmeId: string
  name: string
}

/** Of these devices those that nobody trusts yet. */
export async function strangeAmong(reader: Reader, keys: readonly SessionKey[]): Promise<StrangeDevice[]> {
  if (keys.length === 0) return []
  const rows = await reader.rows<Pick<SessionRow, 'cardholder_id' | 'session_id' | 'programme_id' | 'device'>>(
    `SELECT cardholder_id, session_id, programme_id, device FROM session WHERE trusted_at IS NULL AND ${anyOf(keys)}`,
    named(keys),
  )
  return rows.map((row) => ({
    cardholderId: row.cardholder_id,
    sessionId: row.session_id,
    programmeId: row.programme_id,
    name: row.device,
  }))
}

/** Trusts devices that nobody trusted; a finger or a face counts there later. */
export async function storeTrustByProof(
  tx: Tx,
  keys: readonly SessionKey[],
  { trustedAt, biometricFrom }: { trustedAt: Date; biometricFrom: Date },
): Promise<void> {
  if (keys.length === 0) return
  await tx.change(`UPDATE session SET trusted_at = ?, biometric_from = ? WHERE trusted_at IS NULL AND ${anyOf(keys)}`, [
    trustedAt,
    biometricFrom,
    ...named(keys),
  ])
}

function anyOf(keys: readonly SessionKey[]): string {
  return `(${keys.map(() => '(cardholder_id = ? AND session_id = ?)').join(' OR ')})`
}

function named(keys: readonly SessionKey[]): string[] {
  return keys.flatMap(({ cardholderId, sessionId }) => [cardholderId, sessionId])
}
