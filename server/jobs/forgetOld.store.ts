import type { Parameter, Reader, Row, Tx } from '../db/database'

/** The one file that reaches into tables of every feature: what is old is the same question everywhere. */
interface Old {
  table: string
  /** SQL with these parameters. */
  old: string
  parameters: readonly Parameter[]
}

/** What the first column of a key holds, each value once: found from the one before it, without the rows in between. */
export async function valuesOf(
  reader: Reader,
  { table, column }: { table: string; column: string },
): Promise<string[]> {
  const found: string[] = []
  for (;;) {
    const [row] = await reader.rows<{ value: string | null }>(
      `SELECT MIN(${column}) AS value FROM ${table} WHERE ${column} > ?`,
      [found.at(-1) ?? ''],
    )
    if (typeof row?.value !== 'string') return found
    found.push(row.value)
  }
}

/** The keys of old rows. */
export function oldRows(
  reader: Reader,
  { table, key, old, parameters, limit }: Old & { key: readonly string[]; limit: number },
): Promise<Row[]> {
  return reader.rows<Row>(`SELECT ${key.join(', ')} FROM ${table} WHERE ${old} LIMIT ${limit}`, parameters)
}

/** What is old is asked once more: a row may have become young again since its key was read. */
export function deleteRows(tx: Tx, { table, rows, old, parameters }: Old & { rows: readonly Row[] }): Promise<number> {
  const one = `(${Object.keys(rows[0] as Row)
    .map((column) => `${column} = ?`)
    .join(' AND ')})`
  return tx.change(`DELETE FROM ${table} WHERE (${rows.map(() => one).join(' OR ')}) AND ${old}`, [
    ...rows.flatMap((row) => Object.values(row)),
    ...parameters,
  ])
}
