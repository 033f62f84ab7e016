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

/** The lock, every proof that was asked for, and how attempts were handled: what was held is decided by then. */
export const eraseLock: EraseOwn = async (tx, cardholderId) => {
  for (const table of ['security_lock', 'step_up', 'risk_decision', 'risk_review']) {
    await tx.change(`DELETE FROM ${table} WHERE cardholder_id = ?`, [cardholderId])
  }
}
