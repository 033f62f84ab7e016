import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What was known of caps says nothing of bonuses and rules: it is forgotten, and known again when facts come. */
export class CapsOfBonuses1790000000037 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('UPDATE account SET cap_use = NULL WHERE cap_use IS NOT NULL')
  }

  async down(): Promise<void> {
    // What is not known is judged whole, before as after.
  }
}
