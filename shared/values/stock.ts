/** A portion of the stock that comes at a set time. */
export interface Release {
  at: Date
  stock: number
}

/** What of a benefit's stock may be issued, and what has been. */
export interface Stock {
  /** In all, portions that have not come yet among it. */
  stock: number
  issued: number
  /** Portions that come later, the earliest first; what they do not name is there from the start. */
  releases: readonly Release[]
}

/** How many may have been issued by now. */
export function releasedBy({ stock, releases }: Pick<Stock, 'stock' | 'releases'>, now: Date): number {
  const waiting = releases.reduce((sum, { at, stock: portion }) => (at > now ? sum + portion : sum), 0)
  return Math.max(0, stock - waiting)
}

/** What is left now. */
export function remainingAt(stock: Stock, now: Date): number {
  return Math.max(0, releasedBy(stock, now) - stock.issued)
}

/** The portion that comes next, or null. */
export function nextRelease({ releases }: Pick<Stock, 'releases'>, now: Date): Release | null {
  return releases.find(({ at }) => at > now) ?? null
}
