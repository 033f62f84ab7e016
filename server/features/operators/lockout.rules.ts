const firstMs = 60_000
const longestMs = 24 * 3_600_000

/**
 * So many failures in a row are free: from one network, where whoever mistypes does so; and from everywhere, so that nobody
 * goes on guessing at one login from ever new networks, while a colleague who is at home is not shut out by a few of them.
 */
export const freeFailures = { fromNetwork: 4, fromEverywhere: 20 }

/** Failures that lie further back than this are forgotten. */
export const forgottenAfterMs = 24 * 3_600_000

/** So long a network from which a login got in is known as one of its own. */
export const knownNetworkMs = 30 * 24 * 3_600_000

/** How long a login is closed after so many failures in a row: not at all, then a minute, twice as long each time, a day at most. */
export function lockedForMs(failures: number, free: number): number {
  if (failures <= free) return 0
  return Math.min(longestMs, firstMs * 2 ** (failures - free - 1))
}
