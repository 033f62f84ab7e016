import type { OperatorRole } from '../../../shared/contract/roles'
import type { Reader, Tx } from '../../db/database'
import { moment } from '../../db/statements'
import type { OperatorRow } from './operators.entities'
import { type Operator, operatorFrom } from './operators.store'

/** An operator who signs in, with what they sign in by. */
export interface Account extends Operator {
  login: string
  passwordHash: string | null
  totpCipher: string | null
  totpStep: number
  enrolmentFingerprint: string | null
  enrolmentUntil: Date | null
}

const columns = `id, programme_id, name, roles, created_at, disabled_at, login, password_hash, totp_cipher, totp_step,
  enrolment_fingerprint, enrolment_until`

/** The account with this login, unless disabled. */
export async function accountByLogin(reader: Reader, login: string): Promise<Account | null> {
  const [row] = await reader.rows<OperatorRow>(
    `SELECT ${columns} FROM operator WHERE login = ? AND disabled_at IS NULL`,
    [login],
  )
  return row ? accountFrom(row) : null
}

export async function accountById(reader: Reader, id: string): Promise<Account | null> {
  const [row] = await reader.rows<OperatorRow>(`SELECT ${columns} FROM operator WHERE id = ?`, [id])
  return row && row.login !== null ? accountFrom(row) : null
}

/** False where another has this login already. */
export async function storeLogin(
  tx: Tx,
  id: string,
  { login, fingerprint, until }: { login: string; fingerprint: string; until: Date | null },
): Promise<boolean> {
  const [taken] = await tx.rows(`SELECT id FROM operator WHERE login = ?${tx.forUpdate}`, [login])
  if (taken) return false
  const set = 'login = ?, enrolment_fingerprint = ?, enrolment_until = ?'
  return (await tx.change(`UPDATE operator SET ${set} WHERE id = ?`, [login, fingerprint, until, id])) === 1
}

/** From now on only the code of this fingerprint opens, none where it has no end; password and one-time codes are gone. */
export async function storeEnrolment(
  tx: Tx,
  id: string,
  { fingerprint, until }: { fingerprint: string; until: Date | null },
): Promise<boolean> {
  const changed = await tx.change(
    `UPDATE operator SET password_hash = NULL, totp_cipher = NULL, enrolment_fingerprint = ?, enrolment_until = ?
     WHERE id = ? AND login IS NOT NULL AND disabled_at IS NULL`,
    [fingerprint, until, id],
  )
  return changed === 1
}

/** Gives the account that waits for it a code that opens; null when none does any more. This guard lets a code be made once. */
export async function fillEnrolment(
  tx: Tx,
  awaited: string,
  { fingerprint, until }: { fingerprint: string; until: Date },
): Promise<string | null> {
  const where = 'enrolment_fingerprint = ? AND disabled_at IS NULL'
  const [row] = await tx.rows<{ id: string }>(`SELECT id FROM operator WHERE ${where}${tx.forUpdate}`, [awaited])
  const sql = `UPDATE operator SET enrolment_fingerprint = ?, enrolment_until = ? WHERE id = ? AND ${where}`
  if (!row || (await tx.change(sql, [fingerprint, until, row.id, awaited])) !== 1) return null
  return row.id
}

/** What the owner has chosen; it opens nothing before the enrolment is confirmed. */
export async function storeChosen(
  tx: Tx,
  { id, enrolmentFingerprint }: Account,
  { passwordHash, totpCipher }: { passwordHash: string; totpCipher: string },
): Promise<boolean> {
  const changed = await tx.change(
    'UPDATE operator SET password_hash = ?, totp_cipher = ? WHERE id = ? AND enrolment_fingerprint = ? AND disabled_at IS NULL',
    [passwordHash, totpCipher, id, enrolmentFingerprint],
  )
  return changed === 1
}

/** False when the enrolment was confirmed, or renewed, meanwhile. */
export async function endEnrolment(tx: Tx, { id, enrolmentFingerprint, totpCipher }: Account): Promise<boolean> {
  const changed = await tx.change(
    `UPDATE operator SET enrolment_fingerprint = NULL, enrolment_until = NULL
     WHERE id = ? AND enrolment_fingerprint = ? AND totp_cipher = ? AND disabled_at IS NULL`,
    [id, enrolmentFingerprint, totpCipher],
  )
  return changed === 1
}

/** False when a code of this step, or of a later one, was used already, or what the owner comes in by is another by now. */
export async function useStep(tx: Tx, { id, totpCipher, passwordHash }: Account, step: number): Promise<boolean> {
  const changed = await tx.change(
    `UPDATE operator SET totp_step = ?
     WHERE id = ? AND totp_cipher = ? AND password_hash = ? AND totp_step < ? AND disabled_at IS NULL`,
    [step, id, totpCipher, passwordHash, step],
  )
  return changed === 1
}

/** In the place of the one before; whoever comes in by that at this moment waits for the row, and does not get in. */
export async function storePassword(tx: Tx, { id }: Account, passwordHash: string): Promise<void> {
  await tx.change('UPDATE operator SET password_hash = ? WHERE id = ?', [passwordHash, id])
}

export async function storeRoles(tx: Tx, id: string, roles: readonly OperatorRole[]): Promise<void> {
  await tx.change('UPDATE operator SET roles = ? WHERE id = ?', [roles.join(','), id])
}

/** Everybody at the desk, whether they sign in or have a token alone. */
export async function operatorsShown(reader: Reader, programmeId: string | null) {
  const where = programmeId === null ? '' : 'WHERE programme_id = ?'
  const rows = await reader.rows<OperatorRow>(
    `SELECT ${columns} FROM operator ${where} ORDER BY id`,
    programmeId === null ? [] : [programmeId],
  )
  return rows.map(shownFrom)
}

export async function operatorShown(reader: Reader, id: string) {
  const [row] = await reader.rows<OperatorRow>(`SELECT ${columns} FROM operator WHERE id = ?`, [id])
  return row ? shownFrom(row) : null
}

function shownFrom(row: OperatorRow) {
  const isEnrolled = row.password_hash !== null && row.enrolment_fingerprint === null
  return { ...operatorFrom(row), login: row.login, isEnrolled }
}

function accountFrom(row: OperatorRow): Account {
  return {
    ...operatorFrom(row),
    login: row.login as string,
    passwordHash: row.password_hash,
    totpCipher: row.totp_cipher,
    totpStep: Number(row.totp_step),
    enrolmentFingerprint: row.enrolment_fingerprint,
    enrolmentUntil: row.enrolment_until === null ? null : moment(row.enrolment_until),
  }
}
