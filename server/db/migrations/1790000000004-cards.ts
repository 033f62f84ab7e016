import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, nullable } from '../table'

export class Cards1790000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'card',
      key: ['cardholder_id', 'card_id'],
      columns: [
        column.id('cardholder_id'),
        column.id('card_id'),
        column.text('programme_id', 32),
        column.text('card_token', 64),
        column.text('last4', 4),
        column.text('product', 32),
        column.small('is_default'),
        column.moment('bound_at'),
        nullable(column.moment('unbound_at')),
      ],
      indices: [
        { name: 'card_of_cardholder', columns: ['cardholder_id', 'card_token'], unique: true },
        { name: 'card_token', columns: ['programme_id', 'card_token'] },
      ],
    })
    await createTable(runner, {
      name: 'card_owner',
      key: ['programme_id', 'card_token'],
      columns: [
        column.text('programme_id', 32),
        column.text('card_token', 64),
        column.id('cardholder_id'),
        column.id('card_id'),
      ],
    })
    await createTable(runner, {
      name: 'card_challenge',
      key: ['cardholder_id', 'challenge_id'],
      columns: [
        column.id('cardholder_id'),
        column.text('challenge_id', 64),
        column.text('programme_id', 32),
        column.text('last4', 4),
        column.text('phone_fingerprint', 64),
        column.text('card_fingerprint', 64),
        column.moment('expires_at'),
        nullable(column.text('otp_fingerprint', 64)),
        nullable(column.text('card_token', 64)),
        nullable(column.text('product', 32)),
      ],
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('card_challenge')
    await runner.dropTable('card_owner')
    await runner.dropTable('card')
  }
}
