import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm'

const indices: readonly (readonly [table: string, name: string, column: string])[] = [
  ['session', 'session_expiry', 'expires_at'],
  ['card_challenge', 'card_challenge_expiry', 'expires_at'],
  ['step_up', 'step_up_expiry', 'expires_at'],
  ['notice', 'notice_age', 'created_at'],
  ['redemption_reveal', 'redemption_reveal_age', 'at'],
  ['risk_decision', 'risk_decision_age', 'at'],
]

/** What has been kept long enough is found without looking at all the rest. Tables that stay small have no index for it. */
export class Retention1790000000083 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, name, column] of indices) {
      await runner.createIndex(table, new TableIndex({ name, columnNames: [column] }))
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, name] of indices) await runner.dropIndex(table, name)
  }
}
