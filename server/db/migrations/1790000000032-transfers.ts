import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm'
import { column, createTable, nullable } from '../table'

/**
 * Made for posting in bulk: one row a transfer in place of one a leg, growth by day in place of by spend, what many
 * entries have in common kept once, and a head for each cardholder, so that most purchases can be posted without reading
 * what was posted before.
 */
export class Transfers1790000000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW v_entry')
    await createTransfers(runner)
    await runner.query(
      `INSERT INTO transfer (cardholder_id, transaction_id, seq, programme_id, from_account, to_account, amount, kind,
         reference, purchase_id, lot_id, corrects, memo, effective_on, created_at, basis_id, arithmetic)
       SELECT f.cardholder_id, f.transaction_id, FLOOR(f.seq / 2), f.programme_id, f.account, t.account, t.amount, f.kind,
         f.reference, f.purchase_id, COALESCE(f.lot_id, t.lot_id), f.corrects, f.memo, f.effective_on, f.created_at, NULL,
         f.arithmetic
       FROM entry f JOIN entry t ON t.cardholder_id = f.cardholder_id AND t.transaction_id = f.transaction_id
         AND t.seq = f.seq + 1
       WHERE f.seq % 2 = 0`,
    )
    await runner.dropTable('entry')
    await runner.query(entryView)
    await createGrowthDays(runner)
    await createHeads(runner)
    // TypeORM would copy whole tables on SQLite, under the feet of the views that read them.
    await runner.query('DROP VIEW v_lot')
    await runner.dropIndex('lot', 'lot_card')
    await runner.query('ALTER TABLE lot DROP COLUMN rule_version')
    await runner.query('ALTER TABLE lot DROP COLUMN rate_basis_points')
    await runner.query(lotView)
    await runner.dropIndex('spend', 'spend_card')
    await runner.query('ALTER TABLE refund_match DROP COLUMN card_id')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE refund_match ADD COLUMN card_id varchar(26) NOT NULL DEFAULT ''")
    await runner.createIndex('spend', new TableIndex({ name: 'spend_card', columnNames: ['cardholder_id', 'card_id'] }))
    await runner.query("ALTER TABLE lot ADD COLUMN rule_version varchar(32) NOT NULL DEFAULT ''")
    await runner.query('ALTER TABLE lot ADD COLUMN rate_basis_points integer NOT NULL DEFAULT 0')
    await runner.createIndex('lot', new TableIndex({ name: 'lot_card', columnNames: ['cardholder_id', 'card_id'] }))
    await runner.dropTable('spend_head')
    await runner.query('ALTER TABLE tier_standing DROP COLUMN growth_peak')
    await runner.query('ALTER TABLE tier_standing DROP COLUMN stepped_on')
    await runner.query('ALTER TABLE account DROP COLUMN cap_use')
    await runner.query('ALTER TABLE account DROP COLUMN first_earned_at')
    await dropGrowthDays(runner)
    await dropTransfers(runner)
  }
}

/** Every transfer is two legs that sum to zero. */
const entryView = `CREATE VIEW v_entry AS
  SELECT transaction_id, seq * 2 AS seq, from_account AS account, -amount AS amount, kind, reference, created_at,
    cardholder_id, lot_id, corrects, effective_on, programme_id FROM transfer
  UNION ALL
  SELECT transaction_id, seq * 2 + 1, to_account, amount, kind, reference, created_at,
    cardholder_id, lot_id, corrects, effective_on, programme_id FROM transfer`

const lotView = `CREATE VIEW v_lot AS SELECT cardholder_id, lot_id, pending + available AS remaining, expires_on, source,
  programme_id, earned, pending, available, held, redeemed, expired, clawed_back, repaid FROM lot`

const transferKey = ['cardholder_id', 'transaction_id', 'seq']

function transferColumns() {
  return [
    column.id('cardholder_id'),
    column.id('transaction_id'),
    column.small('seq'),
    column.text('programme_id', 32),
    column.amount('amount'),
    column.text('kind', 24),
    column.text('reference', 64),
    nullable(column.text('purchase_id', 64)),
    nullable(column.id('lot_id')),
    nullable(column.id('corrects')),
    nullable(column.text('memo', 128)),
    column.day('effective_on'),
    column.moment('created_at'),
    nullable(column.longText('arithmetic')),
  ]
}

async function createTransfers(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'transfer',
    key: transferKey,
    columns: [
      ...transferColumns(),
      column.text('from_account', 12),
      column.text('to_account', 12),
      nullable(column.id('basis_id')),
    ],
    indices: [
      { name: 'transfer_month', columns: ['cardholder_id', 'effective_on'] },
      { name: 'transfer_purchase', columns: ['cardholder_id', 'purchase_id'] },
    ],
  })
  await createTable(runner, {
    name: 'earning_basis',
    key: ['basis_id'],
    columns: [column.id('basis_id'), column.longText('definition')],
  })
}

async function createGrowthDays(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'growth_day',
    key: ['cardholder_id', 'effective_on'],
    columns: [
      column.id('cardholder_id'),
      column.day('effective_on'),
      column.text('programme_id', 32),
      column.amount('amount'),
    ],
  })
  await runner.query(
    `INSERT INTO growth_day (cardholder_id, effective_on, programme_id, amount)
     SELECT cardholder_id, effective_on, programme_id, SUM(amount) FROM growth_entry
     GROUP BY cardholder_id, effective_on, programme_id`,
  )
  await runner.dropTable('growth_entry')
}

/** Of cardholders from before, nothing is known: an open name has all of their facts read once. */
async function createHeads(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'spend_head',
    key: ['cardholder_id'],
    columns: [
      column.id('cardholder_id'),
      column.text('programme_id', 32),
      nullable(column.moment('latest_taking_at')),
      column.small('has_open_names'),
    ],
  })
  await runner.query(
    `INSERT INTO spend_head (cardholder_id, programme_id, latest_taking_at, has_open_names)
     SELECT DISTINCT cardholder_id, programme_id, NULL, 1 FROM spend`,
  )
  await runner.query('ALTER TABLE account ADD COLUMN first_earned_at datetime(3) NULL')
  await runner.query('ALTER TABLE account ADD COLUMN cap_use text NULL')
  await runner.query('ALTER TABLE tier_standing ADD COLUMN stepped_on varchar(10) NULL')
  await runner.query('ALTER TABLE tier_standing ADD COLUMN growth_peak bigint NULL')
}

async function dropGrowthDays(runner: QueryRunner): Promise<void> {
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
  await runner.query(
    `INSERT INTO growth_entry (cardholder_id, id, programme_id, card_id, spend_id, amount, occurred_at, effective_on, created_at)
     SELECT cardholder_id, effective_on, programme_id, '', effective_on, amount, CONCAT(effective_on, ' 00:00:00.000'),
       effective_on, CONCAT(effective_on, ' 00:00:00.000') FROM growth_day`,
  )
  await runner.dropTable('growth_day')
}

async function dropTransfers(runner: QueryRunner): Promise<void> {
  await runner.query('DROP VIEW v_entry')
  await createTable(runner, {
    name: 'entry',
    key: transferKey,
    columns: [...transferColumns(), column.text('account', 12)],
    indices: [
      { name: 'entry_month', columns: ['cardholder_id', 'effective_on'] },
      { name: 'entry_purchase', columns: ['cardholder_id', 'purchase_id'] },
    ],
  })
  const columns = `cardholder_id, transaction_id, programme_id, kind, reference, purchase_id, lot_id, corrects, memo,
    effective_on, created_at`
  for (const [seq, account, amount, arithmetic] of [
    ['seq * 2', 'from_account', '-amount', 'arithmetic'],
    ['seq * 2 + 1', 'to_account', 'amount', 'NULL'],
  ]) {
    await runner.query(
      `INSERT INTO entry (${columns}, seq, account, amount, arithmetic)
       SELECT ${columns}, ${seq}, ${account}, ${amount}, ${arithmetic} FROM transfer`,
    )
  }
  await runner.dropTable('transfer')
  await runner.dropTable('earning_basis')
  await runner.query(
    `CREATE VIEW v_entry AS SELECT transaction_id, seq, account, amount, kind, reference, created_at, cardholder_id,
       lot_id, corrects, effective_on, programme_id FROM entry`,
  )
}
