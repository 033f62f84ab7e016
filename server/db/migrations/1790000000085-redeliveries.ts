import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, nullable } from '../table'

/** Codes that did not work and were replaced: which one, by which, and by whose request. */
export class Redeliveries1790000000085 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'redemption_redelivery',
      key: ['cardholder_id', 'id'],
      columns: [
        column.id('cardholder_id'),
        column.id('id'),
        column.text('programme_id', 32),
        column.id('redemption_id'),
        column.id('request_id'),
        column.moment('at'),
        column.id('code_before'),
        column.text('masked_before', 16),
        nullable(column.moment('valid_before')),
        nullable(column.moment('revealed_before')),
        nullable(column.moment('used_before')),
        column.id('code_after'),
        column.text('masked_after', 16),
      ],
      indices: [{ name: 'redemption_redelivery_code', columns: ['programme_id', 'code_before'], unique: true }],
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('redemption_redelivery')
  }
}
