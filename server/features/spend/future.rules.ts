import { addDays, type BusinessDay, businessDayOf } from '../../../shared/values/businessDay'

/**
 * Tells of facts whether the card was used later than the latest day that a fact may bear, whichever way they come: clocks
 * differ by minutes, and what lies beyond is a mistake that would sit on top of every statement.
 */
export function usedAfter(latest: BusinessDay): (fact: { occurred_at: string }) => boolean {
  // A day as it is written, in whatever offset, is at most two behind that of Shanghai; older facts come by the million.
  const surelyBefore = addDays(latest, -2)
  return ({ occurred_at }) =>
    occurred_at.slice(0, surelyBefore.length) > surelyBefore && businessDayOf(new Date(occurred_at)) > latest
}
