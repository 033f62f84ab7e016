import type { Fact, Statement } from './fact'

/** A purchase of which something is left that a refund could take back. */
export interface OpenPurchase {
  purchase: Fact
  refundedFen: number
}

/** Purchases that are neither reversed nor refunded whole, in the bank's order. */
export function openPurchasesOf({ settlements }: Pick<Statement, 'settlements'>): OpenPurchase[] {
  return settlements.flatMap(({ purchase, refunds, reversedBy }) => {
    const refundedFen = refunds.reduce((sum, refund) => sum + refund.amountFen, 0)
    return reversedBy || refundedFen >= purchase.amountFen ? [] : [{ purchase, refundedFen }]
  })
}

/** What speaks for a purchase being the one that was refunded. */
export type Likeness = 'merchant' | 'amount' | 'both'

/**
 * Earlier purchases that a refund without a match may mean: of the same card and merchant, or of the same amount; the
 * nearest in the bank's time first.
 */
export function candidatesFor(refund: Fact, open: readonly OpenPurchase[]): (OpenPurchase & { likeness: Likeness })[] {
  const earlier = open.filter(({ purchase }) => purchase.occurredAt <= refund.occurredAt)
  const alike = earlier.flatMap((each) => {
    const likeness = likenessOf(refund, each.purchase)
    return likeness ? [{ ...each, likeness }] : []
  })
  return alike.reverse()
}

function likenessOf(refund: Fact, purchase: Fact): Likeness | null {
  const merchant = refund.cardId === purchase.cardId && refund.merchant === purchase.merchant
  const amount = refund.amountFen === purchase.amountFen
  if (merchant && amount) return 'both'
  return merchant ? 'merchant' : amount ? 'amount' : null
}
