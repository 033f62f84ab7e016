import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable } from '../table'

export class EarningRules1790000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'earning_rule',
      key: ['programme_id', 'since'],
      columns: [
        column.text('programme_id', 32),
        column.day('since'),
        column.text('version', 32),
        column.longText('definition'),
        column.moment('created_at'),
      ],
    })
    // TypeORM would copy the whole table on SQLite, under the feet of the views that read it.
    await runner.query('ALTER TABLE entry ADD COLUMN arithmetic text NULL')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE entry DROP COLUMN arithmetic')
    await runner.dropTable('earning_rule')
  }
}
