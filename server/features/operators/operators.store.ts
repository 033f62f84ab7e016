import { type OperatorRole, operatorRole } from '../../../shared/contract/roles'
import type { Reader, Tx } from '../../db/database'
import { inSlices, marks, moment } from '../../db/statements'
import type { OperatorRow } from './operators.entities'
import type { TokenTrace } from './token'

export interface Operator {
  id: string
  /** `*` for all programmes. */
  programmeId: string
  name: string
  roles: OperatorRole[]
  createdAt: Date
  disabledAt: Date | null
}

const columns = 'id, programme_id, name, roles, created_at, disabled_at'

/** Adds an operator; false when the name is taken, since the other person reads it beside a decision. */
export async function insertOperator(tx: Tx, operator: Operator & { fingerprint: string }): Promise<boolean> {
  const row = {
    id: operator.id,
    programme_id: operator.programmeId,
    name: operator.name,
    roles: operator.roles.join(','),
    token_fingerprint: operator.fingerprint,
    created_at: operator.createdAt,
    disabled_at: null,
  }
  return (await tx.insert('operator', [row], { ignoreKnown: true })) === 1
}

/** The operator with this token, unless disabled, and by which fingerprint they were found. */
export async function operatorByToken(
  reader: Reader,
  { id, fingerprints }: TokenTrace,
): Promise<(Operator & { foundBy: string }) | null> {
  const [row] = await reader.rows<OperatorRow>(
    `SELECT ${columns}, token_fingerprint FROM operator
     WHERE id = ? AND token_fingerprint IN (${marks(fingerprints)}) AND disabled_at IS NULL`,
    [id, ...fingerprints],
  )
  return row ? { ...operatorFrom(row), foundBy: row.token_fingerprint } : null
}

/** Writes a token down by another key, unless it was renewed meanwhile. */
export async function rehashToken(tx: Tx, id: string, { from, to }: { from: string; to: string }): Promise<void> {
  await tx.change('UPDATE operator SET token_fingerprint = ? WHERE id = ? AND token_fingerprint = ?', [to, id, from])
}

export async function findOperatorById(reader: Reader, id: string): Promise<Operator | null> {
  const [row] = await reader.rows<OperatorRow>(`SELECT ${columns} FROM operator WHERE id = ?`, [id])
  return row ? operatorFrom(row) : null
}

/** These operators as they are at this moment, and so until the transaction ends. Locked in the order of their ids. */
export async function lockOperators(tx: Tx, ids: readonly string[]): Promise<Map<string, Operator>> {
  const rows = await tx.rows<OperatorRow>(
    `SELECT ${columns} FROM operator WHERE id IN (${marks(ids)}) ORDER BY id${tx.forUpdate}`,
    ids,
  )
  return new Map(rows.map((row) => [row.id, operatorFrom(row)]))
}

type Called = Pick<OperatorRow, 'name' | 'login'>

/** What these operators are called. */
export async function namesOf(reader: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  const called = await operatorsNamed(reader, ids)
  return new Map([...called].map(([id, { name }]) => [id, name]))
}

/** What these operators are called, and what they sign in as; a program has no login. */
export async function operatorsNamed(reader: Reader, ids: readonly string[]): Promise<Map<string, Called>> {
  const named = new Map<string, Called>()
  for (const slice of inSlices(ids)) {
    const sql = `SELECT id, name, login FROM operator WHERE id IN (${marks(slice)})`
    for (const { id, name, login } of await reader.rows<Called & { id: string }>(sql, slice)) {
      named.set(id, { name, login })
    }
  }
  return named
}

/** More people than work at any desk. */
const mostCalled = 500

/** Whose name or login has this text in it. */
export async function operatorsCalled(reader: Reader, text: string): Promise<string[]> {
  const rows = await reader.rows<{ id: string }>(
    `SELECT id FROM operator WHERE INSTR(LOWER(name), ?) > 0 OR INSTR(LOWER(COALESCE(login, '')), ?) > 0
     ORDER BY id LIMIT ${mostCalled}`,
    [text.toLowerCase(), text.toLowerCase()],
  )
  return rows.map(({ id }) => id)
}

export async function allOperators(reader: Reader): Promise<Operator[]> {
  return (await reader.rows<OperatorRow>(`SELECT ${columns} FROM operator ORDER BY id`)).map(operatorFrom)
}

/** False when there is no such operator, or no longer. */
export async function storeDisabled(tx: Tx, id: string, at: Date): Promise<boolean> {
  return (await tx.change('UPDATE operator SET disabled_at = ? WHERE id = ? AND disabled_at IS NULL', [at, id])) === 1
}

/** Puts another token in the place of the one before, which is worth nothing from then on. */
export async function storeFingerprint(tx: Tx, id: string, fingerprint: string): Promise<boolean> {
  const sql = 'UPDATE operator SET token_fingerprint = ? WHERE id = ? AND disabled_at IS NULL'
  return (await tx.change(sql, [fingerprint, id])) === 1
}

export function operatorFrom(row: OperatorRow): Operator {
  return {
    id: row.id,
    programmeId: row.programme_id,
    name: row.name,
    roles: row.roles.split(',').map((role) => operatorRole.parse(role)),
    createdAt: moment(row.created_at),
    disabledAt: row.disabled_at === null ? null : moment(row.disabled_at),
  }
}
