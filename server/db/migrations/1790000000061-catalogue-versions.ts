import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, nullable } from '../table'

/** Catalogues as drafts that two persons make live, and benefits that are taken down in an emergency. */
export class CatalogueVersions1790000000061 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'catalogue_version',
      key: ['programme_id', 'id'],
      columns: [
        column.text('programme_id', 32),
        column.id('id'),
        column.small('number'),
        column.text('state', 12),
        column.text('source', 12),
        column.text('note', 200),
        nullable(column.id('made_by')),
        column.moment('made_at'),
        column.longText('editors'),
        nullable(column.id('based_on')),
        nullable(column.id('base_live')),
        nullable(column.text('content_hash', 64)),
        nullable(column.id('request_id')),
        nullable(column.moment('publish_at')),
        nullable(column.text('failure', 40)),
        nullable(column.text('name', 24)),
        nullable(column.moment('live_from')),
        nullable(column.moment('retired_at')),
      ],
      indices: [
        { name: 'catalogue_version_number', columns: ['programme_id', 'number'], unique: true },
        { name: 'catalogue_version_due', columns: ['programme_id', 'state', 'publish_at'] },
      ],
    })
    await createTable(runner, {
      name: 'catalogue_version_benefit',
      key: ['programme_id', 'version_id', 'benefit_id'],
      columns: [
        column.text('programme_id', 32),
        column.id('version_id'),
        column.text('benefit_id', 32),
        column.small('position'),
        column.longText('content'),
      ],
    })
    await runner.query('ALTER TABLE benefit_stock ADD COLUMN taken_down_at datetime(3) NULL')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE benefit_stock DROP COLUMN taken_down_at')
    for (const table of ['catalogue_version_benefit', 'catalogue_version']) await runner.dropTable(table)
  }
}
