import { setTimeout as pause } from 'node:timers/promises'

const patienceMs = 5_000

/** What a tap leads to crosses between two threads, so it is there a moment later. */
export async function becomes<T>(look: () => Promise<T>, wanted: T): Promise<void> {
  const end = Date.now() + patienceMs
  let seen = await look()
  while (!Object.is(seen, wanted) && Date.now() < end) {
    await pause(50)
    seen = await look()
  }
  expect(seen).toBe(wanted)
}
