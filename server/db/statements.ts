import type { Dialect, Parameter, Row } from './database'

/** Rows in one INSERT; with twenty columns this stays far below what either database takes in one statement. */
const rowsPerInsert = 400

export interface Statement {
  sql: string
  parameters: Parameter[]
  rowCount: number
}

/** The INSERT statements for rows of one shape, a few hundred rows each. */
export function insertStatements(
  { dialect, table, ignoreKnown }: { dialect: Dialect; table: string; ignoreKnown: boolean },
  rows: readonly Row[],
): Statement[] {
  const columns = Object.keys(rows[0] ?? {})
  const verb = ignoreKnown && dialect === 'mysql' ? 'INSERT IGNORE' : 'INSERT'
  const tail = ignoreKnown && dialect === 'sqlite' ? ' ON CONFLICT DO NOTHING' : ''
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

/** `2026-11-22 10:00:00.000`, the one form in which both databases hold a moment. */
export function momentText(moment: Date): string {
  return moment.toISOString().replace('T', ' ').replace('Z', '')
}

/** The moment in a raw row: a Date from mysql2, UTC text from SQLite. */
export function moment(value: Date | string): Date {
  return value instanceof Date ? value : new Date(`${value.replace(' ', 'T')}Z`)
}

/** A list of `?` for IN (…). */
export function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ')
}
