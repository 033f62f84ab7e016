/** Does something so that how long it takes tells nothing of how it ended. */
export type EvenTime = <Answer>(act: () => Promise<Answer>) => Promise<Answer>

interface Clock {
  /** Milliseconds of a clock that only goes forward. */
  elapsed: () => number
  wait: (milliseconds: number) => Promise<void>
}

/**
 * Answers, well or badly, at a full step after it was asked: at the first that is not past. As long as what is done stays below
 * one step, everything takes the same time; what takes longer shows no more than in which step it ended.
 */
export function evenTime(stepMs: number, { elapsed, wait }: Clock): EvenTime {
  return async (act) => {
    const began = elapsed()
    try {
      return await act()
    } finally {
      const taken = elapsed() - began
      await wait(Math.max(1, Math.ceil(taken / stepMs)) * stepMs - taken)
    }
  }
}
