import type { Points } from '../../../shared/values/points'
import type { Reader, Tx } from '../../db/database'
import type { AccountDeletionRow } from './privacy.entities'

export interface Deletion {
  cardholderId: string
  programmeId: string
  receipt: string
  pointsLost: Points
  now: Date
}

export async function insertDeletion(tx: Tx, deletion: Deletion): Promise<void> {
  await tx.insert('account_deletion', [
    {
      cardholder_id: deletion.cardholderId,
      programme_id: deletion.programmeId,
      receipt: deletion.receipt,
      points_lost: deletion.pointsLost,
      deleted_at: deletion.now,
      swept_at: null,
    },
  ])
}

/** Accounts that were deleted before the moment and not erased once more since. */
export async function unsweptBefore(reader: Reader, before: Date): Promise<string[]> {
  const rows = await reader.rows<Pick<AccountDeletionRow, 'cardholder_id'>>(
    'SELECT cardholder_id FROM account_deletion WHERE swept_at IS NULL AND deleted_at < ? ORDER BY deleted_at LIMIT 100',
    [before],
  )
  return rows.map((row) => row.cardholder_id)
}

export async function storeSwept(tx: Tx, { cardholderId, now }: { cardholderId: string; now: Date }): Promise<void> {
  await tx.change('UPDATE account_deletion SET swept_at = ? WHERE cardholder_id = ?', [now, cardholderId])
}
