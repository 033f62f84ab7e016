import { addDays, type BusinessDay } from '../../../shared/values/businessDay'
import { type Points, points } from '../../../shared/values/points'
import type { Lot, Move } from './lot'

/** First out: the lot that expires first, then the oldest. */
export function inOrderOfUse(a: Lot, b: Lot): number {
  if (a.expiresOn !== b.expiresOn) return a.expiresOn < b.expiresOn ? -1 : 1
  return a.lotId < b.lotId ? -1 : a.lotId > b.lotId ? 1 : 0
}

/** The day on which a job next has to look at the lot, or null. */
export function dueOn(lot: Pick<Lot, 'pending' | 'available' | 'availableOn' | 'expiresOn'>): BusinessDay | null {
  if (lot.pending > 0) return lot.availableOn <= lot.expiresOn ? lot.availableOn : addDays(lot.expiresOn, 1)
  return lot.available > 0 ? addDays(lot.expiresOn, 1) : null
}

/** What time does to a lot: pending points become available, and what is not used by the last day expires. */
export function ageing(lot: Lot, today: BusinessDay): { settle: Move | null; expire: Move | null } {
  const settles = lot.pending > 0 && lot.availableOn <= today
  const available = points(lot.available + (settles ? lot.pending : 0))
  const expires = available > 0 && lot.expiresOn < today
  const { lotId } = lot
  return {
    settle: settles ? { from: 'pending', to: 'available', amount: lot.pending, lotId } : null,
    expire: expires ? { from: 'available', to: 'expired', amount: available, lotId } : null,
  }
}

/**
 * Takes points for a redemption, lot after lot in the order of use.
 * @returns null when the lots hold less
 */
export function takeForRedemption(lots: readonly Lot[], amount: Points, today: BusinessDay): Move[] | null {
  const moves: Move[] = []
  let missing: number = amount
  for (const lot of [...lots].sort(inOrderOfUse)) {
    if (missing === 0) break
    if (lot.expiresOn < today) continue
    const taken = points(Math.min(missing, lot.available))
    if (taken > 0) moves.push({ from: 'available', to: 'redeemed', amount: taken, lotId: lot.lotId })
    missing -= taken
  }
  return missing === 0 ? moves : null
}

/** Where points that are back in a lot belong today. */
export function placeOf(lot: Lot, today: BusinessDay): 'pending' | 'available' | 'expired' {
  if (lot.expiresOn < today) return 'expired'
  return lot.availableOn <= today ? 'available' : 'pending'
}
