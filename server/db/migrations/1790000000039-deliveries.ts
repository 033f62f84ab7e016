import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, nullable } from '../table'

/** Benefits that a supplier delivers, limits by time and campaign, stock in portions, batches of codes. */
export class Deliveries1790000000039 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(added)) {
      // TypeORM would copy the whole table on SQLite, under the feet of the views that read it.
      for (const shape of columns) await runner.query(`ALTER TABLE ${table} ADD COLUMN ${shape}`)
    }
    await runner.query('UPDATE benefit_stock SET last_seq = issued')
    await createTable(runner, {
      name: 'code_batch',
      key: ['programme_id', 'batch_id'],
      columns: [
        column.text('programme_id', 32),
        column.text('batch_id', 32),
        nullable(column.moment('valid_until')),
        column.small('codes'),
        nullable(column.moment('expired_at')),
        column.moment('loaded_at'),
      ],
    })
    await createTable(runner, {
      name: 'supplier_order',
      key: ['order_no'],
      columns: [
        column.text('order_no', 40),
        column.text('programme_id', 32),
        column.id('cardholder_id'),
        column.id('redemption_id'),
        column.text('supplier', 32),
        column.text('sku', 64),
        column.text('account_cipher', 512),
        column.amount('points'),
        column.text('state', 12),
        column.small('attempts'),
        nullable(column.moment('due_at')),
        nullable(column.moment('placed_at')),
        nullable(column.moment('unsure_since')),
        column.small('rejections'),
        nullable(column.text('last_error', 300)),
        nullable(column.text('serial', 64)),
        nullable(column.text('evidence', 16)),
        nullable(column.text('evidence_hash', 64)),
        nullable(column.moment('closed_at')),
        column.moment('created_at'),
      ],
      indices: [
        { name: 'supplier_order_due', columns: ['supplier', 'due_at'] },
        { name: 'supplier_order_state', columns: ['programme_id', 'state', 'created_at'] },
        { name: 'supplier_order_redemption', columns: ['cardholder_id', 'redemption_id'], unique: true },
      ],
    })
    await showRedemptions(runner, 'order_no')
  }

  async down(runner: QueryRunner): Promise<void> {
    await showRedemptions(runner, 'CAST(NULL AS CHAR(64))')
    for (const table of ['supplier_order', 'code_batch']) await runner.dropTable(table)
    for (const [table, columns] of Object.entries(added)) {
      for (const shape of columns) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${shape.split(' ')[0]}`)
    }
  }
}

const added = {
  benefit: [
    "delivery varchar(8) NOT NULL DEFAULT 'code'",
    'supplier varchar(32) NULL',
    'sku varchar(64) NULL',
    'account_kind varchar(8) NULL',
    'limit_per_day integer NULL',
    'limit_per_week integer NULL',
    'limit_per_month integer NULL',
    'campaign_id varchar(32) NULL',
    'campaign_limit integer NULL',
    'products varchar(255) NULL',
    'releases text NULL',
    'low_stock_at integer NULL',
  ],
  benefit_stock: ['last_seq integer NOT NULL DEFAULT 0'],
  benefit_code: ['batch_id varchar(32) NULL', 'valid_until datetime(3) NULL'],
  redemption: [
    "delivery varchar(8) NOT NULL DEFAULT 'code'",
    'campaign_id varchar(32) NULL',
    'account_masked varchar(64) NULL',
    'account_fingerprint varchar(64) NULL',
    'order_no varchar(40) NULL',
    'link_cipher varchar(1024) NULL',
    'failure varchar(64) NULL',
    'delivered_at datetime(3) NULL',
  ],
}

async function showRedemptions(runner: QueryRunner, orderNo: string): Promise<void> {
  await runner.query('DROP VIEW v_redemption')
  await runner.query(
    `CREATE VIEW v_redemption AS SELECT id, cardholder_id, state, points, ${orderNo} AS supplier_order_no,
       code_id, programme_id, benefit_id, created_at, origin FROM redemption`,
  )
}
