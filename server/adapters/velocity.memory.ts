import type { Velocity, VelocityCount } from '../ports/velocity'

const tenMinutesMs = 600_000
const hourMs = 3_600_000

/** Some 200 bytes each. */
const namesAtMost = 200_000

/**
 * Counts in the memory of this process: with several processes, each knows of its own attempts only, so that a rule applies
 * so much later.
 */
export function velocityInMemory({ atMost = namesAtMost }: { atMost?: number } = {}): Velocity {
  const seen = new Map<string, Counted>()
  const countOne = (name: string, at: number): VelocityCount => {
    const known = seen.get(name)
    if (known) return known.count(at)
    if (seen.size >= atMost) forgetOldest(seen)
    const counted = new Counted()
    seen.set(name, counted)
    return counted.count(at)
  }
  return {
    async count(names, now) {
      const at = now.getTime()
      return names.map((name) => countOne(name, at))
    },
  }
}

/** Those that have been there longest: whoever comes again and again is back at once, and misses a few counts. */
function forgetOldest(seen: Map<string, unknown>): void {
  let left = Math.ceil(seen.size / 10)
  for (const name of seen.keys()) {
    if (left-- === 0) break
    seen.delete(name)
  }
}

/**
 * Two sliding windows, each made of two fixed ones: of the one before counts the part that the window still reaches into. They
 * are in one object, and fixed windows go by their number, which is small: there are several of these for each attempt.
 */
class Counted {
  private tenMinutes = 0
  private inTenMinutes = 0
  private beforeTenMinutes = 0
  private hour = 0
  private inHour = 0
  private beforeHour = 0

  /** Counts one; answers how many there were before it. */
  count(at: number): VelocityCount {
    const tenMinutes = Math.floor(at / tenMinutesMs)
    if (tenMinutes !== this.tenMinutes) {
      this.beforeTenMinutes = tenMinutes === this.tenMinutes + 1 ? this.inTenMinutes : 0
      this.inTenMinutes = 0
      this.tenMinutes = tenMinutes
    }
    const hour = Math.floor(at / hourMs)
    if (hour !== this.hour) {
      this.beforeHour = hour === this.hour + 1 ? this.inHour : 0
      this.inHour = 0
      this.hour = hour
    }
    const counted = {
      tenMinutes: this.inTenMinutes + reaching(this.beforeTenMinutes, tenMinutes + 1 - at / tenMinutesMs),
      hour: this.inHour + reaching(this.beforeHour, hour + 1 - at / hourMs),
    }
    this.inTenMinutes += 1
    this.inHour += 1
    return counted
  }
}

function reaching(before: number, reach: number): number {
  return before === 0 ? 0 : Math.floor(before * reach)
}
