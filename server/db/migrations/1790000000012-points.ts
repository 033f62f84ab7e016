import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, nullable } from '../table'

export class Points1790000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'account',
      key: ['cardholder_id'],
      columns: [
        column.id('cardholder_id'),
        column.text('programme_id', 32),
        ...['pending', 'available', 'held', 'debt', 'version'].map(column.amount),
        column.moment('opened_at'),
      ],
    })
    await createLot(runner)
    await createEntry(runner)
    await createViews(runner)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const view of ['v_entry', 'v_lot', 'v_account']) await runner.query(`DROP VIEW ${view}`)
    for (const table of ['entry', 'lot', 'account']) await runner.dropTable(table)
  }
}

function createLot(runner: QueryRunner): Promise<void> {
  const amounts = ['earned', 'pending', 'available', 'held', 'redeemed', 'expired', 'clawed_back', 'repaid']
  return createTable(runner, {
    name: 'lot',
    key: ['cardholder_id', 'lot_id'],
    columns: [
      column.id('cardholder_id'),
      column.id('lot_id'),
      column.text('programme_id', 32),
      column.id('card_id'),
      column.text('source', 64),
      ...amounts.map(column.amount),
      column.text('rule_version', 32),
      column.small('rate_basis_points'),
      column.day('available_on'),
      column.day('expires_on'),
      nullable(column.day('due_on')),
      column.moment('created_at'),
    ],
    indices: [
      { name: 'lot_due', columns: ['programme_id', 'due_on'] },
      { name: 'lot_card', columns: ['cardholder_id', 'card_id'] },
    ],
  })
}

function createEntry(runner: QueryRunner): Promise<void> {
  return createTable(runner, {
    name: 'entry',
    key: ['cardholder_id', 'transaction_id', 'seq'],
    columns: [
      column.id('cardholder_id'),
      column.id('transaction_id'),
      column.small('seq'),
      column.text('programme_id', 32),
      column.text('account', 12),
      column.amount('amount'),
      column.text('kind', 24),
      column.text('reference', 64),
      nullable(column.text('purchase_id', 64)),
      nullable(column.id('lot_id')),
      nullable(column.id('corrects')),
      nullable(column.text('memo', 128)),
      column.day('effective_on'),
      column.moment('created_at'),
    ],
    indices: [
      { name: 'entry_month', columns: ['cardholder_id', 'effective_on'] },
      { name: 'entry_purchase', columns: ['cardholder_id', 'purchase_id'] },
    ],
  })
}

/** The face that auditors read: part of what the product promises, so changed only by a decision. */
async function createViews(runner: QueryRunner): Promise<void> {
  await runner.query(
    `CREATE VIEW v_account AS SELECT cardholder_id, available, held, pending, debt, programme_id FROM account`,
  )
  await runner.query(
    `CREATE VIEW v_lot AS SELECT cardholder_id, lot_id, pending + available AS remaining, expires_on, source, programme_id,
       earned, pending, available, held, redeemed, expired, clawed_back, repaid FROM lot`,
  )
  await runner.query(
    `CREATE VIEW v_entry AS SELECT transaction_id, seq, account, amount, kind, reference, created_at, cardholder_id,
       lot_id, corrects, effective_on, programme_id FROM entry`,
  )
}
