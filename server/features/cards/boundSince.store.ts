import type { Reader } from '../../db/database'
import { marks, moment } from '../../db/statements'

/** Since when the cards of cardholders are bound: of each the one that was bound first, of those bound now. */
export async function boundSince(
  reader: Reader,
  cardholderIds: readonly string[],
): Promise<(cardholderId: string) => Date | null> {
  if (cardholderIds.length === 0) return () => null
  const rows = await reader.rows<{ cardholder_id: string; since: Date | string }>(
    `SELECT cardholder_id, MIN(bound_at) AS since FROM card
     WHERE cardholder_id IN (${marks(cardholderIds)}) AND unbound_at IS NULL GROUP BY cardholder_id`,
    cardholderIds,
  )
  const since = new Map(rows.map((row) => [row.cardholder_id, moment(row.since)]))
  return (cardholderId) => since.get(cardholderId) ?? null
}
