import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, nullable } from '../table'

/** The inbox, what cardholders want to be told, and which messages they have accepted. */
export class Notices1790000000046 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'notice',
      key: ['cardholder_id', 'notice_id'],
      columns: [
        column.id('cardholder_id'),
        column.id('notice_id'),
        column.text('programme_id', 32),
        column.text('topic', 40),
        column.longText('payload'),
        column.text('way', 12),
        nullable(column.moment('due_at')),
        nullable(column.text('outcome', 16)),
        nullable(column.moment('read_at')),
        column.moment('created_at'),
      ],
      indices: [{ name: 'notice_due', columns: ['due_at'] }],
    })
    await createTable(runner, {
      name: 'news_settings',
      key: ['cardholder_id'],
      columns: [
        column.id('cardholder_id'),
        column.text('programme_id', 32),
        column.longText('settings'),
        column.moment('changed_at'),
      ],
    })
    await createTable(runner, {
      name: 'news_subscription',
      key: ['cardholder_id', 'template'],
      columns: [
        column.id('cardholder_id'),
        column.text('template', 32),
        column.text('programme_id', 32),
        column.small('accepted_left'),
        column.moment('answered_at'),
      ],
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['news_subscription', 'news_settings', 'notice']) await runner.dropTable(table)
  }
}
