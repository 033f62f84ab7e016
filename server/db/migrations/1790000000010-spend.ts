import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, nullable } from '../table'

export class Spend1790000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createSpend(runner)
    await createTable(runner, {
      name: 'spend_waiting',
      key: ['programme_id', 'card_token', 'transaction_id'],
      columns: [
        column.text('programme_id', 32),
        column.text('card_token', 64),
        column.text('transaction_id', 64),
        column.longText('fact'),
        column.moment('received_at'),
      ],
    })
    await createTable(runner, {
      name: 'refund_match',
      key: ['cardholder_id', 'refund_id'],
      columns: [
        column.id('cardholder_id'),
        column.text('refund_id', 64),
        column.text('programme_id', 32),
        column.id('card_id'),
        nullable(column.text('purchase_id', 64)),
        column.moment('decided_at'),
      ],
      indices: [{ name: 'refund_match_open', columns: ['programme_id', 'purchase_id'] }],
    })
    await createTable(runner, {
      name: 'feed_file',
      key: ['programme_id', 'content_hash'],
      columns: [
        column.text('programme_id', 32),
        column.text('content_hash', 64),
        column.text('name', 128),
        column.day('business_day'),
        column.small('row_count'),
        column.amount('sum_fen'),
        column.moment('taken_at'),
      ],
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['feed_file', 'refund_match', 'spend_waiting', 'spend']) await runner.dropTable(table)
  }
}

function createSpend(runner: QueryRunner): Promise<void> {
  return createTable(runner, {
    name: 'spend',
    key: ['cardholder_id', 'transaction_id'],
    columns: [
      column.id('cardholder_id'),
      column.text('transaction_id', 64),
      column.text('programme_id', 32),
      column.id('card_id'),
      column.text('type', 8),
      column.moment('occurred_at'),
      column.day('posted_on'),
      column.amount('amount_fen'),
      column.text('original_amount', 24),
      column.text('original_currency', 3),
      column.text('merchant', 64),
      column.text('mcc', 4),
      column.text('channel', 8),
      nullable(column.text('original_transaction_id', 64)),
      column.moment('received_at'),
    ],
    indices: [{ name: 'spend_card', columns: ['cardholder_id', 'card_id'] }],
  })
}
