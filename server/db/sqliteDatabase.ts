import { DataSource, type QueryRunner } from 'typeorm'
import type { Database, EntityClass, MigrationClass, Parameter, Reader, Tx } from './database'
import { Mutex } from './mutex'
import { retrying } from './retry'
import { migrateAll, schemaDifference } from './schema'
import { boundValues, insertStatements, upsertStatements } from './statements'

export interface SqliteOptions {
  file: string
  entities: EntityClass[]
  migrations: MigrationClass[]
  /** Uniform in [0, 1): spreads retries. */
  chance: () => number
}

interface Pragmas {
  pragma(text: string): unknown
}

/**
 * The embedded database. TypeORM holds one connection for SQLite, on which concurrent transactions would mix; so writes
 * queue behind a mutex on a connection of their own, and reads use a second one that cannot write and sees only what
 * is committed.
 */
export async function openSqlite({ file, entities, migrations, chance }: SqliteOptions): Promise<Database> {
  const shared = { type: 'better-sqlite3', driver: require('libsql'), database: file } as const
  const writer = await new DataSource({
    ...shared,
    entities,
    migrations,
    prepareDatabase: (connection: Pragmas) => {
      connection.pragma('journal_mode = WAL')
      connection.pragma('synchronous = FULL')
      // The driver waits inside a blocking call, so a short wait here and the retry, which does not block, outside.
      connection.pragma('busy_timeout = 50')
      connection.pragma('foreign_keys = ON')
      // A row that is replaced is deleted first, and its triggers are asked.
      connection.pragma('recursive_triggers = ON')
    },
  }).initialize()
  const readOnly = await new DataSource({
    ...shared,
    prepareDatabase: (connection: Pragmas) => {
      connection.pragma('busy_timeout = 1000')
      connection.pragma('query_only = ON')
    },
  }).initialize()
  const mutex = new Mutex()
  return {
    dialect: 'sqlite',
    reader: readerOver(readOnly),
    inTransaction: (work) => mutex.run(() => retrying(() => transaction(writer, work), chance)),
    async ping() {
      await readOnly.query('SELECT 1')
    },
    migrate: () => mutex.run(() => migrateAll(writer)),
    schemaDifference: () => schemaDifference(writer),
    forget: () => mutex.run(() => writer.dropDatabase()),
    async close() {
      await mutex.run(() => writer.destroy())
      await readOnly.destroy()
    },
  }
}

function readerOver(source: DataSource): Reader {
  return {
    dialect: 'sqlite',
    async rows<Row>(sql: string, parameters: readonly Parameter[] = []) {
      return (await source.query(sql, boundValues(parameters))) as Row[]
    },
  }
}

async function transaction<T>(source: DataSource, work: (tx: Tx) => Promise<T>): Promise<T> {
  const runner = source.createQueryRunner()
  await runner.query('BEGIN IMMEDIATE')
  try {
    const result = await work(txOver(runner))
    await runner.query('COMMIT')
    return result
  } catch (error) {
    await runner.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    await runner.release()
  }
}

function txOver(runner: QueryRunner): Tx {
  const change = async (sql: string, parameters: readonly Parameter[] = []) => {
    const result = await runner.query(sql, boundValues(parameters), true)
    return result.affected ?? 0
  }
  return {
    dialect: 'sqlite',
    forUpdate: '',
    async rows<Row>(sql: string, parameters: readonly Parameter[] = []) {
      return (await runner.query(sql, boundValues(parameters))) as Row[]
    },
    change,
    async changeExactly(count, sql, parameters) {
      const changed = await change(sql, parameters)
      if (changed !== count) throw new Error(`a statement changed ${changed} rows and had to change ${count}`)
    },
    async insert(table, rows, { ignoreKnown = false } = {}) {
      let inserted = 0
      for (const { sql, parameters } of insertStatements({ dialect: 'sqlite', table, ignoreKnown }, rows)) {
        inserted += await change(sql, parameters)
      }
      return inserted
    },
    async upsert(table, rows, options) {
      for (const { sql, parameters } of upsertStatements({ dialect: 'sqlite', table, ...options }, rows)) {
        await change(sql, parameters)
      }
    },
  }
}
