import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, nullable } from '../table'

/** The rules by which lanes are decided, what they decided, and what is held for a person. */
export class RiskLanes1790000000071 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE session ADD COLUMN trusted_at datetime(3) NULL')
    await runner.query('ALTER TABLE session ADD COLUMN wechat_rank integer NULL')
    await runner.query('ALTER TABLE session ADD COLUMN wechat_rank_at datetime(3) NULL')
    await createTable(runner, {
      name: 'risk_rule_set',
      key: ['programme_id', 'since'],
      columns: [
        column.text('programme_id', 32),
        column.moment('since'),
        column.text('version', 32),
        column.longText('definition'),
      ],
    })
    await createTable(runner, {
      name: 'risk_draft',
      key: ['programme_id'],
      columns: [
        column.text('programme_id', 32),
        column.longText('definition'),
        column.small('in_shadow'),
        column.small('revision'),
        column.moment('changed_at'),
        column.id('changed_by'),
      ],
    })
    await createDecisions(runner)
    await createReviews(runner)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['risk_review', 'risk_decision', 'risk_draft', 'risk_rule_set']) await runner.dropTable(table)
    for (const name of ['wechat_rank_at', 'wechat_rank', 'trusted_at']) {
      await runner.query(`ALTER TABLE session DROP COLUMN ${name}`)
    }
  }
}

function createDecisions(runner: QueryRunner): Promise<void> {
  return createTable(runner, {
    name: 'risk_decision',
    key: ['cardholder_id', 'id'],
    columns: [
      column.id('cardholder_id'),
      column.id('id'),
      column.text('programme_id', 32),
      column.moment('at'),
      column.text('point', 12),
      column.text('lane', 12),
      column.text('rules', 255),
      column.text('version', 32),
      column.longText('facts'),
      column.text('address_fingerprint', 64),
      column.text('network_fingerprint', 64),
      nullable(column.text('shadow_version', 32)),
      nullable(column.text('shadow_lane', 12)),
      nullable(column.id('redemption_id')),
    ],
    indices: [{ name: 'risk_decision_made', columns: ['programme_id', 'id'] }],
  })
}

function createReviews(runner: QueryRunner): Promise<void> {
  return createTable(runner, {
    name: 'risk_review',
    key: ['cardholder_id', 'redemption_id'],
    columns: [
      column.id('cardholder_id'),
      column.id('redemption_id'),
      column.text('programme_id', 32),
      column.id('decision_id'),
      column.text('state', 10),
      column.text('reasons', 255),
      column.text('clear_by', 10),
      column.moment('held_at'),
      column.moment('promised_by'),
      nullable(column.moment('decided_at')),
      nullable(column.id('decided_by')),
      nullable(column.text('decision_reason', 300)),
    ],
    indices: [
      { name: 'risk_review_queue', columns: ['programme_id', 'state', 'promised_by', 'redemption_id'] },
      { name: 'risk_review_redemption', columns: ['redemption_id'] },
    ],
  })
}
