import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable } from '../table'

/** Sums a day of the attempts that reached a verifier, and of those that limits kept from it. */
export class VerifierDays1790000000075 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'verifier_day',
      key: ['programme_id', 'day', 'door', 'lane', 'region_kind'],
      columns: [
        column.text('programme_id', 32),
        column.day('day'),
        column.text('door', 16),
        column.text('lane', 16),
        column.text('region_kind', 16),
        column.amount('reached'),
        column.amount('refused'),
      ],
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('verifier_day')
  }
}
