import { Refused } from '../../../http/refused'

/** Files are read one after another, so that they take one core at most. */
export interface ImportLine {
  /** @throws Refused busy_try_later when too many wait already */
  run<T>(work: () => Promise<T>): Promise<T>
}

const mostWaiting = 8

export function importLine(): ImportLine {
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()
  return {
    run(work) {
      if (waiting >= mostWaiting) return Promise.reject(new Refused('busy_try_later', { retryAfterSeconds: 10 }))
      waiting++
      const done = last.then(work).finally(() => waiting--)
      last = done.catch(() => undefined)
      return done
    },
  }
}
