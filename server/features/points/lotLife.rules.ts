import type { ExpiryPolicy } from '../../../shared/contract/points'
import { addDays, addMonths, type BusinessDay, businessDay, endOfMonth } from '../../../shared/values/businessDay'

/**
 * When the points of a purchase can be used: from `availableOn` to `expiresOn`, both included. The terms are those of the
 * day on which the bank posted the purchase.
 */
export function lifeOf(
  postedOn: BusinessDay,
  { daysUntilAvailable, expiry }: { daysUntilAvailable: number; expiry: ExpiryPolicy },
): { availableOn: BusinessDay; expiresOn: BusinessDay } {
  return { availableOn: addDays(postedOn, daysUntilAvailable), expiresOn: lastDayOf(postedOn, expiry) }
}

function lastDayOf(postedOn: BusinessDay, expiry: ExpiryPolicy): BusinessDay {
  if (expiry.kind === 'rolling_months') return endOfMonth(addMonths(postedOn, expiry.months))
  const earliest = addMonths(postedOn, expiry.minimumMonths)
  const year = Number(earliest.slice(0, 4))
  const ofYear = dateIn(year, expiry)
  return ofYear >= earliest ? ofYear : dateIn(year + 1, expiry)
}

/** 29 February is the last day of February where there is none. */
function dateIn(year: number, { month, day }: { month: number; day: number }): BusinessDay {
  const last = endOfMonth(businessDay(`${year}-${String(month).padStart(2, '0')}-01`))
  return businessDay(`${last.slice(0, 8)}${String(Math.min(day, Number(last.slice(8)))).padStart(2, '0')}`)
}
