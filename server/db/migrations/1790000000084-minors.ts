import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Who is under age, as the bank says when it confirms a card. */
export class Minors1790000000084 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE cardholder ADD COLUMN minor integer NOT NULL DEFAULT 0')
    await runner.query('ALTER TABLE card_challenge ADD COLUMN minor integer NULL')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE card_challenge DROP COLUMN minor')
    await runner.query('ALTER TABLE cardholder DROP COLUMN minor')
  }
}
