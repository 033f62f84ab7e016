import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The rest of the face that auditors read; the views of the ledger came with its tables. */
export class Views1790000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // No benefit is ordered from a supplier yet, so there is no order number to show.
    await runner.query(
      `CREATE VIEW v_redemption AS SELECT id, cardholder_id, state, points, CAST(NULL AS CHAR(64)) AS supplier_order_no,
         code_id, programme_id, benefit_id, created_at FROM redemption`,
    )
    await runner.query(
      'CREATE VIEW v_code AS SELECT code_id AS id, benefit_id, state, redemption_id, programme_id FROM benefit_code',
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const view of ['v_code', 'v_redemption']) await runner.query(`DROP VIEW ${view}`)
  }
}
