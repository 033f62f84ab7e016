import { type BusinessDay, businessDay } from '../../../shared/values/businessDay'
import type { Reader, Tx } from '../../db/database'
import { marks } from '../../db/statements'
import type { Lot } from './lot'
import type { LotExtensionRow } from './lotExtensions.entities'
import { dueOn } from './lots.rules'
import type { Who } from './points.store'

/** Gives the lot another last day, and writes down that two operators decided so. */
export async function giveLastDay(
  tx: Tx,
  { programmeId, cardholderId }: Who,
  { lot, expiresOn, requestId, decidedAt }: { lot: Lot; expiresOn: BusinessDay; requestId: string; decidedAt: Date },
): Promise<void> {
  const changed = await tx.change(
    'UPDATE lot SET expires_on = ?, due_on = ? WHERE cardholder_id = ? AND lot_id = ? AND expires_on = ?',
    [expiresOn, dueOn({ ...lot, expiresOn }), cardholderId, lot.lotId, lot.expiresOn],
  )
  if (changed !== 1) throw new Error(`lot ${lot.lotId} no longer expires on ${lot.expiresOn}`)
  await tx.insert('lot_extension', [
    {
      cardholder_id: cardholderId,
      lot_id: lot.lotId,
      request_id: requestId,
      programme_id: programmeId,
      expired_on: lot.expiresOn,
      expires_on: expiresOn,
      decided_at: decidedAt,
    },
  ])
}

/** The latest last day that operators gave to lots of these cardholders, by lot. */
export async function extendedDays(
  reader: Reader,
  cardholderIds: readonly string[],
): Promise<Map<string, BusinessDay>> {
  if (cardholderIds.length === 0) return new Map()
  const rows = await reader.rows<Pick<LotExtensionRow, 'lot_id' | 'expires_on'>>(
    `SELECT lot_id, MAX(expires_on) AS expires_on FROM lot_extension
     WHERE cardholder_id IN (${marks(cardholderIds)}) GROUP BY cardholder_id, lot_id`,
    cardholderIds,
  )
  return new Map(rows.map((row) => [row.lot_id, businessDay(row.expires_on)]))
}
