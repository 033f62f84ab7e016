import type { Database } from './db/database'
import { openMysql } from './db/mysqlDatabase'
import { openSqlite } from './db/sqliteDatabase'
import { entities, migrations } from './schema'

/** Opens the database that a `DATABASE_URL` names: `sqlite:FILE`, `mysql://…` or `mariadb://…`. */
export async function openDatabase(
  url: string,
  {
    chance,
    poolSize = 10,
    statementLimitMs = 30_000,
  }: { chance: () => number; poolSize?: number; statementLimitMs?: number },
): Promise<Database> {
  if (url.startsWith('sqlite:')) return openSqlite({ file: url.slice('sqlite:'.length), entities, migrations, chance })
  return openMysql({ url, entities, migrations, poolSize, chance, statementLimitMs })
}
