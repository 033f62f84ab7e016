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

/** What is asked for, in the order in which it was. */
export interface Asked {
  benefits: readonly Benefit[]
  /** For which of them one is kept without a code, by their places: they get it later, or never. */
  reserving?: ReadonlySet<number>
  now: Date
}

/** Takes one of each benefit asked for from its stock, under the lock of the stock, first come first served. */
export async function allotStock(
  tx: Tx,
  programmeId: string,
  { benefits, reserving = new Set(), now }: Asked,
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
  const allotments = benefits.map(({ id }, at) => given.get(id)?.next(reserving.has(at)) ?? null)
  const counting = shares.map(({ benefit, lastSeq, stock }) => {
    const { count, reserved, lastCode } = given.get(benefit.id) as Share
    const taken = { count, reserved, stock, lastSeq: lastCode?.seq ?? lastSeq, releases: benefit.releases, now }
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

/** What there is of one benefit, and what of it was handed out by now. */
interface Share {
  readonly count: number
  readonly reserved: number
  readonly lastCode: ClaimedCode | null
  /** With a code, where it has codes, unless one is only reserved. */
  next(isReserved: boolean): Allotment | null
}

/** Handed out one by one; where the pool ran out, less than the stock says. */
function shareOf(
  { id, source }: Benefit,
  { count, codes }: { count: number; codes: ReadonlyMap<string, ClaimedCode[]> },
): Share {
  const pool = source === null ? (codes.get(id) ?? []).slice(0, count) : null
  const total = pool ? pool.length : count
  let withCode = 0
  let reserved = 0
  return {
    get count() {
      return withCode + reserved
    },
    get reserved() {
      return pool ? reserved : 0
    },
    get lastCode() {
      return pool?.[withCode - 1] ?? null
    },
    next(isReserved) {
      if (withCode + reserved === total) return null
      if (isReserved) reserved += 1
      else withCode += 1
      return { code: isReserved ? null : (pool?.[withCode - 1] ?? null) }
    },
  }
}
