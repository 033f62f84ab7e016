import { points } from '../../../shared/values/points'
import type { EraseOwn, ReadOwn } from '../../db/ownData'
import { moment } from '../../db/statements'
import type { SecurityLockRow } from './risk.entities'

export const ownLock: ReadOwn = async (reader, cardholderId) => {
  const rows = await reader.rows<SecurityLockRow>('SELECT * FROM security_lock WHERE cardholder_id = ?', [cardholderId])
  return {
    rows: rows.map((row) => ({
      frozen: row.frozen === 1,
      dailyLimitPoints: row.daily_limit_points === null ? null : points(row.daily_limit_points),
      nightLock: row.night_lock === 1,
      trustedOnly: row.trusted_only === 1,
      changedAt: moment(row.changed_at).toISOString(),
    })),
    next: null,
  }
}

/** The lock, and every one-time password that was asked for. */
export const eraseLock: EraseOwn = async (tx, cardholderId) => {
  for (const table of ['security_lock', 'step_up']) {
    await tx.change(`DELETE FROM ${table} WHERE cardholder_id = ?`, [cardholderId])
  }
}
