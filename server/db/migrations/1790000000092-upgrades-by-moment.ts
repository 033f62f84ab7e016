import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm'

/** The desk lists upgrades for points beside redemptions, by their moment and over all cardholders. */
export class UpgradesByMoment1790000000092 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createIndex(
      'tier_purchase',
      new TableIndex({ name: 'tier_purchase_made', columnNames: ['programme_id', 'created_at'] }),
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('tier_purchase', 'tier_purchase_made')
  }
}
