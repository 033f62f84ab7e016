import type { BusinessDay } from '../../../shared/values/businessDay'
import type { Points } from '../../../shared/values/points'

/** The places in which the points of a lot can be. */
export const buckets = ['pending', 'available', 'held', 'redeemed', 'expired', 'clawed_back', 'repaid'] as const
export type Bucket = (typeof buckets)[number]

/** The points of one purchase. `earned` is the sum of the buckets. */
export type Lot = Record<Bucket, Points> & {
  lotId: string
  cardId: string
  /** The bank's transaction id of the purchase. */
  source: string
  earned: Points
  availableOn: BusinessDay
  /** The last day on which the points can be used. */
  expiresOn: BusinessDay
  createdAt: Date
}

/** Accounts of the books. Points come from `issuer`; `debt` is below zero by what a cardholder owes. */
export type BookAccount = 'issuer' | 'pending' | 'available' | 'held' | 'redeemed' | 'expired' | 'clawed_back' | 'debt'

/**
 * Points that move from one account of the books to another: minus one leg, plus the other. Where a lot is named, its
 * buckets follow; `debt` and `issuer` are no buckets.
 */
export interface Move {
  from: BookAccount
  to: BookAccount
  amount: Points
  lotId: string | null
  /** Set where the lot's bucket is not the account of the same name: points that repaid debt. */
  bucket?: { from?: Bucket; to?: Bucket }
}

/** The balance of a cardholder. */
export interface Account {
  cardholderId: string
  programmeId: string
  pending: Points
  available: Points
  held: Points
  debt: Points
  /** Grows with every posting. */
  version: number
  openedAt: Date
  /** When the first of the cards that are bound now was bound; null when none is. */
  boundSince: Date | null
  earningHead: EarningHead
}

/** What has to be known of the purchases posted so far to tell whether new ones touch what they earned. */
export interface EarningHead {
  /** The moment of the first purchase that earned anything; null when none has. */
  firstEarnedAt: Date | null
  /** Null when no rule has caps, or it is not known. */
  capUse: CapUse | null
}

/** What purchases came to under the caps before refunds, by the names under which caps count. */
export interface CapUse {
  /** Nothing is known of months before this one. */
  since: string
  gross: Record<string, number>
}
