import { mostDays } from '../../../shared/contract/insights'
import { addDays, type BusinessDay, daysBetween, isBusinessDay } from '../../../shared/values/businessDay'

/** The ranges that are asked for most. */
export const usualDays = [7, 30, 90] as const

export interface Range {
  from: BusinessDay
  until: BusinessDay
  /** One of the usual ones; null for days that were chosen. */
  days: number | null
  /** Such a range is not asked for. */
  isWrong: boolean
}

export function rangeIn(search: URLSearchParams, today: BusinessDay): Range {
  const [from = '', until = ''] = [search.get('from') ?? '', search.get('until') ?? '']
  if (isBusinessDay(from) && isBusinessDay(until)) {
    const length = daysBetween({ from, to: until })
    return { from, until, days: null, isWrong: length < 0 || length >= mostDays }
  }
  const days = usualDays.find((one) => String(one) === search.get('days')) ?? 30
  return { from: addDays(today, 1 - days), until: today, days, isWrong: false }
}
