import type { Reader } from '../../db/database'
import { inSlices, marks, moment } from '../../db/statements'

/** Since when the cards of cardholders are bound: of each the one that was bound first, of those bound now. */
export async function boundSince(
  reader: Reader,
  cardholderIds: readonly string[],
): Promise<(cardholderId: string) => Date | null> {
  const since = new Map<string, Date>()
  for (const ids of inSlices(cardholderIds)) {
    const rows = await reader.rows<{ cardholder_id: string; since: Date | string }>(
      `SELECT cardholder_id, MIN(bound_at) AS since FROM card
       WHERE cardholder_id IN (${marks(ids)}) AND unbound_at IS NULL GROUP BY cardholder_id`,
      ids,
    )
    for (const row of rows) since.set(row.cardholder_id, moment(row.since))
  }
  return (cardholderId) => since.get(cardholderId) ?? null
}
