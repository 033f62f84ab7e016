import { addDays, addMonths, type BusinessDay } from '../../../shared/values/businessDay'
import type { Points } from '../../../shared/values/points'
import type { Lot, Move } from './lot'
import { takeForRedemption } from './lots.rules'

/** A slip of the hand in a year must not make points that live for ever. */
const farthestMonths = 120

/** Whether operators may give points this last day: not in the past, not before the present one, and within ten years. */
export function isLastDay(day: BusinessDay, { from, today }: { from: BusinessDay; today: BusinessDay }): boolean {
  return day >= today && day >= from && day <= addMonths(today, farthestMonths)
}

/** Whether there is something in the lot that can still be used, so that another last day makes a difference. */
export function isLive(lot: Lot, today: BusinessDay): boolean {
  return lot.expiresOn >= today && lot.pending + lot.available + lot.held > 0
}

/**
 * Takes points by hand, lot after lot in the order of use. They count as taken back, and not as returned to the issuer,
 * since a lot that had earned less than its purchase would be filled up again by the next fact.
 * @returns null when the lots hold less
 */
export function takeByHand(lots: readonly Lot[], amount: Points, today: BusinessDay): Move[] | null {
  return takeForRedemption(lots, amount, today)?.map((move) => ({ ...move, to: 'clawed_back' })) ?? null
}

/** The last day on which expired points of the lot can be reinstated; null where nothing has expired. */
export function reinstatableUntil(lot: Lot, reinstatementDays: number): BusinessDay | null {
  return lot.expired > 0 ? addDays(lot.expiresOn, reinstatementDays) : null
}
