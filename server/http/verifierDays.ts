import { businessDayOf } from '../../shared/values/businessDay'
import type { Database } from '../db/database'
import { addVerifierDays, keyOf, type VerifierDay } from './verifierDays.store'

/** One attempt that came to a verifier, or was kept from it. */
export type AtVerifier = Pick<VerifierDay, 'programmeId' | 'door' | 'lane' | 'regionKind'> & {
  outcome: 'reached' | 'refused'
}

export type NoteAtVerifier = (attempt: AtVerifier) => void

export interface VerifierDays {
  note: NoteAtVerifier
  /** Writes down what was noted; what cannot be written is kept for the next time. */
  flush(): Promise<void>
  /** Writes down the rest, and nothing after that. */
  stop(): Promise<void>
}

interface Parts {
  database: Pick<Database, 'inTransaction'>
  now: () => Date
  everyMs?: number
  failed: (error: unknown) => void
}

/** Adds up in memory and writes sums now and then: the attempt itself never waits for it, and leaves no row of its own. */
export function verifierDaysIn({ database, now, everyMs = 10_000, failed }: Parts): VerifierDays {
  const sums = new Map<string, VerifierDay>()
  let writing = Promise.resolve()
  const add = (day: VerifierDay) => {
    const known = sums.get(keyOf(day)) ?? { ...day, reached: 0, refused: 0 }
    sums.set(keyOf(day), { ...known, reached: known.reached + day.reached, refused: known.refused + day.refused })
  }
  const write = async () => {
    const taken = [...sums.values()]
    sums.clear()
    if (taken.length === 0) return
    await database
      .inTransaction((tx) => addVerifierDays(tx, taken))
      .catch((error: unknown) => {
        for (const day of taken) add(day)
        failed(error)
      })
  }
  const flush = () => {
    writing = writing.then(write)
    return writing
  }
  const timer = setInterval(flush, everyMs).unref()
  return {
    note({ outcome, ...attempt }) {
      const isReached = outcome === 'reached'
      add({ ...attempt, day: businessDayOf(now()), reached: isReached ? 1 : 0, refused: isReached ? 0 : 1 })
    },
    flush,
    async stop() {
      clearInterval(timer)
      await flush()
    },
  }
}
