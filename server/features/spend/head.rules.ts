import type { Fact } from './fact'

/** What has to be known of a cardholder's facts to tell whether new ones touch any of them. */
export interface Head {
  /** The moment of the latest refund or reversal; null when there is none. */
  latestTakingAt: Date | null
  /** A refund or reversal names a fact that has not come. */
  hasOpenNames: boolean
}

/** New purchases later than all that takes back are taken back by none of it: what was matched stays as it is. */
export function mayStandAlone(fresh: readonly Fact[], { latestTakingAt, hasOpenNames }: Head): boolean {
  if (hasOpenNames) return false
  return fresh.every(({ type, occurredAt }) => {
    return type === 'purchase' && (latestTakingAt === null || occurredAt > latestTakingAt)
  })
}

/** The head of all facts of a cardholder. */
export function headOf(facts: readonly Fact[]): Head {
  const takings = facts.filter(({ type }) => type !== 'purchase')
  if (takings.length === 0) return { latestTakingAt: null, hasOpenNames: false }
  const known = new Set(facts.map((fact) => fact.transactionId))
  const latest = takings.reduce((last, { occurredAt }) => Math.max(last, occurredAt.getTime()), 0)
  return {
    latestTakingAt: new Date(latest),
    hasOpenNames: takings.some(({ originalTransactionId: named }) => named !== null && !known.has(named)),
  }
}
