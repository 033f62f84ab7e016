import type { DataSource } from 'typeorm'

/** Runs what is missing; a migration that fails leaves nothing of itself behind where the database can roll back tables. */
export async function migrateAll(source: DataSource): Promise<string[]> {
  if (source.options.type !== 'better-sqlite3') {
    // Keys compare byte by byte, as they do on SQLite, whatever default the server came with.
    await source.query('ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_bin')
  }
  const migrations = await source.runMigrations({ transaction: 'each' })
  return migrations.map((migration) => migration.name)
}

export async function schemaDifference(source: DataSource): Promise<string[]> {
  const difference = await source.driver.createSchemaBuilder().log()
  return difference.upQueries.map((query) => query.query)
}
