import type { Reader, Tx } from '../../db/database'
import { moment } from '../../db/statements'
import type { ConsentRow } from './identity.entities'

export interface StoredConsent {
  version: string
  agreedAt: Date
  withdrawnAt: Date | null
}

/** The consent that stands, which is the latest; null when none was given, or it was withdrawn. */
export async function standingConsent(reader: Reader, cardholderId: string): Promise<StoredConsent | null> {
  const latest = (await consentsOf(reader, cardholderId)).at(-1)
  return latest && latest.withdrawnAt === null ? latest : null
}

/** Every consent that was ever given, in their order. */
export async function consentsOf(reader: Reader, cardholderId: string): Promise<StoredConsent[]> {
  const rows = await reader.rows<ConsentRow>(
    'SELECT version, agreed_at, withdrawn_at FROM consent WHERE cardholder_id = ? ORDER BY id',
    [cardholderId],
  )
  return rows.map(({ version, agreed_at, withdrawn_at }) => ({
    version,
    agreedAt: moment(agreed_at),
    withdrawnAt: withdrawn_at === null ? null : moment(withdrawn_at),
  }))
}

export interface NewConsent {
  cardholderId: string
  id: string
  programmeId: string
  version: string
  textHash: string
  now: Date
}

export async function insertConsent(tx: Tx, consent: NewConsent): Promise<void> {
  await tx.insert('consent', [
    {
      cardholder_id: consent.cardholderId,
      id: consent.id,
      programme_id: consent.programmeId,
      version: consent.version,
      text_hash: consent.textHash,
      agreed_at: consent.now,
      withdrawn_at: null,
    },
  ])
}

/** Nothing is deleted: that it was given, and until when, has to be shown later. */
export async function storeWithdrawn(
  tx: Tx,
  { cardholderId, now }: { cardholderId: string; now: Date },
): Promise<number> {
  return tx.change('UPDATE consent SET withdrawn_at = ? WHERE cardholder_id = ? AND withdrawn_at IS NULL', [
    now,
    cardholderId,
  ])
}
