import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable } from '../table'

/** Daily files that were refused, so that somebody who was not there sees it. */
export class RefusedFiles1790000000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'feed_refused_file',
      key: ['content_hash'],
      columns: [
        column.text('content_hash', 64),
        column.text('name', 128),
        column.small('problem_count'),
        column.longText('problems'),
        column.moment('refused_at'),
      ],
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('feed_refused_file')
  }
}
