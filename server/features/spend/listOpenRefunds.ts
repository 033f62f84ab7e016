import type { Reader } from '../../db/database'
import type { Fact } from './fact'
import { candidatesFor, openPurchasesOf } from './openPurchases.rules'
import { type AfterRefund, openRefunds, rulingsOf } from './refundRulings.store'
import { factsOfCardholders } from './spend.store'
import { statementOf } from './statement.rules'

/** A refund that matches nothing, with the purchases that it may mean. */
export interface OpenRefund {
  cardholderId: string
  refund: Fact
  candidates: ReturnType<typeof candidatesFor>
}

const mostCandidates = 10

/** Refunds that match no purchase and on which nobody ruled yet, each with its candidates. */
export async function listOpenRefunds(
  reader: Reader,
  page: { programmeId: string; cardholderId?: string | undefined; after: AfterRefund | null; limit: number },
): Promise<OpenRefund[]> {
  const refunds = await openRefunds(reader, page)
  const cardholders = [...new Set(refunds.map(({ cardholderId }) => cardholderId))]
  const rulings = await rulingsOf(reader, cardholders)
  const facts = await factsOfCardholders(reader, cardholders)
  const listed: OpenRefund[] = []
  for (const cardholderId of cardholders) {
    const theirs = facts.get(cardholderId) ?? []
    const open = openPurchasesOf(statementOf(theirs, rulings.get(cardholderId)))
    for (const { refundId } of refunds.filter((each) => each.cardholderId === cardholderId)) {
      const refund = theirs.find((fact) => fact.transactionId === refundId)
      if (refund)
        listed.push({ cardholderId, refund, candidates: candidatesFor(refund, open).slice(0, mostCandidates) })
    }
  }
  return listed
}
