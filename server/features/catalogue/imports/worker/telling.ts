import type { KnownBenefit } from '../../load.store'
import type { Order, Piece } from './messages'

/** What reads one file gets. */
export interface Telling {
  order: Order
  bytes: Buffer
  known: ReadonlyMap<string, KnownBenefit>
  /** Hands over a piece, and stands still until it was taken: no more than one is on its way, wherever the reading is. */
  tell(piece: Piece): void
}
