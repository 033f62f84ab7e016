import type { Reader } from '../../db/database'
import { bookQueries, bookTotals, breachesOf } from './verifyBooks.store'

/** One thing that was checked, with at most 20 breaches of it. */
export interface LedgerCheck {
  name: string
  meaning: string
  ok: boolean
  breaches: { subject: string; found: number }[]
}

/** Proves the books from the rows alone: legs sum to zero, lots = balance = entries, for everyone. */
export async function verifyBooks(reader: Reader): Promise<{ checks: LedgerCheck[]; totals: Record<string, number> }> {
  const checks: LedgerCheck[] = []
  for (const query of bookQueries) {
    const breaches = await breachesOf(reader, query)
    checks.push({ name: query.name, meaning: query.meaning, ok: breaches.length === 0, breaches })
  }
  return { checks, totals: await bookTotals(reader) }
}
