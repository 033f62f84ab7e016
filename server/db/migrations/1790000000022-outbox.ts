import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, nullable } from '../table'

export class Outbox1790000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'outbox',
      key: ['id'],
      columns: [
        column.id('id'),
        column.text('topic', 40),
        column.text('programme_id', 32),
        column.id('cardholder_id'),
        column.longText('payload'),
        column.small('attempts'),
        nullable(column.moment('due_at')),
        nullable(column.moment('done_at')),
        nullable(column.text('last_error', 300)),
      ],
      indices: [{ name: 'outbox_due', columns: ['due_at'] }],
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('outbox')
  }
}
