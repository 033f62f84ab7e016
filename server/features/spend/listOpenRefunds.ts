import type { Reader } from '../../db/database'
import type { Fact } from './fact'
import { candidatesFor, openPurchasesOf } from './openPurchases.rules'
import { type OpenRefundPart, type OpenRefundsAsked, openRefunds, rulingsOf } from './refundRulings.store'
import { factsOfCardholders } from './spend.store'
import { statementOf } from './statement.rules'

/** A refund that matches nothing, with the purchases that it may mean. */
export interface OpenRefund {
  cardholderId: string
  refund: Fact
  candidates: ReturnType<typeof candidatesFor>
}

const mostCandidates = 10

/** Refunds that match no purchase and on which nobody ruled yet, each with its candidates, and where they go on. */
export async function listOpenRefunds(
  reader: Reader,
  asked: OpenRefundsAsked,
  part: OpenRefundPart,
): Promise<{ refunds: OpenRefund[]; next: string | null }> {
  const { refunds, next } = await openRefunds(reader, asked, part)
  const cardholders = [...new Set(refunds.map(({ cardholderId }) => cardholderId))]
  const rulings = await rulingsOf(reader, cardholders)
  const facts = await factsOfCardholders(reader, cardholders)
  const openOf = new Map(
    cardholders.map((id) => [id, openPurchasesOf(statementOf(facts.get(id) ?? [], rulings.get(id)))]),
  )
  const listed = refunds.flatMap(({ cardholderId, refundId }): OpenRefund[] => {
    const refund = facts.get(cardholderId)?.find((fact) => fact.transactionId === refundId)
    if (!refund) return []
    const candidates = candidatesFor(refund, openOf.get(cardholderId) ?? [])
    return [{ cardholderId, refund, candidates: candidates.slice(0, mostCandidates) }]
  })
  return { refunds: listed, next }
}
