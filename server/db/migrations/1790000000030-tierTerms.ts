import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm'
import { addMonths, businessDay } from '../../../shared/values/businessDay'
import { column, createTable, nullable } from '../table'

/** Every programme stored before this migration has terms of this length: its settings do not name one yet. */
const termMonths = 12

/** With the cardholder, so that pages of many who are due on one day follow the index on either database. */
const indices = [
  { name: 'tier_standing_due', columnNames: ['programme_id', 'due_on', 'cardholder_id'] },
  { name: 'tier_standing_evaluated', columnNames: ['programme_id', 'evaluated_on', 'cardholder_id'] },
]

export class TierTerms1790000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const days = ['term_ends_on', 'evaluated_on', 'due_on']
    await runner.addColumns(
      'tier_standing',
      days.map((name) => new TableColumn(nullable(column.day(name)))),
    )
    await runner.createIndices(
      'tier_standing',
      indices.map((index) => new TableIndex(index)),
    )
    await runner.addColumns('tier_evaluation', [
      new TableColumn({ ...column.text('kind', 16), default: "'upgrade'" }),
      new TableColumn(nullable(column.day('term_ends_on'))),
    ])
    await createTable(runner, {
      name: 'tier_notice',
      key: ['cardholder_id', 'term_ends_on', 'days_before'],
      columns: [
        column.id('cardholder_id'),
        column.day('term_ends_on'),
        column.small('days_before'),
        column.text('programme_id', 32),
        column.moment('sent_at'),
      ],
    })
    await startTerms(runner)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('tier_notice')
    await runner.dropColumns('tier_evaluation', ['kind', 'term_ends_on'])
    await runner.dropIndices(
      'tier_standing',
      indices.map((index) => new TableIndex(index)),
    )
    await runner.dropColumns('tier_standing', ['term_ends_on', 'evaluated_on', 'due_on'])
  }
}

/** Terms begin on the day that the tier was reached; the job then brings each standing up to today. */
async function startTerms(runner: QueryRunner): Promise<void> {
  const reached: { reached_on: string }[] = await runner.query(
    'SELECT DISTINCT reached_on FROM tier_standing WHERE reached_on IS NOT NULL',
  )
  for (const { reached_on: day } of reached) {
    const termEndsOn = addMonths(businessDay(day), termMonths)
    await runner.query(
      'UPDATE tier_standing SET term_ends_on = ?, evaluated_on = reached_on, due_on = reached_on WHERE reached_on = ?',
      [termEndsOn, day],
    )
  }
}
