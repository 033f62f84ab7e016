/** Where the list behind a figure is, narrowed to what the figure counts. */
export interface Ended {
  from: string
  until: string
  benefit?: string
  supplier?: string
  outcome?: 'delivered' | 'failed'
}

export function endedAddress({ from, until, ...rest }: Ended): string {
  return `/redemptions?${new URLSearchParams({ endedFrom: from, endedUntil: until, ...rest })}`
}

export function daysAddress({ from, until }: { from: string; until: string }): string {
  return `/days?${new URLSearchParams({ daysFrom: from, daysUntil: until })}`
}

/** Orders that have not ended wait in a list of their own. */
export function ordersAddress(narrowing: { supplier: string; state?: 'manual' }): string {
  return `~/console/orders?${new URLSearchParams(narrowing)}`
}

/** Each benefit with its codes by batch. */
export const stockAddress = '~/console/stock'

export function stockOf(benefitId: string): string {
  return `${stockAddress}?${new URLSearchParams({ q: benefitId })}`
}
