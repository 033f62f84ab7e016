import type { BusinessDay } from '../../shared/values/businessDay'

/**
 * What we ask of a supplier of top-ups and links. Every call ends in a value or throws `Unsure`; a rejection is a value.
 * `TurnedAway` means that it turned this very request away for a mistake of ours, such as a wrong secret: it did nothing
 * on it, which says nothing about an earlier request under the same order number.
 *
 * `Unsure` from `placeOrder` means that the order may have been taken: it is queried, or placed again under the very
 * same order number where the supplier de-duplicates, and never placed under another one.
 */
export interface SupplierPort {
  /** Whether the same order number twice is one order. Where not, an order that may have arrived is never sent again. */
  readonly deduplicates: boolean

  placeOrder(order: SupplierOrder): Promise<SupplierAnswer>

  /** How an order stands. `not_found` says only that the supplier does not know the number at this moment. */
  queryOrder(orderNo: string): Promise<SupplierAnswer | { state: 'not_found' }>

  /**
   * What the supplier tells of its own accord. A second copy of the same bytes is refused as long as this process
   * remembers the first; repeated notices with a signature of their own are for the caller to recognise.
   * @throws Refused signature_invalid, input_invalid
   */
  readCallback(request: SupplierCallback): SupplierNotice

  /** What this supplier expects to read when a callback was taken: others are sent again. */
  readonly callbackTaken: { type: 'application/json' | 'text/plain'; body: string }

  /**
   * The closed list of one Shanghai day's orders; null when it is not ready yet. The day is that on which the supplier
   * first took an order, by its own clock: for an order that was sent near midnight, that may be the next day's list. An
   * order on neither was never taken. An order that was delivered twice has two lines.
   */
  statement(day: BusinessDay): Promise<SupplierStatement | null>
}

export type SupplierOrder = {
  /** Ours, the same for ever for one redemption. */
  orderNo: string
  /** The supplier's own name of the benefit. */
  sku: string
  /** Who is topped up: a phone number or an account name; empty for a link. */
  account: string
  /** The points redeemed for it, for the supplier's statement. */
  points?: number
}

export type SupplierAnswer =
  /** `serial` is the supplier's receipt; `link` comes with what is delivered as one. `proof` is SHA-256, hex, of the bytes that said so. */
  | { state: 'delivered'; serial: string; link?: string; proof: string }
  /** Taken and under way: ask again later. */
  | { state: 'accepted' }
  /** Not delivered and never will be. `reason` is the supplier's code, such as `account_invalid`. */
  | { state: 'rejected'; reason: string; proof: string }

export interface SupplierCallback {
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>
  /** As it came, before anything was parsed. */
  rawBody: string
}

/** A signed word about one order, which may be known or not, and may come before the answer to the order itself. */
export interface SupplierNotice {
  orderNo: string
  answer: SupplierAnswer
}

export interface SupplierStatement {
  lines: StatementLine[]
  /** SHA-256, hex, of the bytes of the whole statement. */
  proof: string
}

export interface StatementLine {
  orderNo: string
  sku: string
  state: 'delivered' | 'rejected'
  serial: string | null
}
