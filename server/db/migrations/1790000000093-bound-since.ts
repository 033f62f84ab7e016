import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Since when cards are bound stands in the account, which every redemption locks: asking the cards of each batch was most of what
 * deciding on lanes cost. Whoever has a card has an account from now on.
 */
export class BoundSince1790000000093 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // TypeORM would copy the whole table on SQLite, under the feet of the views that read it.
    await runner.query('ALTER TABLE account ADD COLUMN bound_since datetime(3) NULL')
    await runner.query(
      `INSERT INTO account (cardholder_id, programme_id, pending, available, held, debt, version, opened_at)
       SELECT c.cardholder_id, MIN(c.programme_id), 0, 0, 0, 0, 0, MIN(c.bound_at) FROM card c
       LEFT JOIN account a ON a.cardholder_id = c.cardholder_id
       WHERE c.unbound_at IS NULL AND a.cardholder_id IS NULL GROUP BY c.cardholder_id`,
    )
    await runner.query(
      `UPDATE account SET bound_since = (
         SELECT MIN(c.bound_at) FROM card c WHERE c.cardholder_id = account.cardholder_id AND c.unbound_at IS NULL)`,
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE account DROP COLUMN bound_since')
  }
}
