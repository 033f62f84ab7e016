import type { RiskFacts } from '../../shared/contract/riskRules'

/** How many there were before this one. */
export type VelocityCount = RiskFacts['perDevice']

export interface Velocity {
  /**
   * Counts one attempt under each of these names, and says of each how many there were before it in the last ten minutes and
   * in the last hour. Never refuses and never fails: what cannot be counted was none.
   */
  count(names: readonly string[], now: Date): Promise<VelocityCount[]>
}
