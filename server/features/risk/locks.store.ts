import type { LockSettings } from '../../../shared/contract/security'
import { points } from '../../../shared/values/points'
import type { Reader, Tx } from '../../db/database'
import { marks, moment } from '../../db/statements'
import { noLock } from './lock.rules'
import type { SecurityLockRow } from './risk.entities'

export interface KeptLock extends LockSettings {
  /** Null as long as nothing was ever set. */
  changedAt: Date | null
}

const neverSet: KeptLock = { ...noLock, changedAt: null }

export async function locksOf(
  reader: Reader,
  cardholderIds: readonly string[],
): Promise<(cardholderId: string) => KeptLock> {
  if (cardholderIds.length === 0) return () => neverSet
  const rows = await reader.rows<SecurityLockRow>(
    `SELECT cardholder_id, frozen, daily_limit_points, night_lock, trusted_only, changed_at FROM security_lock
     WHERE cardholder_id IN (${marks(cardholderIds)})`,
    cardholderIds,
  )
  const locks = new Map(rows.map((row) => [row.cardholder_id, lockOf(row)]))
  return (cardholderId) => locks.get(cardholderId) ?? neverSet
}

export async function lockOfOne(reader: Reader, cardholderId: string): Promise<KeptLock> {
  return (await locksOf(reader, [cardholderId]))(cardholderId)
}

export function storeLock(
  tx: Tx,
  { programmeId, cardholderId }: { programmeId: string; cardholderId: string },
  { lock, now }: { lock: LockSettings; now: Date },
): Promise<void> {
  const row = {
    cardholder_id: cardholderId,
    programme_id: programmeId,
    frozen: lock.frozen,
    daily_limit_points: lock.dailyLimitPoints,
    night_lock: lock.nightLock,
    trusted_only: lock.trustedOnly,
    changed_at: now,
  }
  return tx.upsert('security_lock', [row], { key: ['cardholder_id'] })
}

function lockOf(row: SecurityLockRow): KeptLock {
  return {
    frozen: row.frozen === 1,
    dailyLimitPoints: row.daily_limit_points === null ? null : points(row.daily_limit_points),
    nightLock: row.night_lock === 1,
    trustedOnly: row.trusted_only === 1,
    changedAt: moment(row.changed_at),
  }
}
