import { RateLimiterMemory } from 'rate-limiter-flexible'

/** One counter, and for how many seconds it counts from its first try on. */
export interface Place {
  key: string
  seconds: number
}

export interface Standing {
  count: number
  /** Until the counter begins anew. */
  leftMs: number
}

/** Counters that begin anew when their time is over. */
export interface Counters {
  /** Counts one more, and answers how many that makes. */
  add(place: Place): Promise<Standing>
  takeBack(place: Place): Promise<void>
  read(place: Place): Promise<Standing>
  /** Sets the count, from now on for the seconds of the place. */
  put(place: Place, count: number): Promise<void>
  /** Makes the count at least this high. */
  raise(place: Place, standing: Standing): Promise<void>
}

/** The count of a key that is closed: so high that nothing that is taken back opens it. */
export const closedCount = 1_000_000_000
export const isClosed = ({ count }: Standing) => count > closedCount / 2

/** In this process, without a bound other than time: the widest rules bound how many keys there can be. */
export function countersInMemory(): Counters {
  // The limits themselves are judged by whoever asks; the library keeps counts and times.
  const kept = new RateLimiterMemory({ points: closedCount, duration: 1, keyPrefix: '' })
  const read = async ({ key }: Place) => {
    const found = await kept.get(key)
    return found && found.msBeforeNext > 0 ? { count: found.consumedPoints, leftMs: found.msBeforeNext } : nothing
  }
  return {
    read,
    async add({ key, seconds }) {
      const { consumedPoints, msBeforeNext } = await kept.penalty(key, 1, { customDuration: seconds })
      return { count: consumedPoints, leftMs: msBeforeNext }
    },
    async takeBack(place) {
      if ((await read(place)).count > 0) await kept.reward(place.key)
    },
    async put({ key, seconds }, count) {
      await kept.set(key, count, seconds)
    },
    async raise(place, { count, leftMs }) {
      if (leftMs > 0 && count > (await read(place)).count) await kept.set(place.key, count, leftMs / 1000)
    },
  }
}

const nothing: Standing = { count: 0, leftMs: 0 }
