import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, nullable } from '../table'

export class Idempotency1790000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'idempotency_key',
      key: ['cardholder_id', 'idempotency_key'],
      columns: [
        column.id('cardholder_id'),
        column.text('idempotency_key', 64),
        column.text('endpoint_id', 40),
        column.text('input_hash', 64),
        nullable(column.text('refusal', 40)),
        nullable(column.longText('reply')),
        column.moment('created_at'),
      ],
      indices: [{ name: 'idempotency_key_age', columns: ['created_at'] }],
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('idempotency_key')
  }
}
