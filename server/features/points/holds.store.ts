import { type Points, points } from '../../../shared/values/points'
import type { Reader } from '../../db/database'
import type { TransferRow } from './points.entities'

/** What the books say of one redemption. */
export interface Hold {
  /** What was held, lot after lot in the order in which it was taken; empty when nothing ever was. */
  taken: { lotId: string; amount: Points }[]
  title: string
  /** What became of it; null while the points are held. A redemption that never held anything may be redeemed too. */
  ended: 'redeem' | 'release' | null
}

/** Redemptions are no purchases: by that the index finds their few transfers among all of a cardholder's. */
export async function holdOf(reader: Reader, cardholderId: string, redemptionId: string): Promise<Hold> {
  const rows = await reader.rows<Pick<TransferRow, 'kind' | 'lot_id' | 'amount' | 'memo'>>(
    `SELECT kind, lot_id, amount, memo FROM transfer
     WHERE cardholder_id = ? AND purchase_id IS NULL AND reference = ? AND kind IN ('hold', 'redeem', 'release')
     ORDER BY transaction_id, seq`,
    [cardholderId, redemptionId],
  )
  const held = rows.filter(({ kind }) => kind === 'hold')
  const end = rows.find(({ kind }) => kind !== 'hold')
  return {
    taken: held.map(({ lot_id, amount }) => ({ lotId: lot_id as string, amount: points(amount) })),
    title: held[0]?.memo ?? '',
    ended: end ? (end.kind as 'redeem' | 'release') : null,
  }
}

/** The ledger's transactions of a redemption, the earliest first. */
export async function transactionsOf(reader: Reader, cardholderId: string, redemptionId: string): Promise<string[]> {
  const rows = await reader.rows<Pick<TransferRow, 'transaction_id'>>(
    `SELECT DISTINCT transaction_id FROM transfer
     WHERE cardholder_id = ? AND purchase_id IS NULL AND reference = ? AND kind IN ('hold', 'redeem', 'release')
     ORDER BY transaction_id`,
    [cardholderId, redemptionId],
  )
  return rows.map((row) => row.transaction_id)
}
