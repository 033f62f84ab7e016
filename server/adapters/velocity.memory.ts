import type { Velocity, VelocityCount } from '../ports/velocity'

const tenMinutesMs = 600_000
const hourMs = 3_600_000

/** Some 200 bytes each. */
const namesAtMost = 200_000

/** Of ten minutes and then of an hour: the fixed window's number, how many are in it, and how many were in the one before. */
export type Windows = readonly [number, number, number, number, number, number]

/** The numbers of the fixed windows in which a moment is. */
export function windowsAt(at: number): readonly [tenMinutes: number, hour: number] {
  return [Math.floor(at / tenMinutesMs), Math.floor(at / hourMs)]
}

/** How many there were before this one, by what somebody else counted with this one in it. */
export function countedBefore([tenMinutes, in10, before10, hour, in60, before60]: Windows, at: number): VelocityCount {
  return {
    tenMinutes: in10 - 1 + reaching(before10, tenMinutes + 1 - at / tenMinutesMs),
    hour: in60 - 1 + reaching(before60, hour + 1 - at / hourMs),
  }
}

export interface VelocityInMemory extends Velocity {
  /** Keeps what was counted elsewhere, where that is more. */
  learn(name: string, said: Windows): void
}

/**
 * Counts in the memory of this process: with several processes, each knows of its own attempts only, so that a rule applies
 * so much later, unless they share their counts.
 */
export function velocityInMemory({ atMost = namesAtMost }: { atMost?: number } = {}): VelocityInMemory {
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
    learn: (name, said) => seen.get(name)?.learn(said),
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
    const [tenMinutes, hour] = windowsAt(at)
    if (tenMinutes !== this.tenMinutes) {
      this.beforeTenMinutes = tenMinutes === this.tenMinutes + 1 ? this.inTenMinutes : 0
      this.inTenMinutes = 0
      this.tenMinutes = tenMinutes
    }
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

  learn([tenMinutes, in10, before10, hour, in60, before60]: Windows): void {
    if (tenMinutes === this.tenMinutes) {
      this.inTenMinutes = Math.max(this.inTenMinutes, in10)
      this.beforeTenMinutes = Math.max(this.beforeTenMinutes, before10)
    }
    if (hour === this.hour) {
      this.inHour = Math.max(this.inHour, in60)
      this.beforeHour = Math.max(this.beforeHour, before60)
    }
  }
}

/** The part is never more than all of them, though another process's clock may be ahead by a window. */
function reaching(before: number, part: number): number {
  return before === 0 ? 0 : Math.floor(before * Math.min(1, Math.max(0, part)))
}
