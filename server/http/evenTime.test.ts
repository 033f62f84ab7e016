import { evenTime } from './evenTime'

/** A clock on which work takes as long as it is told to. */
function heldClock() {
  let at = 5_000.25
  return {
    elapsed: () => at,
    wait: async (milliseconds: number) => {
      expect(milliseconds).toBeGreaterThanOrEqual(0)
      at += milliseconds
    },
    work: (milliseconds: number) => {
      at += milliseconds
    },
  }
}

test.each([
  [0, 800],
  [1, 800],
  [799.9, 800],
  [800, 800],
  [801, 1_600],
  [2_000, 2_400],
])('what takes %d ms is answered after %d, well or badly', async (takes, after) => {
  for (const ends of [() => 'well', () => Promise.reject(new Error('badly'))]) {
    const clock = heldClock()
    const evenly = evenTime(800, clock)
    const began = clock.elapsed()
    const act = async () => {
      clock.work(takes)
      return ends()
    }
    await evenly(act).catch(() => undefined)
    expect(clock.elapsed() - began).toBeCloseTo(after, 6)
  }
})

test('what was answered is answered, and what failed fails', async () => {
  const evenly = evenTime(10, heldClock())
  await expect(evenly(async () => 7)).resolves.toBe(7)
  await expect(evenly(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
})
