import { addDays, type BusinessDay } from '../../../shared/values/businessDay'
import { type Points, points } from '../../../shared/values/points'
import type { Reader } from '../../db/database'

/**
 * What cardholders have that can be used on its last day and no later, in the order of their ids. Found by the day on which
 * the job looks at a lot next, for which there is an index: the one after the last, once nothing in it is pending.
 */
export async function expiringOn(
  reader: Reader,
  {
    programmeId,
    expiresOn,
    after,
    limit,
  }: { programmeId: string; expiresOn: BusinessDay; after: string; limit: number },
): Promise<{ cardholderId: string; amount: Points }[]> {
  const rows = await reader.rows<{ cardholder_id: string; amount: string | number }>(
    `SELECT cardholder_id, SUM(available) AS amount FROM lot
     WHERE programme_id = ? AND due_on = ? AND cardholder_id > ? AND available > 0
     GROUP BY cardholder_id ORDER BY cardholder_id LIMIT ${limit}`,
    [programmeId, addDays(expiresOn, 1), after],
  )
  return rows.map((row) => ({ cardholderId: row.cardholder_id, amount: points(row.amount) }))
}
