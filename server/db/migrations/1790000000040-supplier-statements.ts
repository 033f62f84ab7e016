import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, nullable } from '../table'

/** Which statement an order stands on, statements that were compared, and what suppliers and we see differently. */
export class SupplierStatements1790000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // TypeORM would copy the whole table on SQLite.
    await runner.query('ALTER TABLE supplier_order ADD COLUMN stated_on varchar(10) NULL')
    await runner.query('CREATE INDEX supplier_order_placed ON supplier_order (supplier, placed_at)')
    await createTable(runner, {
      name: 'supplier_statement',
      key: ['supplier', 'day'],
      columns: [
        column.text('supplier', 32),
        column.day('day'),
        column.text('proof', 64),
        column.small('line_count'),
        column.moment('closed_at'),
      ],
    })
    await createTable(runner, {
      name: 'supplier_difference',
      key: ['supplier', 'day', 'order_no', 'kind'],
      columns: [
        column.text('supplier', 32),
        column.day('day'),
        column.text('order_no', 64),
        column.text('kind', 24),
        column.id('id'),
        column.text('programme_id', 32),
        nullable(column.text('ours', 64)),
        nullable(column.text('theirs', 64)),
        column.text('source', 16),
        column.moment('seen_at'),
      ],
      indices: [{ name: 'supplier_difference_list', columns: ['programme_id', 'id'] }],
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['supplier_difference', 'supplier_statement']) await runner.dropTable(table)
    await runner.query(
      runner.connection.options.type === 'better-sqlite3'
        ? 'DROP INDEX supplier_order_placed'
        : 'DROP INDEX supplier_order_placed ON supplier_order',
    )
    await runner.query('ALTER TABLE supplier_order DROP COLUMN stated_on')
  }
}
