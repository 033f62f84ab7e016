import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, nullable } from '../table'

/** Consents to texts on privacy, and accounts that were deleted. */
export class Privacy1790000000047 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'consent',
      key: ['cardholder_id', 'id'],
      columns: [
        column.id('cardholder_id'),
        column.id('id'),
        column.text('programme_id', 32),
        column.text('version', 64),
        column.text('text_hash', 64),
        column.moment('agreed_at'),
        nullable(column.moment('withdrawn_at')),
      ],
    })
    await createTable(runner, {
      name: 'account_deletion',
      key: ['cardholder_id'],
      columns: [
        column.id('cardholder_id'),
        column.text('programme_id', 32),
        column.id('receipt'),
        column.amount('points_lost'),
        column.moment('deleted_at'),
        nullable(column.moment('swept_at')),
      ],
      indices: [{ name: 'account_deletion_sweep', columns: ['swept_at', 'deleted_at'] }],
    })
    // TypeORM would copy the whole table on SQLite, under the feet of whoever reads it.
    await runner.query('ALTER TABLE cardholder ADD COLUMN deleted_at datetime(3) NULL')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE cardholder DROP COLUMN deleted_at')
    for (const table of ['account_deletion', 'consent']) await runner.dropTable(table)
  }
}
