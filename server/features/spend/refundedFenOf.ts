import { type Fen, fen } from '../../../shared/values/fen'
import type { Reader } from '../../db/database'
import { settlementsOf } from './settlementsOf'

/** How much of each purchase has been taken back, at most its amount; purchases without refunds are left out. */
export async function refundedFenOf(reader: Reader, cardholderId: string): Promise<Map<string, Fen>> {
  const refunded = new Map<string, Fen>()
  for (const { purchase, refunds, reversedBy } of await settlementsOf(reader, cardholderId)) {
    const sum = refunds.reduce((total, refund) => total + refund.amountFen, 0)
    const taken = reversedBy ? purchase.amountFen : Math.min(sum, purchase.amountFen)
    if (taken > 0) refunded.set(purchase.transactionId, fen(taken))
  }
  return refunded
}
