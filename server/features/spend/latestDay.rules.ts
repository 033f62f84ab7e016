import { addDays, type BusinessDay, businessDayOf } from '../../../shared/values/businessDay'

/** The latest day that a fact may bear: the bank's clock may be ahead of ours, but not by more than a day. */
export function latestDay(now: Date): BusinessDay {
  return addDays(businessDayOf(now), 1)
}
