import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable } from '../table'

/**
 * What the dashboard shows is added up once a day and kept; only what was written since is added up when somebody looks.
 * Each index lets one programme's rows of a few days be found without the rest.
 */
export class Insights1790000000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'insight_counted',
      key: ['programme_id', 'day'],
      columns: [column.text('programme_id', 32), column.day('day'), column.moment('counted_at')],
    })
    await createTable(runner, {
      name: 'insight_points',
      key: ['programme_id', 'counted_on', 'day'],
      columns: [
        column.text('programme_id', 32),
        column.day('counted_on'),
        column.day('day'),
        column.amount('issued'),
        column.amount('redeemed'),
        column.amount('expired'),
        column.amount('taken_back'),
      ],
    })
    await createTable(runner, {
      name: 'insight_benefit',
      key: ['programme_id', 'day', 'benefit_id'],
      columns: [
        column.text('programme_id', 32),
        column.day('day'),
        column.text('benefit_id', 32),
        column.amount('delivered'),
        column.amount('points'),
      ],
    })
    await createTable(runner, {
      name: 'insight_supplier',
      key: ['programme_id', 'day', 'supplier'],
      columns: [
        column.text('programme_id', 32),
        column.day('day'),
        column.text('supplier', 32),
        column.amount('delivered'),
        column.amount('failed'),
        column.longText('delays'),
      ],
    })
    await createTable(runner, {
      name: 'insight_loop',
      key: ['programme_id', 'day'],
      columns: [
        column.text('programme_id', 32),
        column.day('day'),
        column.longText('figures'),
        column.moment('counted_at'),
      ],
    })
    for (const [name, place] of indices) await runner.query(`CREATE INDEX ${name} ON ${place}`)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, place] of indices) await runner.dropIndex(place.split(' ')[0] as string, name)
    const tables = ['insight_loop', 'insight_supplier', 'insight_benefit', 'insight_points', 'insight_counted']
    for (const table of tables) await runner.dropTable(table)
  }
}

const indices: [name: string, place: string][] = [
  ['transfer_written', 'transfer (programme_id, created_at)'],
  ['spend_received', 'spend (programme_id, received_at)'],
  ['redemption_delivered', 'redemption (programme_id, delivered_at)'],
  ['supplier_order_closed', 'supplier_order (programme_id, closed_at)'],
]
