import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm'

/** Those few who owe points are found without looking at all others: what they owe follows the card that it came from. */
export class OwingAccounts1790000000082 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createIndex(
      'account',
      new TableIndex({ name: 'account_owing', columnNames: ['debt', 'cardholder_id'] }),
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('account', 'account_owing')
  }
}
