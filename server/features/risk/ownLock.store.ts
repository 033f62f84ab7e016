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

/**
 * The lock, every proof that was asked for, and accounts to top up in reviews. How attempts were handled stays for its time, under
 * an id that leads to nobody: whoever was caught would wipe the evidence by deleting the account.
 */
export const eraseLock: EraseOwn = async (tx, cardholderId) => {
  for (const table of ['security_lock', 'step_up']) {
    await tx.change(`DELETE FROM ${table} WHERE cardholder_id = ?`, [cardholderId])
  }
  await tx.change('UPDATE risk_review SET account_cipher = NULL WHERE cardholder_id = ?', [cardholderId])
}
