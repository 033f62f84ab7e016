import type { Database } from '../../server/db/database'

/** Every row of every table, as JSON, by table. */
export async function allTables({ dialect, reader }: Database): Promise<Map<string, string[]>> {
  const named = await reader.rows<{ name: string }>(
    dialect === 'sqlite'
      ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
      : "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'",
  )
  const tables = new Map<string, string[]>()
  for (const { name } of named) {
    const rows = await reader.rows(`SELECT * FROM \`${name}\``)
    tables.set(name, rows.map((row) => JSON.stringify(row)).sort())
  }
  return tables
}

/** The tables in which any of these texts stands anywhere. */
export async function tablesWith(database: Database, texts: readonly string[]): Promise<string[]> {
  const tables = [...(await allTables(database))]
  return tables.filter(([, rows]) => rows.some((row) => texts.some((text) => row.includes(text)))).map(([name]) => name)
}
