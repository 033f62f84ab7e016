import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, nullable } from '../table'

export class Identity1790000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'cardholder',
      key: ['cardholder_id'],
      columns: [
        column.id('cardholder_id'),
        column.text('programme_id', 32),
        column.text('openid_fingerprint', 64),
        column.text('openid_sealed', 255),
        nullable(column.text('phone_fingerprint', 64)),
        nullable(column.text('phone_sealed', 255)),
        column.text('level', 10),
        column.moment('created_at'),
      ],
      indices: [
        { name: 'cardholder_openid', columns: ['programme_id', 'openid_fingerprint'], unique: true },
        { name: 'cardholder_phone', columns: ['programme_id', 'phone_fingerprint'] },
      ],
    })
    await createTable(runner, {
      name: 'session',
      key: ['cardholder_id', 'session_id'],
      columns: [
        column.id('cardholder_id'),
        column.id('session_id'),
        column.text('programme_id', 32),
        column.text('token_fingerprint', 64),
        column.text('device', 64),
        column.text('validity', 10),
        column.moment('started_at'),
        column.moment('last_seen_at'),
        column.moment('expires_at'),
      ],
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('session')
    await runner.dropTable('cardholder')
  }
}
