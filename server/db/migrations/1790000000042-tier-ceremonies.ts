import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The upgrade that its cardholder has not been congratulated on yet. */
export class TierCeremonies1790000000042 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // TypeORM would copy the whole table on SQLite, under the feet of the views that read it.
    for (const shape of added) await runner.query(`ALTER TABLE tier_standing ADD COLUMN ${shape}`)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const shape of added) await runner.query(`ALTER TABLE tier_standing DROP COLUMN ${shape.split(' ')[0]}`)
  }
}

const added = ['ceremony_id varchar(26) NULL', 'ceremony_from varchar(16) NULL', 'ceremony_to varchar(16) NULL']
