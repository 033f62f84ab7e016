import { createConnection } from 'mysql2/promise'
import { DataSource, type DataSourceOptions, type QueryRunner } from 'typeorm'
import { bulkLoad, bulkLoadFrom, type LoadingConnection } from './bulkLoad'
import type { Database, EntityClass, MigrationClass, Parameter, Reader, Tx } from './database'
import { retrying } from './retry'
import { migrateAll, schemaDifference } from './schema'
import { boundValues, insertStatements, type Statement, upsertStatements } from './statements'

const readCommitted = 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED'

export interface MysqlOptions {
  url: string
  entities: EntityClass[]
  migrations: MigrationClass[]
  /** Connections at most. */
  poolSize: number
  /** Uniform in [0, 1): spreads retries. */
  chance: () => number
  /** A statement that takes longer is given up, and its connection destroyed, since nobody knows what it still does. */
  statementLimitMs: number
}

/** The production database: MySQL's protocol, through a pool. */
export async function openMysql({
  url,
  entities,
  migrations,
  poolSize,
  chance,
  statementLimitMs,
}: MysqlOptions): Promise<Database> {
  const options: DataSourceOptions = {
    type: await serverKind(url),
    url: url.replace(/^\w+:/, 'mysql:'),
    entities,
    migrations,
    poolSize,
    timezone: 'Z',
    charset: 'utf8mb4_bin',
    connectTimeout: 10_000,
    extra: { enableKeepAlive: true, maxIdle: poolSize },
  }
  const source = await new DataSource(options).initialize()
  const { pool } = source.driver as typeof source.driver & { pool: ConnectionPool }
  // Of every connection once, in place of every transaction.
  pool.on('connection', (connection) => connection.query(readCommitted))
  // And of the one that was opened before anybody listened.
  await source.query(readCommitted)
  const [{ bulk }] = await source.query('SELECT @@local_infile AS bulk')
  const mayLoad = Number(bulk) === 1
  return {
    dialect: 'mysql',
    reader: readerOver(source, statementLimitMs),
    inTransaction: (work) => retrying(() => transaction(source, { work, mayLoad, statementLimitMs }), chance),
    async ping() {
      await source.query('SELECT 1')
    },
    migrate: () => migrateAll(source),
    schemaDifference: () => schemaDifference(source),
    forget: () => source.dropDatabase(),
    close: () => source.destroy(),
  }
}

/** mysql2's pool under the data source. */
interface ConnectionPool {
  on(event: 'connection', heard: (connection: { query(sql: string): unknown }) => void): unknown
}

/** Asked of the server itself, since many write `mysql://` for either, and TypeORM compares schemas rightly only if it knows. */
async function serverKind(url: string): Promise<'mysql' | 'mariadb'> {
  const connection = await createConnection(url.replace(/^\w+:/, 'mysql:'))
  try {
    const [rows] = await connection.query('SELECT VERSION() AS version')
    const [{ version }] = rows as [{ version: string }]
    return /mariadb/i.test(version) ? 'mariadb' : 'mysql'
  } finally {
    await connection.end()
  }
}

function readerOver(source: DataSource, limitMs: number): Reader {
  return {
    dialect: 'mysql',
    async rows<Row>(sql: string, parameters: readonly Parameter[] = []) {
      const runner = source.createQueryRunner()
      try {
        return (await limited({ runner, limitMs }, () => runner.query(sql, boundValues(parameters)))) as Row[]
      } finally {
        await runner.release()
      }
    },
  }
}

async function transaction<T>(
  source: DataSource,
  {
    work,
    mayLoad,
    statementLimitMs: limitMs,
  }: { work: (tx: Tx) => Promise<T>; mayLoad: boolean; statementLimitMs: number },
): Promise<T> {
  const runner = source.createQueryRunner()
  const connection: LoadingConnection = await runner.connect()
  try {
    await runner.startTransaction()
    const result = await work(txOver({ runner, limitMs }, mayLoad ? connection : null))
    await runner.commitTransaction()
    return result
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => destroyConnection(runner))
    throw error
  } finally {
    await runner.release()
  }
}

/** @param bulk the connection for bulk loads; null where the server does not allow them */
function txOver(limits: Limits, bulk: LoadingConnection | null): Tx {
  const { runner } = limits
  const change = async (sql: string, parameters: readonly Parameter[] = []) => {
    const result = await limited(limits, () => runner.query(sql, boundValues(parameters), true))
    return result.affected ?? 0
  }
  return {
    dialect: 'mysql',
    forUpdate: ' FOR UPDATE',
    async rows<Row>(sql: string, parameters: readonly Parameter[] = []) {
      return (await limited(limits, () => runner.query(sql, boundValues(parameters)))) as Row[]
    },
    change,
    async insert(table, rows, { ignoreKnown = false } = {}) {
      if (bulk && rows.length >= bulkLoadFrom) {
        const loaded = await limited(limits, () => bulkLoad(bulk, table, rows))
        if (loaded < rows.length && !ignoreKnown) throw new DuplicateRows(table, rows.length - loaded)
        return loaded
      }
      let inserted = 0
      for (const statement of insertStatements({ dialect: 'mysql', table, ignoreKnown }, rows)) {
        inserted += await insertOne(limits, { table, statement })
      }
      return inserted
    },
    async upsert(table, rows, options) {
      for (const { sql, parameters } of upsertStatements({ dialect: 'mysql', table, ...options }, rows)) {
        await change(sql, parameters)
      }
    },
  }
}

/** What a statement of values says of itself when a key exists already. */
class DuplicateRows extends Error {
  readonly errno = 1062

  constructor(table: string, count: number) {
    super(`${count} rows for ${table} exist already`)
  }
}

/** IGNORE turns every error of a row into a warning, while only a known key may be passed over: others are raised again. */
async function insertOne(
  limits: Limits,
  { table, statement: { sql, parameters, rowCount } }: { table: string; statement: Statement },
): Promise<number> {
  const result = await limited(limits, () => limits.runner.query(sql, boundValues(parameters), true))
  const inserted = result.affected ?? 0
  const { warningStatus = 0 } = (result.raw ?? {}) as { warningStatus?: number }
  if (warningStatus > rowCount - inserted) throw new Error(`a row for ${table} was not stored as it is`)
  return inserted
}

interface Limits {
  runner: QueryRunner
  limitMs: number
}

async function limited<T>({ runner, limitMs }: Limits, statement: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      destroyConnection(runner)
      reject(new Error(`a statement took longer than ${limitMs} ms; its connection was destroyed`))
    }, limitMs)
  })
  try {
    return await Promise.race([statement(), limit])
  } finally {
    clearTimeout(timer)
  }
}

function destroyConnection(runner: QueryRunner): void {
  const { databaseConnection } = runner as QueryRunner & { databaseConnection?: { destroy(): void } }
  databaseConnection?.destroy()
}
