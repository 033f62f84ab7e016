import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import type { Database } from '../../server/db/database'
import { openDatabase } from '../../server/openDatabase'

/** Where the MariaDB of this test run listens: set by the test runner; without it the embedded database is used. */
const serverUrl = process.env.TEST_DATABASE_SERVER

export interface TestDatabase {
  url: string
  /** An open, migrated, empty database. */
  database: Database
  close(): Promise<void>
}

let made = 0

/** A migrated database of this test file's own, on the embedded database or on MariaDB as the run asks. */
export async function testDatabase(options: { statementLimitMs?: number } = {}): Promise<TestDatabase> {
  const { url, drop } = serverUrl ? await mariadbSchema(serverUrl) : sqliteFile()
  const database = await openDatabase(url, { chance: Math.random, ...options })
  await database.migrate()
  return {
    url,
    database,
    async close() {
      await database.close()
      await drop()
    },
  }
}

function sqliteFile() {
  const folder = mkdtempSync(join(tmpdir(), 'kaquan-test-'))
  return {
    url: `sqlite:${join(folder, 'test.sqlite')}`,
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function mariadbSchema(server: string) {
  const name = `kaquan_test_${process.pid}_${++made}_${Date.now().toString(36)}`
  const withoutDatabase = new URL(server)
  withoutDatabase.pathname = '/'
  const run = async (sql: string) => {
    const connection = await createConnection(withoutDatabase.href)
    await connection.query(sql)
    await connection.end()
  }
  await run(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => run(`DROP DATABASE ${name}`) }
}
