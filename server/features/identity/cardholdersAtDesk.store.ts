import type { Level } from '../../../shared/contract/identity'
import type { Reader } from '../../db/database'
import { marks, moment } from '../../db/statements'
import type { CardholderRow } from './identity.entities'

export interface CardholderAtDesk {
  cardholderId: string
  level: Level
  phoneSealed: string | null
  since: Date
  isDeleted: boolean
}

/** Who has verified the phone with one of these keyed hashes, the newest first. */
export async function cardholdersByPhone(
  reader: Reader,
  {
    programmeId,
    phoneFingerprints,
    limit,
  }: { programmeId: string; phoneFingerprints: readonly string[]; limit: number },
): Promise<string[]> {
  const rows = await reader.rows<Pick<CardholderRow, 'cardholder_id'>>(
    `SELECT cardholder_id FROM cardholder WHERE programme_id = ? AND phone_fingerprint IN (${marks(phoneFingerprints)})
     ORDER BY cardholder_id DESC LIMIT ${limit}`,
    [programmeId, ...phoneFingerprints],
  )
  return rows.map((row) => row.cardholder_id)
}

/** Those of these ids that are cardholders of the programme, the newest first. Ids at the desk are what somebody typed. */
export async function cardholdersAtDesk(
  reader: Reader,
  { programmeId, ids }: { programmeId: string; ids: readonly string[] },
): Promise<CardholderAtDesk[]> {
  if (ids.length === 0) return []
  const rows = await reader.rows<CardholderRow>(
    `SELECT cardholder_id, level, phone_sealed, created_at, deleted_at FROM cardholder
     WHERE cardholder_id IN (${marks(ids)}) AND programme_id = ? ORDER BY cardholder_id DESC`,
    [...ids, programmeId],
  )
  return rows.map((row) => ({
    cardholderId: row.cardholder_id,
    level: row.level,
    phoneSealed: row.phone_sealed,
    since: moment(row.created_at),
    isDeleted: row.deleted_at !== null,
  }))
}
