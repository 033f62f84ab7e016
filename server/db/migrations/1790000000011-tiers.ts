import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, nullable } from '../table'

export class Tiers1790000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'growth_entry',
      key: ['cardholder_id', 'id'],
      columns: [
        column.id('cardholder_id'),
        column.id('id'),
        column.text('programme_id', 32),
        column.id('card_id'),
        column.text('spend_id', 64),
        column.amount('amount'),
        column.moment('occurred_at'),
        column.day('effective_on'),
        column.moment('created_at'),
      ],
    })
    await createTable(runner, {
      name: 'tier_standing',
      key: ['cardholder_id'],
      columns: [
        column.id('cardholder_id'),
        column.text('programme_id', 32),
        column.text('tier', 16),
        nullable(column.day('reached_on')),
        column.moment('changed_at'),
      ],
    })
    await createTable(runner, {
      name: 'tier_evaluation',
      key: ['cardholder_id', 'id'],
      columns: [
        column.id('cardholder_id'),
        column.id('id'),
        column.text('programme_id', 32),
        column.text('tier_before', 16),
        column.text('tier_after', 16),
        column.day('reached_on'),
        column.amount('growth'),
        column.day('window_from'),
        column.day('window_to'),
        column.amount('threshold'),
        column.longText('inputs'),
        column.moment('created_at'),
      ],
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['tier_evaluation', 'tier_standing', 'growth_entry']) await runner.dropTable(table)
  }
}
