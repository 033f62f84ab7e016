import type { Reader } from '../../db/database'
import { marks, moment } from '../../db/statements'

/** Since when the cards of cardholders are bound: of each the one that was bound first, of those bound now. */
export async function boundSince(
  reader: Reader,
  cardholderIds: readonly string[],
): Promise<(cardholderId: string) => Date | null> {
  if (cardholderIds.length === 0) return () => null
  // Asked for with every batch of redemptions: without the hint a server weighs each cardholder in two indexes that both begin
  // with them, which takes as long as reading the rows; the earliest is found here, since grouping takes as long again.
  const hint = reader.dialect === 'mysql' ? ' FORCE INDEX (PRIMARY)' : ''
  const rows = await reader.rows<{ cardholder_id: string; bound_at: Date | string }>(
    `SELECT cardholder_id, bound_at FROM card${hint}
     WHERE cardholder_id IN (${marks(cardholderIds)}) AND unbound_at IS NULL`,
    cardholderIds,
  )
  const since = new Map<string, Date>()
  for (const { cardholder_id, bound_at } of rows) {
    const [bound, before] = [moment(bound_at), since.get(cardholder_id)]
    if (!before || bound < before) since.set(cardholder_id, bound)
  }
  return (cardholderId) => since.get(cardholderId) ?? null
}
