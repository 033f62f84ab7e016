const free = 4
const firstMs = 60_000
const longestMs = 24 * 3_600_000

/** Failures that lie further back than this are forgotten. */
export const forgottenAfterMs = 24 * 3_600_000

/** How long a login is closed after so many failures in a row: not at all, then a minute, twice as long each time, a day at most. */
export function lockedForMs(failures: number): number {
  if (failures <= free) return 0
  return Math.min(longestMs, firstMs * 2 ** (failures - free - 1))
}
