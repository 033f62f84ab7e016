import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable } from '../table'

export class VersionsOfTerms1790000000033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'programme_terms',
      key: ['programme_id', 'since'],
      columns: [
        column.text('programme_id', 32),
        column.day('since'),
        column.text('version', 32),
        column.longText('definition'),
        column.moment('created_at'),
      ],
    })
    await createTable(runner, {
      name: 'earning_closure',
      key: ['programme_id', 'rule_version', 'bonus_id'],
      columns: [
        column.text('programme_id', 32),
        column.text('rule_version', 32),
        column.text('bonus_id', 24),
        column.day('closed_from'),
        column.amount('points_used'),
        column.moment('created_at'),
      ],
    })
    await createTable(runner, {
      name: 'points_issued',
      key: ['programme_id', 'id'],
      columns: [
        column.text('programme_id', 32),
        column.id('id'),
        column.text('rule_version', 32),
        column.text('bonus_id', 24),
        column.amount('points'),
        column.moment('created_at'),
      ],
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('points_issued')
    await runner.dropTable('earning_closure')
    await runner.dropTable('programme_terms')
  }
}
