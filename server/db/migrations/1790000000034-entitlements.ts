import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable } from '../table'

export class Entitlements1790000000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'entitlement_set',
      key: ['programme_id', 'tier', 'since'],
      columns: [
        column.text('programme_id', 32),
        column.text('tier', 16),
        column.day('since'),
        column.text('version', 32),
        column.small('choose'),
        column.longText('benefits'),
        column.moment('created_at'),
      ],
      indices: [{ name: 'entitlement_set_version', columns: ['programme_id', 'tier', 'version'], unique: true }],
    })
    await createTable(runner, {
      name: 'entitlement_choice',
      key: ['cardholder_id', 'month', 'slot'],
      columns: [
        column.id('cardholder_id'),
        column.text('month', 7),
        column.small('slot'),
        column.text('programme_id', 32),
        column.text('tier', 16),
        column.text('version', 32),
        column.text('benefit_id', 32),
        column.id('redemption_id'),
        column.moment('chosen_at'),
      ],
      indices: [
        { name: 'entitlement_choice_benefit', columns: ['cardholder_id', 'month', 'benefit_id'], unique: true },
        { name: 'entitlement_choice_redemption', columns: ['cardholder_id', 'redemption_id'], unique: true },
      ],
    })
    // TypeORM would copy the whole table on SQLite, under the feet of the view that reads it.
    await runner.query("ALTER TABLE redemption ADD COLUMN origin varchar(16) NOT NULL DEFAULT 'points'")
    await showRedemptions(runner, 'created_at, origin')
  }

  async down(runner: QueryRunner): Promise<void> {
    await showRedemptions(runner, 'created_at')
    await runner.query('ALTER TABLE redemption DROP COLUMN origin')
    for (const table of ['entitlement_choice', 'entitlement_set']) await runner.dropTable(table)
  }
}

async function showRedemptions(runner: QueryRunner, lastColumns: string): Promise<void> {
  await runner.query('DROP VIEW v_redemption')
  await runner.query(
    `CREATE VIEW v_redemption AS SELECT id, cardholder_id, state, points, CAST(NULL AS CHAR(64)) AS supplier_order_no,
       code_id, programme_id, benefit_id, ${lastColumns} FROM redemption`,
  )
}
