import { addDays, type BusinessDay, businessDayOf } from '../../../shared/values/businessDay'

/** The latest day that a fact may bear: the bank's clock may be ahead of ours, but not by more than a day. */
export function latestDay(now: Date): BusinessDay {
  return addDays(businessDayOf(now), 1)
}

/** Longer than rules that were read are used again, than the longest posting, and than the clocks of processes differ. */
const rulesInUseMs = 10 * 60_000

/**
 * The first day of which no fact can have been judged by the rules that are known now, nor can be while some process still
 * goes by them: the day after tomorrow, and shortly before midnight the one after that.
 */
export function firstDayUnjudged(now: Date): BusinessDay {
  return addDays(latestDay(new Date(now.getTime() + rulesInUseMs)), 1)
}
