import type { BankEvent } from '../../../shared/contract/spend'
import type { Fact } from './fact'
import type { Head } from './head.rules'
import type { Who } from './posting'

/** A cardholder with new facts. */
export interface FollowedHolder {
  who: Who
  fresh: readonly { fact: Fact; event: BankEvent }[]
  /** What is known of the facts before; null when there were none. */
  head: Head | null
}
