import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable } from '../table'

export class Programmes1790000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'programme',
      key: ['id'],
      columns: [column.text('id', 32), column.longText('settings'), column.moment('created_at')],
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('programme')
  }
}
