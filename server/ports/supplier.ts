/**
 * What we ask of a supplier of top-ups. Every call ends in a value or throws `Unsure`; a rejection is a value.
 *
 * `Unsure` from `placeOrder` means that the order may have been taken: it is queried, or placed again under the very
 * same order number where the supplier de-duplicates, and never placed under another one.
 */
export interface SupplierPort {
  placeOrder(order: SupplierOrder): Promise<SupplierAnswer>

  /** How an order stands. `not_found` says only that the supplier does not know the number at this moment. */
  queryOrder(orderNo: string): Promise<SupplierAnswer | { state: 'not_found' }>
}

export type SupplierOrder = {
  /** Ours, the same for ever for one redemption. */
  orderNo: string
  /** The supplier's own name of the benefit. */
  sku: string
  /** Who is topped up: a phone number or an account name. */
  account: string
  /** The points redeemed for it, for the supplier's statement. */
  points?: number
}

export type SupplierAnswer =
  /** `serial` is the supplier's receipt. */
  | { state: 'delivered'; serial: string }
  /** Taken and under way: ask again later. */
  | { state: 'accepted' }
  /** Not delivered and never will be. `reason` is the supplier's code, such as `account_invalid`. */
  | { state: 'rejected'; reason: string }
