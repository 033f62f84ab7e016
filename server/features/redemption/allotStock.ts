import { remainingAt } from '../../../shared/values/stock'
import type { Tx } from '../../db/database'
import { type Benefit, type ClaimedCode, codesAhead, lockStock, takeFromStock } from '../catalogue'

/** One of a benefit's stock, with its code where it comes from the pool. */
export interface Allotment {
  code: ClaimedCode | null
}

export interface Allotted {
  /** In the order asked for; null for those for whom there was none left. */
  allotments: (Allotment | null)[]
  /** Counts what was taken: to be done in the same transaction. */
  count(): Promise<unknown>
}

/** Takes one of each benefit asked for from its stock, under the lock of the stock, first come first served. */
export async function allotStock(
  tx: Tx,
  programmeId: string,
  { benefits, now }: { benefits: readonly Benefit[]; now: Date },
): Promise<Allotted> {
  const asked = countsOf(benefits)
  const isPooled = ({ benefit }: { benefit: Benefit }) => benefit.source === null
  const guesses = [...asked.values()].filter(isPooled).map(({ benefit, count }) => {
    return { benefitId: benefit.id, count, lastSeq: benefit.lastSeq }
  })
  // One trip: the stock is locked first, and the codes behind where it was read to stand are read after that.
  const [locked, codesOf] = await Promise.all([
    lockStock(tx, programmeId, [...asked.keys()].sort()),
    codesAhead(tx, programmeId, { wants: guesses, now }),
  ])
  const shares = [...asked.values()].map(({ benefit, count }) => {
    const stock = locked.get(benefit.id) ?? { stock: 0, issued: 0, lastSeq: 0 }
    const left = remainingAt({ ...stock, releases: benefit.releases }, now)
    return { benefit, count: Math.min(count, left), ...stock }
  })
  const wants = shares
    .filter((share) => isPooled(share) && share.count > 0)
    .map(({ benefit, count, lastSeq }) => ({ benefitId: benefit.id, count, lastSeq }))
  const codes = await codesOf(wants)
  const given = new Map(shares.map(({ benefit, count }) => [benefit.id, shareOf(benefit, { count, codes })]))
  const allotments = benefits.map(({ id }) => given.get(id)?.next() ?? null)
  const counting = shares.map(({ benefit, lastSeq, stock }) => {
    const { count, lastCode } = given.get(benefit.id) as Share
    const taken = { count, stock, lastSeq: lastCode?.seq ?? lastSeq, releases: benefit.releases, now }
    return count === 0 ? null : { key: { programmeId, benefitId: benefit.id }, taken }
  })
  return {
    allotments,
    count: () => Promise.all(counting.map((one) => one && takeFromStock(tx, one.key, one.taken))),
  }
}

function countsOf(benefits: readonly Benefit[]): Map<string, { benefit: Benefit; count: number }> {
  const counts = new Map<string, { benefit: Benefit; count: number }>()
  for (const benefit of benefits) {
    const known = counts.get(benefit.id)
    if (known) known.count += 1
    else counts.set(benefit.id, { benefit, count: 1 })
  }
  return counts
}

interface Share {
  count: number
  lastCode: ClaimedCode | null
  next(): Allotment | null
}

/** What there is of one benefit, handed out one by one; where the pool ran out, less than the stock says. */
function shareOf(
  { id, source }: Benefit,
  { count, codes }: { count: number; codes: ReadonlyMap<string, ClaimedCode[]> },
): Share {
  const pool = source === null ? (codes.get(id) ?? []).slice(0, count) : null
  const total = pool ? pool.length : count
  let handedOut = 0
  return {
    count: total,
    lastCode: pool?.at(-1) ?? null,
    next() {
      if (handedOut === total) return null
      handedOut += 1
      return { code: pool?.[handedOut - 1] ?? null }
    },
  }
}
