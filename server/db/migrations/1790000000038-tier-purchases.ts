import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable } from '../table'

/** Tiers that were reached early for points. */
export class TierPurchases1790000000038 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'tier_purchase',
      key: ['cardholder_id', 'id'],
      columns: [
        column.id('cardholder_id'),
        column.id('id'),
        column.text('programme_id', 32),
        column.text('tier', 16),
        column.amount('points'),
        column.day('day'),
        column.id('transaction_id'),
        column.moment('created_at'),
      ],
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('tier_purchase')
  }
}
