import { createConnection } from 'mysql2/promise'
import { provideServer } from '../../scripts/testing/databaseServer'
import { appendOnlyTables, grantsFor, neverDeletedTables } from '../../server/db/appendOnly'
import type { Database } from '../../server/db/database'
import { retention } from '../../server/jobs/retention.rules'
import { openDatabase } from '../../server/openDatabase'
import { tableNames, viewNames } from '../../server/schemaNames.store'
import { plantedCanaries } from '../canaries/canaries'
import { startProduct } from '../canaries/product'
import { walkRoads } from '../canaries/roads'
import { Sinks } from '../canaries/sinks'
import { type TestDatabase, testDatabase } from '../support/testDatabase'

jest.setTimeout(300_000)

const isServer = process.env.TEST_DATABASE_SERVER !== undefined
const refusal = isServer ? /command denied to user/ : /append only/

let opened: Opened
beforeAll(async () => {
  opened = isServer ? await asApplication() : { ...(await testDatabase()), asOwner: null }
})
afterAll(() => opened?.close())

interface Opened extends TestDatabase {
  /** What the owner of the tables would do; null where there are no users. */
  asOwner: ((sql: string) => Promise<unknown>) | null
}

/** The tables made by their owner, and opened by a user with the grants of the application alone. */
async function asApplication(): Promise<Opened> {
  const server = await serverWithGrants()
  const owner = await createConnection(server.url)
  const name = `kaquan_grants_${process.pid}_${Date.now().toString(36)}`
  await owner.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`)
  const url = new URL(server.url)
  url.pathname = `/${name}`
  const made = await openDatabase(url.href, { chance: Math.random })
  await made.migrate()
  const names = { tables: tableNames(), views: await viewNames(made.reader) }
  await made.close()
  const user = `app_${process.pid}`
  await owner.query(`CREATE USER ${user}@'127.0.0.1' IDENTIFIED BY 'of-a-test'`)
  for (const grant of grantsFor({ user, host: '127.0.0.1', database: name, ...names })) await owner.query(grant)
  const mine = new URL(url)
  mine.username = user
  mine.password = 'of-a-test'
  const database = await openDatabase(mine.href, { chance: Math.random })
  return {
    url: mine.href,
    database,
    asOwner: (sql) => owner.query(sql.replace(/(audit|transfer)/, `${name}.$1`)),
    async close() {
      await database.close()
      await owner.query(`DROP DATABASE ${name}`)
      await owner.query(`DROP USER ${user}@'127.0.0.1'`)
      await owner.end()
      await server.stop()
    },
  }
}

/** The server of the run where its user may grant, else one of this test's own. */
async function serverWithGrants(): Promise<{ url: string; stop(): Promise<void> }> {
  const url = process.env.TEST_DATABASE_SERVER ?? ''
  const connection = await createConnection(url)
  const [rows] = await connection.query('SHOW GRANTS')
  await connection.end()
  if (JSON.stringify(rows).includes('WITH GRANT OPTION')) return { url, stop: async () => undefined }
  return provideServer(() => undefined)
}

const changed = (database: Database, sql: string) => database.inTransaction((tx) => tx.change(sql))

test('a server that may not alter tables starts, as nothing is left to migrate', async () => {
  expect(await opened.database.migrate()).toEqual([])
})

test('the roads of people and operators are walked without changing or deleting what is written once', async () => {
  const product = await startProduct(new Sinks(), { ...opened, close: async () => undefined })
  try {
    await walkRoads(product, plantedCanaries())
  } finally {
    await product.stop()
  }
  for (const table of appendOnlyTables) {
    const [row] = await opened.database.reader.rows<{ n: number | string }>(`SELECT COUNT(*) AS n FROM ${table}`)
    expect(Number(row?.n)).toBeGreaterThan(5)
  }
})

test.each(appendOnlyTables)('%s is neither changed nor deleted, by the database itself', async (table) => {
  const before = await opened.database.reader.rows(`SELECT * FROM ${table}`)
  const column = table === 'audit' ? 'reason' : 'memo'
  await expect(changed(opened.database, `UPDATE ${table} SET ${column} = 'otherwise'`)).rejects.toThrow(refusal)
  await expect(changed(opened.database, `DELETE FROM ${table}`)).rejects.toThrow(refusal)
  if (isServer) await expect(changed(opened.database, `TRUNCATE TABLE ${table}`)).rejects.toThrow(refusal)
  else {
    const copy = `REPLACE INTO ${table} SELECT * FROM ${table} LIMIT 1`
    await expect(changed(opened.database, copy)).rejects.toThrow(refusal)
  }
  expect(await opened.database.reader.rows(`SELECT * FROM ${table}`)).toEqual(before)
})

test('nothing else was taken from the application: other tables are changed, and no table is altered', async () => {
  expect(
    await changed(opened.database, "UPDATE cardholder SET level = level WHERE level = 'cardholder'"),
  ).toBeGreaterThan(0)
  if (!isServer) return
  await expect(changed(opened.database, 'ALTER TABLE audit ADD COLUMN more int')).rejects.toThrow(refusal)
  await expect(changed(opened.database, 'CREATE TABLE another (id int)')).rejects.toThrow(refusal)
  expect(await opened.asOwner?.("UPDATE audit SET reason = reason WHERE id = ''")).toBeDefined()
})

test('whatever is kept as evidence stands among what no application deletes', async () => {
  const evidence = Object.entries(retention).flatMap(([table, rules]) =>
    rules.some((rule) => 'kept' in rule && rule.kept === 'evidence') ? [table] : [],
  )
  expect([...neverDeletedTables, 'audit'].sort()).toEqual(evidence.sort())
  const grants = grantsFor({ user: 'app', host: '%', database: 'kaquan', tables: evidence, views: [] })
  expect(grants.filter((grant) => grant.includes('DELETE'))).toEqual([])
  if (!isServer) return
  for (const table of neverDeletedTables)
    await expect(changed(opened.database, `DELETE FROM ${table}`)).rejects.toThrow(refusal)
})
