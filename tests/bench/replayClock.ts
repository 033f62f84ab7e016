/** What somebody does: yields the moment of each next thing. */
export type Doing = AsyncGenerator<number, void, undefined>

/**
 * Plays what many do in the order of their moments, one thing after the other, while every clock of this process stands at
 * that moment: windows of a day are windows of a day, and the result does not depend on how fast the machine is.
 */
export async function play(clock: HeldClock, all: readonly Doing[], heard: (done: number) => void): Promise<void> {
  const waiting = new Queue()
  for (const doing of all) waiting.add(await next(doing))
  let done = 0
  for (let first = waiting.take(); first; first = waiting.take()) {
    // No two things at one moment.
    clock.set(Math.max(first.at, clock.now() + 1))
    waiting.add(await next(first.doing))
    if (++done % 5_000 === 0) heard(done)
  }
}

interface Waiting {
  at: number
  doing: Doing
}

async function next(doing: Doing): Promise<Waiting | null> {
  const { value, done } = await doing.next()
  return done ? null : { at: value as number, doing }
}

/** The earliest first. */
class Queue {
  private readonly all: Waiting[] = []

  add(one: Waiting | null): void {
    if (!one) return
    let low = 0
    let high = this.all.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.all[middle]?.at ?? 0) > one.at) low = middle + 1
      else high = middle
    }
    this.all.splice(low, 0, one)
  }

  take(): Waiting | undefined {
    return this.all.pop()
  }
}

const RealDate = Date

export interface HeldClock {
  now(): number
  set(at: number): void
  release(): void
}

/** Server, limits and simulators read the time from `Date`, and all of them run in this process. */
export function holdClock(start: number): HeldClock {
  let held = start
  class HeldDate extends RealDate {
    constructor(...given: unknown[]) {
      super(...((given.length === 0 ? [held] : given) as [number]))
    }
    static override now() {
      return held
    }
    static override [Symbol.hasInstance](value: unknown) {
      return Object.prototype.toString.call(value) === '[object Date]'
    }
  }
  globalThis.Date = HeldDate as DateConstructor
  return {
    now: () => held,
    set: (at: number) => {
      // As every clock here: whole milliseconds.
      held = Math.floor(at)
    },
    release: () => {
      globalThis.Date = RealDate
    },
  }
}
