import type { Release, Stock } from '../../../shared/values/stock'

/**
 * What may be issued of a benefit whose codes are fewer than they were: no more than there are codes for, and never less than
 * was issued. Portions that wait shrink with it, the last one first, so that nobody is promised what will not come.
 * @param free how many codes may still be given out
 */
export function stockWithin(
  { stock, issued, releases }: Stock,
  { free, now }: { free: number; now: Date },
): Pick<Stock, 'stock' | 'releases'> {
  const left = Math.max(issued, Math.min(stock, issued + free))
  return { stock: left, releases: portionsWithin(releases, { most: left - issued, now }) }
}

function portionsWithin(releases: readonly Release[], { most, now }: { most: number; now: Date }): Release[] {
  let room = most
  return releases.flatMap((release) => {
    if (release.at <= now) return [release]
    const stock = Math.min(release.stock, room)
    room -= stock
    return stock > 0 ? [{ ...release, stock }] : []
  })
}
