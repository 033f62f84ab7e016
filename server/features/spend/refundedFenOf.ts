import { type Fen, fen } from '../../../shared/values/fen'
import type { Reader } from '../../db/database'
import { rulingsOf } from './refundRulings.store'
import { factsOfCardholders } from './spend.store'
import { statementOf } from './statement.rules'

/** How much of each purchase has been taken back, at most its amount; purchases without refunds are left out. */
export async function refundedFenOf(reader: Reader, cardholderId: string): Promise<Map<string, Fen>> {
  const refunded = new Map<string, Fen>()
  const facts = await factsOfCardholders(reader, [cardholderId])
  const rulings = await rulingsOf(reader, [cardholderId])
  const { settlements } = statementOf(facts.get(cardholderId) ?? [], rulings.get(cardholderId))
  for (const { purchase, refunds, reversedBy } of settlements) {
    const sum = refunds.reduce((total, refund) => total + refund.amountFen, 0)
    const taken = reversedBy ? purchase.amountFen : Math.min(sum, purchase.amountFen)
    if (taken > 0) refunded.set(purchase.transactionId, fen(taken))
  }
  return refunded
}
