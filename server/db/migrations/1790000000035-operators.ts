import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, nullable } from '../table'

/** Operators, what they ask of each other, what was done, and what they ruled on refunds and lots. */
export class Operators1790000000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createOperators(runner)
    await createRequests(runner)
    await createAudit(runner)
    await createRulings(runner)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['lot_extension', 'refund_ruling', 'audit', 'request', 'operator']) {
      await runner.dropTable(table)
    }
  }
}

async function createOperators(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'operator',
    key: ['id'],
    columns: [
      column.id('id'),
      column.text('programme_id', 32),
      column.text('name', 64),
      column.text('roles', 64),
      column.text('token_fingerprint', 64),
      column.moment('created_at'),
      nullable(column.moment('disabled_at')),
    ],
    indices: [{ name: 'operator_name', columns: ['programme_id', 'name'], unique: true }],
  })
}

async function createRequests(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'request',
    key: ['id'],
    columns: [
      column.id('id'),
      column.text('programme_id', 32),
      column.text('kind', 32),
      column.longText('payload'),
      column.text('reason', 300),
      column.id('made_by'),
      column.moment('made_at'),
      column.text('state', 12),
      nullable(column.id('decided_by')),
      nullable(column.moment('decided_at')),
      nullable(column.text('decision_reason', 300)),
      nullable(column.longText('result')),
    ],
    indices: [{ name: 'request_list', columns: ['programme_id', 'state', 'id'] }],
  })
}

async function createAudit(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'audit',
    key: ['id'],
    columns: [
      column.id('id'),
      column.moment('at'),
      nullable(column.id('operator_id')),
      column.text('programme_id', 32),
      column.text('action', 40),
      column.text('subject', 64),
      nullable(column.text('reason', 300)),
      column.longText('details'),
      nullable(column.text('request_id', 64)),
      nullable(column.text('address', 64)),
    ],
    indices: [
      { name: 'audit_list', columns: ['programme_id', 'id'] },
      { name: 'audit_subject', columns: ['programme_id', 'subject', 'id'] },
    ],
  })
}

async function createRulings(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'refund_ruling',
    key: ['cardholder_id', 'refund_id'],
    columns: [
      column.id('cardholder_id'),
      column.text('refund_id', 64),
      column.text('programme_id', 32),
      nullable(column.text('purchase_id', 64)),
      column.id('request_id'),
      column.moment('decided_at'),
    ],
  })
  await createTable(runner, {
    name: 'lot_extension',
    key: ['cardholder_id', 'lot_id', 'request_id'],
    columns: [
      column.id('cardholder_id'),
      column.id('lot_id'),
      column.id('request_id'),
      column.text('programme_id', 32),
      column.day('expired_on'),
      column.day('expires_on'),
      column.moment('decided_at'),
    ],
  })
}
