import { points } from '../../../shared/values/points'
import { ownPart, pairOf, type ReadOwn } from '../../db/ownData'
import { moment } from '../../db/statements'
import type { AccountRow, LotRow, TransferRow } from './points.entities'

export const ownBalance: ReadOwn = async (reader, cardholderId) => {
  const rows = await reader.rows<AccountRow>(
    'SELECT pending, available, held, debt FROM account WHERE cardholder_id = ?',
    [cardholderId],
  )
  return {
    rows: rows.map(({ pending, available, held, debt }) => ({
      pending: points(pending),
      available: points(available),
      held: points(held),
      debt: points(debt),
    })),
    next: null,
  }
}

/** The latest first, as all that follows. */
export const ownLots: ReadOwn = async (reader, cardholderId, page) => {
  const rows = await reader.rows<LotRow>(
    `SELECT * FROM lot WHERE cardholder_id = ? ${page.after ? 'AND lot_id < ?' : ''}
     ORDER BY lot_id DESC LIMIT ${page.limit + 1}`,
    page.after ? [cardholderId, page.after] : [cardholderId],
  )
  return ownPart(rows, page, {
    keyOf: (row) => row.lot_id,
    rowOf: (row) => ({
      earned: points(row.earned),
      pending: points(row.pending),
      available: points(row.available),
      held: points(row.held),
      redeemed: points(row.redeemed),
      expired: points(row.expired),
      clawedBack: points(row.clawed_back),
      repaid: points(row.repaid),
      availableOn: row.available_on,
      expiresOn: row.expires_on,
    }),
  })
}

export const ownEntries: ReadOwn = async (reader, cardholderId, page) => {
  const after = pairOf(page.after)
  const rows = await reader.rows<TransferRow>(
    `SELECT * FROM transfer WHERE cardholder_id = ?
       ${after ? 'AND (transaction_id < ? OR (transaction_id = ? AND seq < ?))' : ''}
     ORDER BY transaction_id DESC, seq DESC LIMIT ${page.limit + 1}`,
    after ? [cardholderId, after[0], after[0], Number(after[1])] : [cardholderId],
  )
  return ownPart(rows, page, {
    keyOf: (row) => `${row.transaction_id}|${row.seq}`,
    rowOf: (row) => ({
      postedAt: moment(row.created_at).toISOString(),
      effectiveOn: row.effective_on,
      kind: row.kind,
      from: row.from_account,
      to: row.to_account,
      amount: points(row.amount),
      memo: row.memo,
      reference: row.reference,
    }),
  })
}
