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
  const seen = new Map<string, { tenMinutes: Window; hour: Window }>()
  const countOne = (name: string, at: number): VelocityCount => {
    const known = seen.get(name)
    const windows = known ?? { tenMinutes: new Window(tenMinutesMs), hour: new Window(hourMs) }
    if (!known) {
      if (seen.size >= atMost) forgetOldest(seen)
      seen.set(name, windows)
    }
    return { tenMinutes: windows.tenMinutes.count(at), hour: windows.hour.count(at) }
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

/** A sliding window of two fixed ones: of the one before counts the part that the window still reaches into. */
class Window {
  private start = 0
  private current = 0
  private before = 0

  constructor(private readonly length: number) {}

  /** Counts one; answers how many there were before it. */
  count(at: number): number {
    const start = at - (at % this.length)
    if (start !== this.start) {
      this.before = start === this.start + this.length ? this.current : 0
      this.current = 0
      this.start = start
    }
    const reach = 1 - (at - start) / this.length
    const counted = this.current + Math.floor(this.before * reach)
    this.current += 1
    return counted
  }
}
