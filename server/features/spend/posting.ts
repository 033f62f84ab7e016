import type { Tx } from '../../db/database'
import type { Statement } from './fact'
import type { Owner } from './spend.store'

/**
 * What spending brings about further up (points, growth, tiers). Passed in by the composition root, since spend knows
 * nothing of who counts it. Both run inside the transaction that takes the facts.
 */
export interface Posting {
  /** Locks the cardholder before anything of theirs is read or written. */
  lock(tx: Tx, owner: Owner): Promise<void>
  /** Brings points and tier to what the cardholder's facts say; answers the points that this added (negative: took). */
  post(tx: Tx, owner: Owner, statement: Statement): Promise<{ points: number }>
}
