import type { Reader } from '../../db/database'
import type { Redemption } from './redemption'
import type { RedemptionRow } from './redemption.entities'
import { redemptionsOf } from './redemption.store'

/** Whose redemption this is, by its own number or that of its order at a supplier; null where it is none of the programme's. */
export async function redemptionByNumber(
  reader: Reader,
  { programmeId, number }: { programmeId: string; number: string },
): Promise<string | null> {
  const [own] = await reader.rows<{ cardholder_id: string }>(
    'SELECT cardholder_id FROM redemption WHERE id = ? AND programme_id = ?',
    [number, programmeId],
  )
  const [ordered] = await reader.rows<{ cardholder_id: string }>(
    'SELECT cardholder_id FROM supplier_order WHERE order_no = ? AND programme_id = ?',
    [number, programmeId],
  )
  return (own ?? ordered)?.cardholder_id ?? null
}

/** The newest first, those before `before`. */
export async function redemptionsAtDesk(
  reader: Reader,
  cardholderId: string,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<Redemption[]> {
  const rows = await reader.rows<RedemptionRow>(
    `SELECT * FROM redemption WHERE cardholder_id = ?${before === undefined ? '' : ' AND id < ?'}
     ORDER BY id DESC LIMIT ${limit}`,
    before === undefined ? [cardholderId] : [cardholderId, before],
  )
  return redemptionsOf(reader, rows)
}
