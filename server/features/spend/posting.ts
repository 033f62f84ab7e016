import type { Tx } from '../../db/database'
import type { Fact, Statement } from './fact'

/** A cardholder of a programme. */
export interface Who {
  programmeId: string
  cardholderId: string
}

/** A cardholder whose facts have grown. */
export interface Followed {
  who: Who
  /** What their facts say: all of them, or where `isAlone`, the new purchases alone. */
  statement: Statement
  /**
   * Nothing that was posted before has to be looked at again: what was known stays as it is, and the new purchases stand
   * for themselves.
   */
  isAlone: boolean
  /** Nothing was posted for them before. */
  isNew: boolean
}

/**
 * What spending brings about further up (points, growth, tiers), for many cardholders in one transaction. Passed in by
 * the composition root, since spend knows nothing of who counts it.
 */
export interface Posting {
  /**
   * Begins a round inside the transaction that takes the facts: locks cardholders, given in the order of their ids,
   * before anything of theirs is read or written.
   */
  begin(tx: Tx, programmeId: string, holders: readonly Who[]): Promise<PostingRound>
}

export interface PostingRound {
  /**
   * Which of the cardholders can be followed from new purchases alone: none of them changes what an earlier one earned,
   * and no tier moves.
   */
  standAlone(holders: readonly { who: Who; purchases: readonly Fact[] }[]): Promise<Set<string>>
  /** Brings points and tiers to what the facts say; answers the points that this added (negative: took). */
  post(holders: readonly Followed[]): Promise<{ points: number }>
}
