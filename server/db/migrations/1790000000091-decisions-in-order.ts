import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm'
import { column, createTable, nullable } from '../table'

/**
 * Decisions lie in the order in which they were made, so that each is written behind the one before: a redemption writes one
 * more row, and an index by cardholder over all of them would cost it more than the row.
 */
export class DecisionsInOrder1790000000091 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE risk_decision RENAME TO risk_decision_before')
    await createTable(runner, {
      name: 'risk_decision',
      key: ['programme_id', 'id'],
      columns: [...key(), column.id('cardholder_id'), nullable(column.id('apart_of')), ...facts()],
    })
    // A decision that led to a redemption goes by its number, also where it had another one before.
    await runner.query(
      `INSERT INTO risk_decision (programme_id, id, cardholder_id, apart_of, ${factNames})
       SELECT programme_id, COALESCE(redemption_id, id), cardholder_id,
         CASE WHEN redemption_id IS NULL THEN cardholder_id ELSE NULL END, ${factNames}
       FROM risk_decision_before`,
    )
    await runner.query('UPDATE risk_review SET decision_id = redemption_id')
    await runner.dropTable('risk_decision_before')
    await runner.createIndex(
      'risk_decision',
      new TableIndex({ name: 'risk_decision_apart', columnNames: ['apart_of', 'id'] }),
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE risk_decision RENAME TO risk_decision_after')
    await createTable(runner, {
      name: 'risk_decision',
      key: ['cardholder_id', 'id'],
      columns: [
        column.id('cardholder_id'),
        ...key(),
        column.moment('at'),
        ...facts(),
        nullable(column.id('redemption_id')),
      ],
    })
    // Their time is in their ids, where SQL does not find it; what seems too young is kept longer.
    await runner.query(
      `INSERT INTO risk_decision (cardholder_id, id, programme_id, at, redemption_id, ${factNames})
       SELECT cardholder_id, id, programme_id, CURRENT_TIMESTAMP,
         CASE WHEN apart_of IS NULL THEN id ELSE NULL END, ${factNames}
       FROM risk_decision_after`,
    )
    await runner.dropTable('risk_decision_after')
    const indices = { risk_decision_made: ['programme_id', 'id'], risk_decision_age: ['at'] }
    for (const [name, columnNames] of Object.entries(indices))
      await runner.createIndex('risk_decision', new TableIndex({ name, columnNames }))
  }
}

const key = () => [column.text('programme_id', 32), column.id('id')]

const facts = () => [
  column.text('point', 12),
  column.text('lane', 12),
  column.text('rules', 255),
  column.text('version', 32),
  column.longText('facts'),
  column.text('address_fingerprint', 64),
  column.text('network_fingerprint', 64),
  nullable(column.text('shadow_version', 32)),
  nullable(column.text('shadow_lane', 12)),
]

const factNames = facts()
  .map(({ name }) => name)
  .join(', ')
