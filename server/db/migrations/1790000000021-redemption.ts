import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, nullable } from '../table'

export class Redemption1790000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'redemption',
      key: ['cardholder_id', 'id'],
      columns: [
        column.id('cardholder_id'),
        column.id('id'),
        column.text('programme_id', 32),
        column.text('benefit_id', 32),
        column.text('benefit_version', 24),
        column.text('title', 64),
        column.text('category', 16),
        column.amount('points'),
        column.text('idempotency_key', 64),
        column.text('state', 12),
        nullable(column.id('transaction_id')),
        nullable(column.small('code_seq')),
        nullable(column.id('code_id')),
        nullable(column.text('code_masked', 16)),
        nullable(column.moment('valid_until')),
        nullable(column.moment('revealed_at')),
        column.moment('created_at'),
      ],
      indices: [
        { name: 'redemption_key', columns: ['cardholder_id', 'idempotency_key'], unique: true },
        { name: 'redemption_benefit', columns: ['cardholder_id', 'benefit_id'] },
      ],
    })
    await createTable(runner, {
      name: 'redemption_reveal',
      key: ['cardholder_id', 'redemption_id', 'id'],
      columns: [
        column.id('cardholder_id'),
        column.id('redemption_id'),
        column.id('id'),
        column.moment('at'),
        column.id('session_id'),
        column.text('address', 64),
      ],
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('redemption_reveal')
    await runner.dropTable('redemption')
  }
}
