import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, nullable } from '../table'

/** What cardholders set to keep their points safe, and the one-time passwords that loosen it. */
export class SecurityLocks1790000000045 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'security_lock',
      key: ['cardholder_id'],
      columns: [
        column.id('cardholder_id'),
        column.text('programme_id', 32),
        column.small('frozen'),
        nullable(column.amount('daily_limit_points')),
        column.small('night_lock'),
        column.moment('changed_at'),
      ],
    })
    await createTable(runner, {
      name: 'step_up',
      key: ['cardholder_id', 'step_up_id'],
      columns: [
        column.id('cardholder_id'),
        column.id('step_up_id'),
        column.text('programme_id', 32),
        column.text('challenge_id', 64),
        column.text('card_token', 64),
        column.text('bound_to', 160),
        nullable(column.text('token_fingerprint', 64)),
        column.moment('expires_at'),
        nullable(column.moment('used_at')),
        column.moment('created_at'),
      ],
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['step_up', 'security_lock']) await runner.dropTable(table)
  }
}
