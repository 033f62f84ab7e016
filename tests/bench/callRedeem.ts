import type { DataSource } from 'typeorm'
import { testProgramme } from '../support/programme'
import { priceOfAll } from '../support/sale'

/** One stored procedure that does the whole of a redemption: one trip for each, which is as few as one at a time can be. */
export async function createProcedure(source: DataSource): Promise<void> {
  await source.query('DROP PROCEDURE IF EXISTS redeem_one')
  await source.query(`
    CREATE PROCEDURE redeem_one(IN who VARCHAR(26), IN what VARCHAR(32), IN new_id VARCHAR(26), IN its_key VARCHAR(64))
    BEGIN
      DECLARE its_lot VARCHAR(26);
      DECLARE its_seq INT;
      DECLARE its_code VARCHAR(26);
      DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
      START TRANSACTION;
      UPDATE account SET available = available - ${priceOfAll}, version = version + 1
        WHERE cardholder_id = who AND available >= ${priceOfAll} AND debt = 0;
      IF ROW_COUNT() <> 1 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'points'; END IF;
      SELECT lot_id INTO its_lot FROM lot WHERE cardholder_id = who AND available >= ${priceOfAll}
        ORDER BY expires_on, lot_id LIMIT 1;
      UPDATE lot SET available = available - ${priceOfAll}, redeemed = redeemed + ${priceOfAll}
        WHERE cardholder_id = who AND lot_id = its_lot;
      INSERT INTO transfer (cardholder_id, transaction_id, seq, programme_id, from_account, to_account, amount, kind,
          reference, lot_id, memo, effective_on, created_at)
        VALUES (who, new_id, 0, '${testProgramme.id}', 'available', 'redeemed', ${priceOfAll}, 'redeem', new_id, its_lot,
          'bench', CURRENT_DATE, NOW(3));
      UPDATE benefit_stock SET issued = issued + 1, last_seq = LAST_INSERT_ID(last_seq + 1)
        WHERE programme_id = '${testProgramme.id}' AND benefit_id = what AND issued < stock;
      IF ROW_COUNT() <> 1 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'stock'; END IF;
      SET its_seq = LAST_INSERT_ID();
      SELECT code_id INTO its_code FROM benefit_code
        WHERE programme_id = '${testProgramme.id}' AND benefit_id = what AND seq = its_seq;
      UPDATE benefit_code SET state = 'issued', redemption_id = new_id, cardholder_id = who
        WHERE programme_id = '${testProgramme.id}' AND benefit_id = what AND seq = its_seq AND state = 'free';
      IF ROW_COUNT() <> 1 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'code'; END IF;
      INSERT INTO redemption (cardholder_id, id, programme_id, benefit_id, benefit_version, title, category, points,
          idempotency_key, state, transaction_id, code_seq, code_id, code_masked, valid_until, created_at, delivered_at)
        SELECT who, new_id, '${testProgramme.id}', what, version, title, category, points, its_key, 'delivered', new_id,
          its_seq, its_code, 'KQ••••••••7X', NOW(3), NOW(3), NOW(3)
        FROM benefit WHERE programme_id = '${testProgramme.id}' AND benefit_id = what;
      COMMIT;
    END`)
}

export async function redeemByCall(
  source: DataSource,
  { cardholderId, benefitId, id, key }: { cardholderId: string; benefitId: string; id: string; key: string },
): Promise<void> {
  await source.query('CALL redeem_one(?, ?, ?, ?)', [cardholderId, benefitId, id, key])
}
