import type { MigrationInterface, QueryRunner } from 'typeorm'

/** From when a finger or a face counts on a device; on those that are trusted already it goes on counting. */
export class TrustByProof1790000000090 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE session ADD COLUMN biometric_from datetime(3) NULL')
    await runner.query('UPDATE session SET biometric_from = trusted_at')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE session DROP COLUMN biometric_from')
  }
}
