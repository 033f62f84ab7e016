import type { DataSource } from 'typeorm'

/** Runs what is missing, in one process at a time: others that start meanwhile wait, and find nothing left to do. */
export async function migrateAll(source: DataSource): Promise<string[]> {
  if (source.options.type === 'better-sqlite3') return runMigrations(source)
  // A server whose user may not alter tables starts all the same where there is nothing to alter.
  if (!(await source.showMigrations())) return []
  const guard = source.createQueryRunner()
  try {
    const [lock] = await guard.query("SELECT GET_LOCK(CONCAT('kaquan_', DATABASE()), 120) AS taken")
    if (Number(lock.taken) !== 1) throw new Error('another process has been migrating this database for two minutes')
    // Keys compare byte by byte, as they do on SQLite, whatever default the server came with.
    await source.query('ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_bin')
    return await runMigrations(source)
  } finally {
    await guard.query("SELECT RELEASE_LOCK(CONCAT('kaquan_', DATABASE()))").catch(() => undefined)
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
