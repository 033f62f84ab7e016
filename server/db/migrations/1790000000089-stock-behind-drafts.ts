import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The stock that a row of a draft was written against. */
export class StockBehindDrafts1790000000089 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE catalogue_version_benefit ADD COLUMN base_stock integer NULL')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE catalogue_version_benefit DROP COLUMN base_stock')
  }
}
