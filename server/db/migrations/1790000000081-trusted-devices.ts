import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Redeeming on trusted devices only, and step-ups by what such a device signs after a finger or a face. */
export class TrustedDevices1790000000081 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE security_lock ADD COLUMN trusted_only integer NOT NULL DEFAULT 0')
    await runner.query("ALTER TABLE step_up ADD COLUMN way varchar(8) NOT NULL DEFAULT 'otp'")
    await runner.query('ALTER TABLE step_up ADD COLUMN session_id varchar(26) NULL')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE step_up DROP COLUMN session_id')
    await runner.query('ALTER TABLE step_up DROP COLUMN way')
    await runner.query('ALTER TABLE security_lock DROP COLUMN trusted_only')
  }
}
