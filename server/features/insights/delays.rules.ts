/**
 * Delays by steps that grow by a tenth each: days of them can be added up, and any share of all is known to a tenth.
 * `n` holds what took at most 1.1ⁿ ms and more than the step before.
 */
export type Delays = Readonly<Record<string, number>>

const growth = Math.log(1.1)
const longestMs = 30 * 86_400_000

export function stepOf(ms: number): number {
  return Math.max(0, Math.ceil(Math.log(Math.min(Math.max(ms, 1), longestMs)) / growth - 1e-9))
}

export function delaysOf(all: readonly number[]): Delays {
  const delays: Record<string, number> = {}
  for (const ms of all) delays[stepOf(ms)] = (delays[stepOf(ms)] ?? 0) + 1
  return delays
}

export function sumOfDelays(days: readonly Delays[]): Delays {
  const sum: Record<string, number> = {}
  for (const day of days) for (const [step, count] of Object.entries(day)) sum[step] = (sum[step] ?? 0) + count
  return sum
}

/** Within how many milliseconds this share of them came, rounded up to a step; null where there are none. */
export function withinMs(delays: Delays, share: number): number | null {
  const steps = Object.entries(delays)
    .map(([step, count]) => ({ step: Number(step), count }))
    .sort((one, other) => one.step - other.step)
  const wanted = share * steps.reduce((sum, { count }) => sum + count, 0)
  let seen = 0
  for (const { step, count } of steps) {
    seen += count
    if (seen >= wanted) return Math.round(1.1 ** step)
  }
  return null
}
