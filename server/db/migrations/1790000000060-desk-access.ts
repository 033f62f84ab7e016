import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, nullable } from '../table'

/** Operators sign in with password and one-time code, in sessions that end; failures in a row close the door for a while. */
export class DeskAccess1790000000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const shape of added) await runner.query(`ALTER TABLE operator ADD COLUMN ${shape}`)
    await runner.query('CREATE UNIQUE INDEX operator_login ON operator (login)')
    await createTable(runner, {
      name: 'operator_session',
      key: ['id'],
      columns: [
        column.id('id'),
        column.id('operator_id'),
        column.text('token_fingerprint', 64),
        column.moment('started_at'),
        column.moment('seen_at'),
        column.moment('expires_at'),
        nullable(column.moment('ended_at')),
        column.text('address', 64),
        column.text('agent', 200),
      ],
      indices: [{ name: 'operator_session_list', columns: ['operator_id', 'id'] }],
    })
    await createTable(runner, {
      name: 'operator_failure',
      key: ['login_fingerprint'],
      columns: [
        column.text('login_fingerprint', 64),
        column.small('failures'),
        column.moment('last_at'),
        nullable(column.moment('locked_until')),
      ],
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['operator_failure', 'operator_session']) await runner.dropTable(table)
    await runner.dropIndex('operator', 'operator_login')
    for (const shape of added) await runner.query(`ALTER TABLE operator DROP COLUMN ${shape.split(' ')[0]}`)
  }
}

const added = [
  'login varchar(32) NULL',
  'password_hash varchar(160) NULL',
  'totp_cipher varchar(512) NULL',
  'totp_step bigint NOT NULL DEFAULT 0',
  'enrolment_fingerprint varchar(64) NULL',
  'enrolment_until datetime(3) NULL',
]
