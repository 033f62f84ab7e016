import { readFileSync } from 'node:fs'
import { createConnection, type SslOptions } from 'mysql2/promise'
import { DataSource, type DataSourceOptions } from 'typeorm'
import { databaseAddress } from '../ports/encryptedUrl'
import { batcher } from './batcher'
import type { Database, EntityClass, MigrationClass, Parameter, Reader, Tx } from './database'
import type { MysqlConnection } from './mysqlConnection'
import { askedOnce, type Limits, MysqlTransaction } from './mysqlTransaction'
import { retrying } from './retry'
import { migrateAll, schemaDifference } from './schema'
import { boundValues } from './statements'

/** The mode is the one in which values are escaped rightly and nothing is stored otherwise than it was given. */
const sessionSettings = `SET SESSION sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
  SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED`

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
  url: named,
  entities,
  migrations,
  poolSize,
  chance,
  statementLimitMs,
}: MysqlOptions): Promise<Database> {
  const address = addressIn(named)
  const options: DataSourceOptions = {
    type: await serverKind(address),
    ...address,
    entities,
    migrations,
    poolSize,
    timezone: 'Z',
    charset: 'utf8mb4_bin',
    connectTimeout: 10_000,
    extra: { enableKeepAlive: true, maxIdle: poolSize },
    // A transaction sends what it writes together with what it asks next.
    multipleStatements: true,
  }
  const source = await new DataSource(options).initialize()
  const { pool } = source.driver as typeof source.driver & { pool: ConnectionPool }
  // Of every connection once, in place of every transaction.
  pool.on('connection', (connection) => connection.query(sessionSettings))
  // And of the one that was opened before anybody listened.
  await source.query(sessionSettings)
  const [{ bulk }] = await source.query('SELECT @@local_infile AS bulk')
  const limits: Limits = { limitMs: statementLimitMs, mayLoad: Number(bulk) === 1 }
  return {
    dialect: 'mysql',
    reader: readerOver(source, { limits, lanes: poolSize }),
    inTransaction: (work) => retrying(() => transaction(source, { work, limits }), chance),
    async ping() {
      await source.query('SELECT 1')
    },
    migrate: () => migrateAll(source),
    schemaDifference: () => schemaDifference(source),
    forget: () => source.dropDatabase(),
    close: () => source.destroy(),
  }
}

interface MysqlAddress {
  url: string
  /** As mysql2 takes it; with none, nothing is encrypted. */
  ssl: (SslOptions & { rejectUnauthorized: true }) | undefined
}

/** A server that does not know TLS, or whose certificate does not hold, is not talked to. */
function addressIn(named: string): MysqlAddress {
  const address = databaseAddress(named)
  if (!address) throw new Error('this is no address of a database: see DATABASE_URL')
  const { encryption } = address
  const url = address.url.replace(/^\w+:/, 'mysql:')
  if (!encryption) return { url, ssl: undefined }
  const ca = encryption.caFile === null ? undefined : readFileSync(encryption.caFile)
  return { url, ssl: { ca, rejectUnauthorized: true, verifyIdentity: encryption.checksName } }
}

/** mysql2's pool under the data source. */
interface ConnectionPool {
  on(event: 'connection', heard: (connection: { query(sql: string): unknown }) => void): unknown
}

/** Asked of the server itself, since many write `mysql://` for either, and TypeORM compares schemas rightly only if it knows. */
async function serverKind({ url, ssl }: MysqlAddress): Promise<'mysql' | 'mariadb'> {
  const connection = await createConnection({ uri: url, ssl })
  try {
    const [rows] = await connection.query('SELECT VERSION() AS version')
    const [{ version }] = rows as [{ version: string }]
    return /mariadb/i.test(version) ? 'mariadb' : 'mysql'
  } finally {
    await connection.end()
  }
}

/** Questions in one packet at most, so that a slow one keeps few others waiting. */
const questionsAtOnce = 16

/** Questions of one tick go out in one packet, since a trip costs more than most of them. */
function readerOver(source: DataSource, { limits, lanes }: { limits: Limits; lanes: number }): Reader {
  const ask = async (questions: readonly Question[]): Promise<unknown[]> => {
    const runner = source.createQueryRunner()
    try {
      const connection: MysqlConnection = await runner.connect()
      const texts = questions.map(({ sql, parameters }) => connection.format(sql, boundValues(parameters)))
      const answer = await askedOnce(connection, { sql: texts.join(';\n'), limits })
      return questions.length === 1 ? [answer] : (answer as unknown[])
    } finally {
      await runner.release()
    }
  }
  const asking = batcher({
    lanes,
    most: questionsAtOnce,
    queueLimit: Number.POSITIVE_INFINITY,
    together: (questions: readonly Question[]) => askedTogether(questions, ask),
  })
  return {
    dialect: 'mysql',
    async rows<Row>(sql: string, parameters: readonly Parameter[] = []) {
      const answer = await asking.submit({ sql, parameters })
      if (answer.status === 'rejected') throw answer.reason
      return answer.value as Row[]
    },
  }
}

/** Where a packet fails, each of its questions is asked alone and all at once: one that is slow delays the others once. */
async function askedTogether(
  questions: readonly Question[],
  ask: (questions: readonly Question[]) => Promise<unknown[]>,
): Promise<PromiseSettledResult<unknown>[]> {
  try {
    return (await ask(questions)).map((value) => ({ status: 'fulfilled', value }))
  } catch (reason) {
    if (questions.length === 1) return [{ status: 'rejected', reason }]
    return Promise.allSettled(questions.map(async (question) => (await ask([question]))[0]))
  }
}

interface Question {
  sql: string
  parameters: readonly Parameter[]
}

async function transaction<T>(
  source: DataSource,
  { work, limits }: { work: (tx: Tx) => Promise<T>; limits: Limits },
): Promise<T> {
  const runner = source.createQueryRunner()
  const connection: MysqlConnection = await runner.connect()
  const tx = new MysqlTransaction(connection, limits)
  try {
    const result = await work(tx)
    await tx.commit()
    return result
  } catch (error) {
    await tx.rollback().catch(() => connection.destroy())
    throw error
  } finally {
    await runner.release()
  }
}
