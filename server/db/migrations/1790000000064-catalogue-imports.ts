import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, nullable } from '../table'

/** Files that operators import, what came of their check, and codes that wait for a second person. */
export class CatalogueImports1790000000064 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'catalogue_import',
      key: ['programme_id', 'id'],
      columns: [
        column.text('programme_id', 32),
        column.id('id'),
        column.text('kind', 8),
        column.text('state', 12),
        column.text('file_name', 128),
        column.small('file_bytes'),
        column.text('file_hash', 64),
        nullable(column.id('made_by')),
        column.moment('made_at'),
        nullable(column.moment('checking_since')),
        nullable(column.moment('checked_at')),
        column.text('checked_against', 64),
        column.longText('summary'),
        nullable(column.moment('submitted_at')),
        nullable(column.id('version_id')),
      ],
      indices: [{ name: 'catalogue_import_file', columns: ['programme_id', 'file_hash'] }],
    })
    await createTable(runner, {
      name: 'catalogue_import_piece',
      key: ['programme_id', 'import_id', 'kind', 'no'],
      columns: [
        column.text('programme_id', 32),
        column.id('import_id'),
        column.text('kind', 12),
        column.small('no'),
        { name: 'content', type: 'blob' },
      ],
    })
    await createTable(runner, {
      name: 'staged_code',
      key: ['programme_id', 'import_id', 'benefit_id', 'no'],
      columns: [
        column.text('programme_id', 32),
        column.id('import_id'),
        column.text('benefit_id', 32),
        column.small('no'),
        column.id('code_id'),
        column.text('cipher', 1024),
        column.text('fingerprint', 64),
        column.text('masked', 16),
        nullable(column.text('batch_id', 32)),
        nullable(column.moment('valid_until')),
      ],
      indices: [{ name: 'staged_code_once', columns: ['programme_id', 'fingerprint'] }],
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['staged_code', 'catalogue_import_piece', 'catalogue_import']) await runner.dropTable(table)
  }
}
