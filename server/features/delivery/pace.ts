import type { BreakerLimits } from './breaker.rules'
import { calmPace, type Pace } from './order.rules'

/** How fast orders are seen through; a storm in a test is faster than production. */
export interface DeliveryPace extends Pace {
  /** Longer than a query and a second sending may take (adapters give up after seconds). */
  leaseMs: number
  /** Calls at a time to one supplier, in one process. */
  lanes: number
  /** Between two looks for due orders. */
  pollMs: number
  breaker: BreakerLimits
  /** An order of the last minutes of a day may stand on the next day's statement: clocks differ. */
  midnightMs: number
  /** After so long without a word a person may settle an order. */
  settleMs: number
}

export const productionPace: DeliveryPace = {
  ...calmPace,
  leaseMs: 60_000,
  lanes: 4,
  pollMs: 500,
  breaker: { unsureInARow: 5, openMs: 30_000 },
  midnightMs: 30 * 60_000,
  settleMs: 3_600_000,
}
