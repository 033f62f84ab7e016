import { wholeNumber } from '../../../shared/values/integers'
import { points } from '../../../shared/values/points'
import type { Reader } from '../../db/database'
import { type EraseOwn, ownPart, pairOf, type ReadOwn } from '../../db/ownData'
import { moment } from '../../db/statements'
import type { RedemptionRevealRow, RedemptionRow } from './redemption.entities'

/** The latest first; codes and accounts are masked as on every screen. */
export const ownRedemptions: ReadOwn = async (reader, cardholderId, page) => {
  const rows = await reader.rows<RedemptionRow>(
    `SELECT * FROM redemption WHERE cardholder_id = ? ${page.after ? 'AND id < ?' : ''}
     ORDER BY id DESC LIMIT ${page.limit + 1}`,
    page.after ? [cardholderId, page.after] : [cardholderId],
  )
  return ownPart(rows, page, {
    keyOf: (row) => row.id,
    rowOf: (row) => ({
      redeemedAt: moment(row.created_at).toISOString(),
      title: row.title,
      points: points(row.points),
      origin: row.origin,
      state: row.state,
      codeMasked: row.code_masked,
      accountMasked: row.account_masked,
      orderNo: row.order_no,
      validUntil: row.valid_until === null ? null : moment(row.valid_until).toISOString(),
      deliveredAt: row.delivered_at === null ? null : moment(row.delivered_at).toISOString(),
    }),
  })
}

/** When and from where codes were looked at. */
export const ownLooks: ReadOwn = async (reader, cardholderId, page) => {
  const after = pairOf(page.after)
  const rows = await reader.rows<RedemptionRevealRow>(
    `SELECT * FROM redemption_reveal WHERE cardholder_id = ?
       ${after ? 'AND (redemption_id < ? OR (redemption_id = ? AND id < ?))' : ''}
     ORDER BY redemption_id DESC, id DESC LIMIT ${page.limit + 1}`,
    after ? [cardholderId, after[0], after[0], after[1]] : [cardholderId],
  )
  return ownPart(rows, page, {
    keyOf: (row) => `${row.redemption_id}|${row.id}`,
    rowOf: (row) => ({ at: moment(row.at).toISOString(), redemptionId: row.redemption_id, address: row.address }),
  })
}

const openStates = "('held', 'delivering', 'unknown', 'manual')"

/** What would be lost with the account: redemptions under way, and codes and links that still work. */
export async function redemptionsAtStake(
  reader: Reader,
  { cardholderId, now }: { cardholderId: string; now: Date },
): Promise<{ open: number; usable: number }> {
  const [row] = await reader.rows<{ open_ones: string | number | null; usable: string | number | null }>(
    `SELECT SUM(CASE WHEN state IN ${openStates} THEN 1 ELSE 0 END) AS open_ones,
       SUM(CASE WHEN state = 'delivered' AND delivery <> 'topup' AND (valid_until IS NULL OR valid_until > ?)
         THEN 1 ELSE 0 END) AS usable
     FROM redemption WHERE cardholder_id = ?`,
    [now, cardholderId],
  )
  const count = (found: string | number | null | undefined) => wholeNumber(found ?? 0, 'a count')
  return { open: count(row?.open_ones), usable: count(row?.usable) }
}

/** Erases the accounts that were topped up, the links that were delivered, and from where codes were looked at. */
export const eraseRedemptions: EraseOwn = async (tx, cardholderId) => {
  await tx.change(
    'UPDATE redemption SET account_masked = NULL, account_fingerprint = NULL, link_cipher = NULL WHERE cardholder_id = ?',
    [cardholderId],
  )
  await tx.change("UPDATE supplier_order SET account_cipher = '' WHERE cardholder_id = ?", [cardholderId])
  await tx.change("UPDATE redemption_reveal SET address = '', session_id = '' WHERE cardholder_id = ?", [cardholderId])
}
