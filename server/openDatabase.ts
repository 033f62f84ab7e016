import { createConnection } from 'mysql2/promise'
import type { Database } from './db/database'
import { openMysql } from './db/mysqlDatabase'
import { openSqlite } from './db/sqliteDatabase'
import { entities, migrations } from './schema'

/** Opens the database that a `DATABASE_URL` names: `sqlite:FILE`, `mysql://…` or `mariadb://…`. */
export async function openDatabase(
  url: string,
  { chance, poolSize = 10 }: { chance: () => number; poolSize?: number },
): Promise<Database> {
  if (url.startsWith('sqlite:')) return openSqlite({ file: url.slice('sqlite:'.length), entities, migrations, chance })
  const type = await serverKind(url)
  return openMysql({ url, type, entities, migrations, poolSize, chance })
}

/** Asked of the server itself, since many write `mysql://` for either. */
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
