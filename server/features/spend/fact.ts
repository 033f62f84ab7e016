import type { BankEvent } from '../../../shared/contract/spend'
import { type BusinessDay, businessDay } from '../../../shared/values/businessDay'
import { type Fen, fen } from '../../../shared/values/fen'

/** One settled fact of a bound card, as the rules see it. */
export interface Fact {
  transactionId: string
  cardId: string
  type: BankEvent['type']
  /** The bank's own time. */
  occurredAt: Date
  postedOn: BusinessDay
  amountFen: Fen
  merchant: string
  mcc: string
  channel: BankEvent['channel']
  originalTransactionId: string | null
}

/** What the bank sent, as the rules see it. */
export function factOf(event: BankEvent, cardId: string): Fact {
  return {
    transactionId: event.transaction_id,
    cardId,
    type: event.type,
    occurredAt: new Date(event.occurred_at),
    postedOn: businessDay(event.posted_on),
    amountFen: fen(event.amount_fen),
    merchant: event.merchant,
    mcc: event.mcc,
    channel: event.channel,
    originalTransactionId: event.original_transaction_id,
  }
}

/** A purchase with what later facts took back of it. */
export interface Settlement {
  purchase: Fact
  /** Refunds of this purchase in the bank's order, none of them cancelled. */
  refunds: readonly Fact[]
  /** A reversal cancelled the purchase: it counts as if it were refunded whole by that fact. */
  reversedBy: Fact | null
}

/** Everything that a cardholder's facts say. */
export interface Statement {
  /** In the bank's order. */
  settlements: Settlement[]
  /** For every refund that is not cancelled: the purchase that it takes back, or null when it matches nothing. */
  matches: ReadonlyMap<string, string | null>
}
