import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import type { Parameter } from '../../server/db/database'
import { openDatabase } from '../../server/openDatabase'

/** Where the MariaDB of this test run listens: set by the test runner; without it the embedded database is used. */
const serverUrl = process.env.TEST_DATABASE_SERVER

export interface JourneyDatabase {
  kind: 'embedded' | 'mariadb'
  /** What the product is started with as `DATABASE_URL`. */
  url: string
  /** Reads from outside, while the product runs. */
  rows<Row>(sql: string, parameters?: readonly Parameter[]): Promise<Row[]>
  /** Whether there is nothing in it at all, no table and no view. */
  isForgotten(): Promise<boolean>
  drop(): Promise<void>
}

/** A place for a database of this journey's own. Nothing is in it: the product makes its tables itself. */
export async function journeyDatabase(): Promise<JourneyDatabase> {
  return serverUrl ? schemaOn(serverUrl) : fileInTemporaryFolder()
}

function fileInTemporaryFolder(): JourneyDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'kaquan-journey-'))
  const file = join(folder, 'kaquan.sqlite')
  const url = `sqlite:${file}`
  return {
    kind: 'embedded',
    url,
    rows: (sql, parameters) => rowsFrom(url, sql, parameters),
    isForgotten: async () => !existsSync(file),
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function schemaOn(server: string): Promise<JourneyDatabase> {
  const name = `kaquan_journey_${process.pid}_${Date.now().toString(36)}`
  const run = async (sql: string, parameters: string[] = []) => {
    const connection = await createConnection(server)
    try {
      return (await connection.query<RowDataPacket[]>(sql, parameters))[0]
    } finally {
      await connection.end()
    }
  }
  await run(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`)
  const place = new URL(server)
  place.pathname = `/${name}`
  return {
    kind: 'mariadb',
    url: place.href,
    rows: (sql, parameters) => rowsFrom(place.href, sql, parameters),
    async isForgotten() {
      const tables = await run('SELECT table_name FROM information_schema.tables WHERE table_schema = ?', [name])
      return tables.length === 0
    },
    drop: async () => void (await run(`DROP DATABASE ${name}`)),
  }
}

async function rowsFrom<Row>(url: string, sql: string, parameters: readonly Parameter[] = []): Promise<Row[]> {
  const database = await openDatabase(url, { chance: Math.random, poolSize: 1 })
  try {
    return await database.reader.rows<Row>(sql, parameters)
  } finally {
    await database.close()
  }
}
