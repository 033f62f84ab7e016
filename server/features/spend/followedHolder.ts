import type { BankEvent } from '../../../shared/contract/spend'
import type { Head } from './head.rules'
import type { Who } from './posting'

/** A cardholder with new facts. */
export interface FollowedHolder {
  who: Who
  fresh: readonly { cardId: string; event: BankEvent }[]
  /** What is known of the facts before; null when there were none. */
  head: Head | null
}
