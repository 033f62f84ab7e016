import type { Parameter, Reader, Row, Tx } from '../db/database'

/** The one file that reaches into tables of every feature: what is old is the same question everywhere. */
interface Old {
  table: string
  /** SQL with one parameter, `before`. */
  old: string
  before: Parameter
}

/** The keys of old rows. */
export function oldRows(
  reader: Reader,
  { table, key, old, before, limit }: Old & { key: readonly string[]; limit: number },
): Promise<Row[]> {
  return reader.rows<Row>(`SELECT ${key.join(', ')} FROM ${table} WHERE ${old} LIMIT ${limit}`, [before])
}

/** What is old is asked once more: a row may have become young again since its key was read. */
export function deleteRows(tx: Tx, { table, rows, old, before }: Old & { rows: readonly Row[] }): Promise<number> {
  const one = `(${Object.keys(rows[0] as Row)
    .map((column) => `${column} = ?`)
    .join(' AND ')})`
  return tx.change(`DELETE FROM ${table} WHERE (${rows.map(() => one).join(' OR ')}) AND ${old}`, [
    ...rows.flatMap((row) => Object.values(row)),
    before,
  ])
}
