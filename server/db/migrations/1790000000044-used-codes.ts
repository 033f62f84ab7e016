import type { MigrationInterface, QueryRunner } from 'typeorm'

/** When its owner said that a redeemed benefit was used. */
export class UsedCodes1790000000044 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE redemption ADD COLUMN used_at datetime(3) NULL')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE redemption DROP COLUMN used_at')
  }
}
