import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm'
import { column, createTable } from '../table'

/** Finding a cardholder by the digits of their card or the number of a redemption, and codes that were shown at the desk. */
export class SupportDesk1790000000067 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createIndex(
      'card',
      new TableIndex({ name: 'card_tail', columnNames: ['programme_id', 'last4', 'card_id'] }),
    )
    // Ids carry their time, so that this index grows at its end alone.
    await runner.createIndex('redemption', new TableIndex({ name: 'redemption_number', columnNames: ['id'] }))
    await createTable(runner, {
      name: 'desk_reveal',
      key: ['request_id'],
      columns: [
        column.id('request_id'),
        column.text('programme_id', 32),
        column.id('cardholder_id'),
        column.id('redemption_id'),
        column.id('operator_id'),
        column.moment('shown_at'),
      ],
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('desk_reveal')
    await runner.dropIndex('redemption', 'redemption_number')
    await runner.dropIndex('card', 'card_tail')
  }
}
