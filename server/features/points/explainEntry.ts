import type { Explanation } from '../../../shared/contract/points'
import type { BusinessDay } from '../../../shared/values/businessDay'
import type { Reader } from '../../db/database'
import { Refused } from '../../http/refused'
import { correctionsOf, findTransaction, historyOfLot, legsOf } from './ledger.store'
import type { Lot } from './lot'
import { lotsBySource, type Who } from './points.store'
import { explained } from './showLedger'

/**
 * Explains one transaction of a cardholder's books: the spend and the rule that made it, where the points of the purchase
 * are now, and everything that happened to them since.
 * @throws Refused not_found
 */
export async function explainEntry(
  reader: Reader,
  who: Who,
  { transactionId, today }: { transactionId: string; today: BusinessDay },
): Promise<Explanation> {
  const transaction = await findTransaction(reader, who.cardholderId, transactionId)
  const [row] = transaction ? await explained(reader, who, { transactions: [transaction], today }) : []
  if (!transaction || !row) throw new Refused('not_found')
  const legs = await legsOf(reader, who.cardholderId, transactionId)
  const [lot] = transaction.purchaseId ? await lotsBySource(reader, who.cardholderId, [transaction.purchaseId]) : []
  return {
    row,
    legs: legs.map(({ account, amount, lotId }) => ({ account, amount, lotId })),
    corrects: legs[0]?.corrects ?? null,
    correctedBy: await correctionsOf(reader, who.cardholderId, transactionId),
    whereabouts: lot ? whereaboutsOf(lot) : null,
    history: lot ? await historyOfLot(reader, who.cardholderId, lot.lotId) : [],
  }
}

function whereaboutsOf(lot: Lot): Explanation['whereabouts'] {
  const { earned, pending, available, held, redeemed, expired, clawed_back: clawedBack, repaid } = lot
  return { earned, pending, available, held, redeemed, expired, clawedBack, repaid }
}
