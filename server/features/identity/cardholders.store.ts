import type { Level } from '../../../shared/contract/identity'
import type { Reader, Tx } from '../../db/database'
import { marks, moment } from '../../db/statements'
import { Refused } from '../../http/refused'
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
  /** By every key that is known, the current one first. */
  openidFingerprints: readonly string[]
  openidSealed: string
  now: Date
}

const columns = 'cardholder_id, programme_id, level, openid_sealed, phone_sealed, created_at'

/** The cardholder with this openid: the one that is there, however many logins come at once, else the new one. */
export async function cardholderByOpenid(tx: Tx, candidate: NewCardholder): Promise<Cardholder> {
  // While keys are changed, somebody may be known by an older one, under which nobody new is written down.
  const before = candidate.openidFingerprints.length > 1 ? await knownByOpenid(tx, candidate) : null
  if (before) return before
  await tx.insert('cardholder', [newRow(candidate)], { ignoreKnown: true })
  const cardholder = await knownByOpenid(tx, candidate)
  if (!cardholder) throw new Error('a cardholder was neither added nor found')
  return cardholder
}

async function knownByOpenid(tx: Tx, { programmeId, openidFingerprints }: NewCardholder): Promise<Cardholder | null> {
  const [row] = await tx.rows<CardholderRow>(
    `SELECT ${columns} FROM cardholder WHERE programme_id = ? AND openid_fingerprint IN (${marks(openidFingerprints)})
     ORDER BY cardholder_id LIMIT 1`,
    [programmeId, ...openidFingerprints],
  )
  return row ? fromRow(row) : null
}

export async function findCardholder(reader: Reader, cardholderId: string): Promise<Cardholder | null> {
  const [row] = await reader.rows<CardholderRow>(`SELECT ${columns} FROM cardholder WHERE cardholder_id = ?`, [
    cardholderId,
  ])
  return row ? fromRow(row) : null
}

/**
 * Makes all that changes one cardholder's cards, level and default wait for each other. Locked before the account.
 * @throws Refused session_ended when the account was deleted since the request was let in
 */
export async function lockCardholder(tx: Tx, cardholderId: string): Promise<void> {
  const [row] = await tx.rows<Pick<CardholderRow, 'deleted_at'>>(
    `SELECT deleted_at FROM cardholder WHERE cardholder_id = ?${tx.forUpdate}`,
    [cardholderId],
  )
  if (row && row.deleted_at !== null) throw new Refused('session_ended')
}

export async function storeLevel(tx: Tx, { cardholderId, level }: { cardholderId: string; level: Level }) {
  return tx.change('UPDATE cardholder SET level = ? WHERE cardholder_id = ?', [level, cardholderId])
}

/** Sets the phone; a visitor rises to `phone`, who has more keeps it. Answers 0 when the account was deleted meanwhile. */
export async function storePhone(
  tx: Tx,
  { cardholderId, phoneSealed, phoneFingerprint }: Record<'cardholderId' | 'phoneSealed' | 'phoneFingerprint', string>,
): Promise<number> {
  return tx.change(
    `UPDATE cardholder SET phone_sealed = ?, phone_fingerprint = ?,
       level = CASE WHEN level = 'visitor' THEN 'phone' ELSE level END
     WHERE cardholder_id = ? AND deleted_at IS NULL`,
    [phoneSealed, phoneFingerprint, cardholderId],
  )
}

/**
 * Erases who a cardholder is. In the place of the openid's fingerprint stands one of nobody, so that the same person is a new
 * cardholder when they come back.
 */
export async function storeErased(
  tx: Tx,
  { cardholderId, pseudonym, now }: { cardholderId: string; pseudonym: string; now: Date },
): Promise<void> {
  await tx.change(
    `UPDATE cardholder SET openid_fingerprint = ?, openid_sealed = '', phone_fingerprint = NULL, phone_sealed = NULL,
       level = 'visitor', minor = 0, deleted_at = COALESCE(deleted_at, ?)
     WHERE cardholder_id = ?`,
    [pseudonym, now, cardholderId],
  )
}

function newRow({ cardholderId, programmeId, openidFingerprints, openidSealed, now }: NewCardholder) {
  return {
    cardholder_id: cardholderId,
    programme_id: programmeId,
    openid_fingerprint: openidFingerprints[0] ?? '',
    openid_sealed: openidSealed,
    phone_fingerprint: null,
    phone_sealed: null,
    level: 'visitor',
    minor: 0,
    created_at: now,
    deleted_at: null,
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
