import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What redemptions that are held for a person need: whom to top up, what is kept for them of the stock, how a card came in. */
export class HeldRedemptions1790000000072 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE risk_review ADD COLUMN account_cipher varchar(512) NULL')
    await runner.query('ALTER TABLE benefit_stock ADD COLUMN reserved integer NOT NULL DEFAULT 0')
    await runner.query("ALTER TABLE card_challenge ADD COLUMN lane varchar(12) NOT NULL DEFAULT 'normal'")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE card_challenge DROP COLUMN lane')
    await runner.query('ALTER TABLE benefit_stock DROP COLUMN reserved')
    await runner.query('ALTER TABLE risk_review DROP COLUMN account_cipher')
  }
}
