/** Runs one piece of work at a time, in the order of asking. */
export class Mutex {
  private tail: Promise<unknown> = Promise.resolve()

  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.tail.then(work)
    // The next in the queue runs whether or not this one failed; the failure itself goes to who asked.
    this.tail = result.catch(() => undefined)
    return result
  }
}
