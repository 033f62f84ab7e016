import type { Dialect, Parameter, Row, Upsert } from './database'

/** Rows in one INSERT; with twenty columns this stays far below what either database takes in one statement. */
const rowsPerInsert = 400

export interface Statement {
  sql: string
  parameters: Parameter[]
  rowCount: number
}

interface Target {
  dialect: Dialect
  table: string
}

/** The INSERT statements for rows of one shape, a few hundred rows each. */
export function insertStatements(
  { dialect, table, ignoreKnown }: Target & { ignoreKnown: boolean },
  rows: readonly Row[],
): Statement[] {
  const verb = ignoreKnown && dialect === 'mysql' ? 'INSERT IGNORE' : 'INSERT'
  return statementsFor(
    { verb, table, tail: ignoreKnown && dialect === 'sqlite' ? ' ON CONFLICT DO NOTHING' : '' },
    rows,
  )
}

/** The same for rows of which some may exist: their columns are set anew, or added to. */
export function upsertStatements(
  { dialect, table, key, add = [] }: Target & Upsert,
  rows: readonly Row[],
): Statement[] {
  const given = (column: string) => (dialect === 'mysql' ? `VALUES(${column})` : `excluded.${column}`)
  const changes = Object.keys(rows[0] ?? {})
    .filter((column) => !key.includes(column))
    .map((column) => `${column} = ${add.includes(column) ? `${table}.${column} + ` : ''}${given(column)}`)
  const onKnown = dialect === 'mysql' ? 'ON DUPLICATE KEY UPDATE' : `ON CONFLICT (${key.join(', ')}) DO UPDATE SET`
  return statementsFor({ verb: 'INSERT', table, tail: ` ${onKnown} ${changes.join(', ')}` }, rows)
}

function statementsFor(
  { verb, table, tail }: { verb: string; table: string; tail: string },
  rows: readonly Row[],
): Statement[] {
  const columns = Object.keys(rows[0] ?? {})
  const head = `${verb} INTO ${table} (${columns.join(', ')}) VALUES `
  const tuple = `(${columns.map(() => '?').join(', ')})`
  const statements: Statement[] = []
  for (let start = 0; start < rows.length; start += rowsPerInsert) {
    const slice = rows.slice(start, start + rowsPerInsert)
    statements.push({
      sql: head + slice.map(() => tuple).join(', ') + tail,
      parameters: slice.flatMap((row) => valuesOf(row, columns)),
      rowCount: slice.length,
    })
  }
  return statements
}

function valuesOf(row: Row, columns: readonly string[]): Parameter[] {
  if (Object.keys(row).length !== columns.length) throw new Error('rows to insert have different columns')
  return columns.map((column) => {
    const value = row[column]
    if (value === undefined) throw new Error(`a row to insert lacks its column ${column}`)
    return value
  })
}

/** What the drivers take: moments as UTC text, truth as 0 or 1. */
export function boundValues(parameters: readonly Parameter[]): (string | number | bigint | Buffer | null)[] {
  return parameters.map((value) => {
    if (value instanceof Date) return momentText(value)
    if (typeof value === 'boolean') return value ? 1 : 0
    return value
  })
}

const dayMs = 86_400_000
/** Moments that are written one after another are mostly of one day. */
let latest = { day: Number.NaN, text: '' }

/** `2026-11-22 10:00:00.000`, the one form in which both databases hold a moment. */
export function momentText(moment: Date): string {
  const at = moment.getTime()
  const day = Math.floor(at / dayMs)
  if (day !== latest.day) latest = { day, text: new Date(day * dayMs).toISOString().slice(0, 10) }
  const ms = at - day * dayMs
  const two = (number: number) => (number < 10 ? `0${number}` : `${number}`)
  const clock = `${two(Math.floor(ms / 3_600_000))}:${two(Math.floor(ms / 60_000) % 60)}:${two(Math.floor(ms / 1000) % 60)}`
  return `${latest.text} ${clock}.${String(ms % 1000).padStart(3, '0')}`
}

/** The moment in a raw row: a Date from mysql2, UTC text from SQLite. */
export function moment(value: Date | string): Date {
  return value instanceof Date ? value : new Date(`${value.replace(' ', 'T')}Z`)
}

/** A list of `?` for IN (…). */
export function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ')
}

/** Far below what either database takes in one statement. */
const namesPerStatement = 500

/** Names in pieces: of as many as an IN (…) can take at a time, where nothing else is said. */
export function* inSlices<T>(names: readonly T[], atOnce = namesPerStatement): Generator<T[]> {
  for (let start = 0; start < names.length; start += atOnce) yield names.slice(start, start + atOnce)
}
