import type { Reader } from '../../db/database'
import { moment } from '../../db/statements'

/** Since when the card is bound that was bound first, of those bound now; null without one. */
export async function boundSince(reader: Reader, cardholderId: string): Promise<Date | null> {
  const [row] = await reader.rows<{ since: Date | string | null }>(
    'SELECT MIN(bound_at) AS since FROM card WHERE cardholder_id = ? AND unbound_at IS NULL',
    [cardholderId],
  )
  return row?.since ? moment(row.since) : null
}
