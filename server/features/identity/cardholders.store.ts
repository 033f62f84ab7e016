import type { Level } from '../../../shared/contract/identity'
import type { Reader, Tx } from '../../db/database'
import { moment } from '../../db/statements'
import type { CardholderRow } from './identity.entities'

export interface Cardholder {
  cardholderId: string
  programmeId: string
  level: Level
  openidSealed: string
  phoneSealed: string | null
  since: Date
}

export interface NewCardholder {
  cardholderId: string
  programmeId: string
  openidFingerprint: string
  openidSealed: string
  now: Date
}

const columns = 'cardholder_id, programme_id, level, openid_sealed, phone_sealed, created_at'

/** The cardholder with this openid: the one that is there, however many logins come at once, else the new one. */
export async function cardholderByOpenid(tx: Tx, candidate: NewCardholder): Promise<Cardholder> {
  const { programmeId, openidFingerprint } = candidate
  await tx.insert('cardholder', [newRow(candidate)], { ignoreKnown: true })
  const [row] = await tx.rows<CardholderRow>(
    `SELECT ${columns} FROM cardholder WHERE programme_id = ? AND openid_fingerprint = ?`,
    [programmeId, openidFingerprint],
  )
  if (!row) throw new Error('a cardholder was neither added nor found')
  return fromRow(row)
}

export async function findCardholder(reader: Reader, cardholderId: string): Promise<Cardholder | null> {
  const [row] = await reader.rows<CardholderRow>(`SELECT ${columns} FROM cardholder WHERE cardholder_id = ?`, [
    cardholderId,
  ])
  return row ? fromRow(row) : null
}

/** Makes all that changes one cardholder's cards, level and default wait for each other. Locked before the account. */
export async function lockCardholder(tx: Tx, cardholderId: string): Promise<void> {
  await tx.rows(`SELECT cardholder_id FROM cardholder WHERE cardholder_id = ?${tx.forUpdate}`, [cardholderId])
}

export async function storeLevel(tx: Tx, { cardholderId, level }: { cardholderId: string; level: Level }) {
  return tx.change('UPDATE cardholder SET level = ? WHERE cardholder_id = ?', [level, cardholderId])
}

/** Sets the phone; a visitor rises to `phone`, who has more keeps it. */
export async function storePhone(
  tx: Tx,
  { cardholderId, phoneSealed, phoneFingerprint }: Record<'cardholderId' | 'phoneSealed' | 'phoneFingerprint', string>,
): Promise<void> {
  await tx.change(
    `UPDATE cardholder SET phone_sealed = ?, phone_fingerprint = ?,
       level = CASE WHEN level = 'visitor' THEN 'phone' ELSE level END
     WHERE cardholder_id = ?`,
    [phoneSealed, phoneFingerprint, cardholderId],
  )
}

function newRow({ cardholderId, programmeId, openidFingerprint, openidSealed, now }: NewCardholder) {
  return {
    cardholder_id: cardholderId,
    programme_id: programmeId,
    openid_fingerprint: openidFingerprint,
    openid_sealed: openidSealed,
    phone_fingerprint: null,
    phone_sealed: null,
    level: 'visitor',
    created_at: now,
  }
}

function fromRow(row: CardholderRow): Cardholder {
  return {
    cardholderId: row.cardholder_id,
    programmeId: row.programme_id,
    level: row.level,
    openidSealed: row.openid_sealed,
    phoneSealed: row.phone_sealed,
    since: moment(row.created_at),
  }
}
