import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm'
import { column, nullable } from '../table'

/** Challenges under ids of our own, some of which have no message behind them; and the phone by which messages are counted. */
export class ChallengesOfStrangers1790000000076 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns('card_challenge', [
      new TableColumn({ ...column.text('region_kind', 16), default: "'unknown'" }),
      new TableColumn(nullable(column.text('bank_challenge_id', 64))),
      new TableColumn({ ...column.small('is_strangers'), default: 0 }),
      new TableColumn({ ...column.small('wrong_tries'), default: 0 }),
    ])
    await runner.query('UPDATE card_challenge SET bank_challenge_id = challenge_id')
    await runner.addColumn('card', new TableColumn(nullable(column.text('phone_fingerprint', 64))))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('card', 'phone_fingerprint')
    await runner.dropColumns('card_challenge', ['region_kind', 'bank_challenge_id', 'is_strangers', 'wrong_tries'])
  }
}
