import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable } from '../table'

/** What cardholders have said that they like. */
export class Tastes1790000000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'cardholder_taste',
      key: ['cardholder_id'],
      columns: [
        column.id('cardholder_id'),
        column.text('programme_id', 32),
        column.text('chosen', 128),
        column.small('personal'),
        column.moment('changed_at'),
      ],
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('cardholder_taste')
  }
}
