const pausesMs = [1_000, 2_000, 3_000, 5_000, 8_000, 13_000, 21_000, 34_000]
const longestMs = 60_000

export interface Follower {
  start(): void
  stop(): void
}

/** Asks again and again with growing pauses, until it is stopped; a new start begins with short ones. */
export function follow(ask: () => Promise<unknown>): Follower {
  let timer: ReturnType<typeof setTimeout> | undefined
  let run = 0
  const stop = () => {
    run++
    clearTimeout(timer)
  }
  const later = (turn: number, mine: number) => {
    const askOnce = () => {
      const goOn = () => {
        if (run === mine) later(turn + 1, mine)
      }
      ask().then(goOn, goOn)
    }
    timer = setTimeout(askOnce, pausesMs[turn] ?? longestMs)
  }
  return {
    start() {
      stop()
      later(0, run)
    },
    stop,
  }
}
