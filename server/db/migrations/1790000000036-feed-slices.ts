import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable } from '../table'

const figures = ['taken', 'repeated', 'waiting', 'refused', 'unmatched', 'taken_fen', 'points']

export class FeedSlices1790000000036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE feed_file ADD COLUMN slices integer NOT NULL DEFAULT 0')
    await runner.query('ALTER TABLE feed_file ADD COLUMN finished_at datetime(3) NULL')
    // What was taken before was taken whole.
    await runner.query('UPDATE feed_file SET finished_at = taken_at')
    await createTable(runner, {
      name: 'feed_slice',
      key: ['programme_id', 'content_hash', 'slice'],
      columns: [
        column.text('programme_id', 32),
        column.text('content_hash', 64),
        column.small('slice'),
        ...figures.map(column.amount),
        column.moment('posted_at'),
      ],
    })
    await createTable(runner, {
      name: 'feed_refusal',
      key: ['programme_id', 'content_hash', 'line'],
      columns: [
        column.text('programme_id', 32),
        column.text('content_hash', 64),
        column.small('line'),
        column.text('transaction_id', 64),
        column.text('code', 40),
      ],
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('feed_refusal')
    await runner.dropTable('feed_slice')
    await runner.query('ALTER TABLE feed_file DROP COLUMN finished_at')
    await runner.query('ALTER TABLE feed_file DROP COLUMN slices')
  }
}
