import type { MigrationInterface, QueryRunner } from 'typeorm'

const tables = ['audit', 'transfer']
const deeds = ['UPDATE', 'DELETE']

/**
 * The embedded database has no users whom anything could be forbidden, so that it refuses everybody: what is written once is
 * neither changed nor deleted. On a server the grants of the application's user say so (`npm run grants`).
 */
export class AppendOnly1790000000077 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type !== 'better-sqlite3') return
    for (const [table, deed] of pairs()) {
      await runner.query(
        `CREATE TRIGGER ${nameOf(table, deed)} BEFORE ${deed} ON ${table}
         BEGIN SELECT RAISE(ABORT, '${table} is append only'); END`,
      )
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type !== 'better-sqlite3') return
    for (const [table, deed] of pairs()) await runner.query(`DROP TRIGGER ${nameOf(table, deed)}`)
  }
}

const pairs = () => tables.flatMap((table) => deeds.map((deed) => [table, deed] as const))
const nameOf = (table: string, deed: string) => `${table}_no_${deed.toLowerCase()}`
