import type { StockWorry } from '../../../shared/contract/stock'

/** Long enough to order new codes before the old ones end. */
const soonDays = 30
const dayMs = 86_400_000

interface Held {
  left: { inAll: number }
  isLow: boolean
  freeCodes: readonly { validUntil: Date | null }[]
}

/** What an operator should look after: nothing left, little left, or codes that end within 30 days. */
export function worriesOf({ left, isLow, freeCodes }: Held, now: Date): StockWorry[] {
  const worries: StockWorry[] = []
  if (left.inAll === 0) worries.push('out')
  else if (isLow) worries.push('low')
  const soon = now.getTime() + soonDays * dayMs
  if (freeCodes.some(({ validUntil }) => validUntil !== null && validUntil.getTime() <= soon)) worries.push('expiring')
  return worries
}
