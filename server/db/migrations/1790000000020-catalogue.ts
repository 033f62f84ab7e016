import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, nullable } from '../table'

export class Catalogue1790000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createCatalogues(runner)
    await createBenefits(runner)
    await createCodes(runner)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['benefit_code', 'benefit_stock', 'benefit', 'catalogue_load', 'catalogue']) {
      await runner.dropTable(table)
    }
  }
}

async function createCatalogues(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'catalogue',
    key: ['programme_id'],
    columns: [
      column.text('programme_id', 32),
      column.text('version', 24),
      column.text('benefits_hash', 64),
      column.moment('loaded_at'),
    ],
  })
  await createTable(runner, {
    name: 'catalogue_load',
    key: ['programme_id', 'id'],
    columns: [
      column.text('programme_id', 32),
      column.id('id'),
      column.text('version', 24),
      column.text('benefits_hash', 64),
      nullable(column.text('codes_hash', 64)),
      column.longText('counts'),
      column.moment('loaded_at'),
    ],
    indices: [{ name: 'catalogue_load_codes', columns: ['programme_id', 'codes_hash'] }],
  })
}

async function createBenefits(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'benefit',
    key: ['programme_id', 'benefit_id'],
    columns: [
      column.text('programme_id', 32),
      column.text('benefit_id', 32),
      column.text('title', 64),
      column.text('category', 16),
      column.text('tier', 16),
      column.amount('points'),
      column.moment('starts_at'),
      column.moment('ends_at'),
      column.small('limit_per_person'),
      column.small('valid_days'),
      column.longText('description'),
      column.longText('steps'),
      column.small('position'),
      column.text('version', 24),
      nullable(column.moment('retired_at')),
    ],
    indices: [{ name: 'benefit_position', columns: ['programme_id', 'position', 'benefit_id'] }],
  })
}

/** What changes with every redemption lies apart from what is read on every screen. */
async function createCodes(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: 'benefit_stock',
    key: ['programme_id', 'benefit_id'],
    columns: [
      column.text('programme_id', 32),
      column.text('benefit_id', 32),
      column.small('stock'),
      column.small('issued'),
    ],
  })
  await createTable(runner, {
    name: 'benefit_code',
    key: ['programme_id', 'benefit_id', 'seq'],
    columns: [
      column.text('programme_id', 32),
      column.text('benefit_id', 32),
      column.small('seq'),
      column.id('code_id'),
      column.text('cipher', 1024),
      column.text('fingerprint', 64),
      column.text('masked', 16),
      column.text('state', 8),
      nullable(column.id('redemption_id')),
      nullable(column.id('cardholder_id')),
    ],
    indices: [{ name: 'benefit_code_once', columns: ['programme_id', 'fingerprint'], unique: true }],
  })
}
