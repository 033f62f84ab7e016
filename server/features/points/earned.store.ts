import { wholeNumber } from '../../../shared/values/integers'
import type { Reader } from '../../db/database'
import { inSlices } from '../../db/statements'
import type { Arithmetic } from './arithmetic'
import { keptArithmeticOf } from './basis'
import type { EarningBasisRow, TransferRow } from './points.entities'
import type { Who } from './points.store'

/** What was posted of a purchase so far. */
export interface EarnedBefore {
  /** The transaction that first brought points for it. */
  transactionId: string
  /** The arithmetic that counts now; null for entries from before it was kept. */
  arithmetic: Arithmetic | null
}

/** By cardholder and purchase. */
export async function earnedBefore(
  reader: Reader,
  purchases: readonly { who: Who; purchaseId: string }[],
): Promise<Map<string, Map<string, EarnedBefore>>> {
  const earned = new Map<string, Map<string, EarnedBefore>>()
  for (const slice of inSlices(purchases)) {
    const rows = await reader.rows<TransferRow & Pick<EarningBasisRow, 'definition'>>(
      `SELECT t.cardholder_id, t.purchase_id, t.transaction_id, t.amount, t.arithmetic, b.definition FROM transfer t
       LEFT JOIN earning_basis b ON b.basis_id = t.basis_id
       WHERE t.kind IN ('earn', 'earn_correction') AND t.seq = 0
         AND (${slice.map(() => '(t.cardholder_id = ? AND t.purchase_id = ?)').join(' OR ')})
       ORDER BY t.transaction_id`,
      slice.flatMap(({ who, purchaseId }) => [who.cardholderId, purchaseId]),
    )
    for (const row of rows) {
      const theirs = earned.get(row.cardholder_id) ?? new Map<string, EarnedBefore>()
      const first = theirs.get(row.purchase_id as string)
      const arithmetic = keptArithmeticOf({ ...row, amount: wholeNumber(row.amount, 'points') })
      const transactionId = first?.transactionId ?? row.transaction_id
      earned.set(row.cardholder_id, theirs.set(row.purchase_id as string, { transactionId, arithmetic }))
    }
  }
  return earned
}
