import type { DataSource } from 'typeorm'

/** Runs what is missing, in one process at a time: others that start meanwhile wait, and find nothing left to do. */
export async function migrateAll(source: DataSource): Promise<string[]> {
  if (source.options.type === 'better-sqlite3') return runMigrations(source)
  const guard = source.createQueryRunner()
  try {
    await guard.query("SELECT GET_LOCK('kaquan_migrations', 120)")
    // Keys compare byte by byte, as they do on SQLite, whatever default the server came with.
    await source.query('ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_bin')
    return await runMigrations(source)
  } finally {
    await guard.query("SELECT RELEASE_LOCK('kaquan_migrations')").catch(() => undefined)
    await guard.release()
  }
}

async function runMigrations(source: DataSource): Promise<string[]> {
  const migrations = await source.runMigrations({ transaction: 'each' })
  return migrations.map((migration) => migration.name)
}

export async function schemaDifference(source: DataSource): Promise<string[]> {
  const difference = await source.driver.createSchemaBuilder().log()
  return difference.upQueries.map((query) => query.query)
}
