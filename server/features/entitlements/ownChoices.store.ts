import { ownPart, pairOf, type ReadOwn } from '../../db/ownData'
import { moment } from '../../db/statements'
import type { EntitlementChoiceRow } from './entitlements.entities'

/** The latest first. */
export const ownChoices: ReadOwn = async (reader, cardholderId, page) => {
  const after = pairOf(page.after)
  const rows = await reader.rows<EntitlementChoiceRow>(
    `SELECT * FROM entitlement_choice WHERE cardholder_id = ?
       ${after ? 'AND (month < ? OR (month = ? AND slot < ?))' : ''}
     ORDER BY month DESC, slot DESC LIMIT ${page.limit + 1}`,
    after ? [cardholderId, after[0], after[0], Number(after[1])] : [cardholderId],
  )
  return ownPart(rows, page, {
    keyOf: (row) => `${row.month}|${row.slot}`,
    rowOf: (row) => ({
      month: row.month,
      tier: row.tier,
      benefitId: row.benefit_id,
      chosenAt: moment(row.chosen_at).toISOString(),
    }),
  })
}
