import { type BusinessDay, businessDayOf, daysBetween } from '../../shared/values/businessDay'
import { type Language, language } from '../wechat/system'

const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "2026年11月25日" or "25 Nov 2026". */
export function formatDay(day: string, inLanguage: Language = language()): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return inLanguage === 'en' ? `${date} ${englishMonths[month - 1]} ${year}` : `${year}年${month}月${date}日`
}

/** "11月25日" or "25 Nov": for lists where the year is said above. */
export function formatDayShort(day: string, inLanguage: Language = language()): string {
  const [, month, date] = day.split('-').map(Number) as [number, number, number]
  return inLanguage === 'en' ? `${date} ${englishMonths[month - 1]}` : `${month}月${date}日`
}

/** Without the year when it is this year's: a date further off must not pass for a near one. */
export function formatDayFrom(today: string, day: string, inLanguage: Language = language()): string {
  const thisYear = day.slice(0, 4) === today.slice(0, 4)
  return thisYear ? formatDayShort(day, inLanguage) : formatDay(day, inLanguage)
}

/** "2026年11月" or "Nov 2026" of "2026-11". */
export function formatMonth(month: string, inLanguage: Language = language()): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return inLanguage === 'en' ? `${englishMonths[number - 1]} ${year}` : `${year}年${number}月`
}

/** The Shanghai day of a moment: benefits begin and end by the clock of the programme, wherever the phone is. */
export function dayOf(instant: string): BusinessDay {
  return businessDayOf(new Date(instant))
}

/** "2026年11月25日 14:05" in Shanghai. */
export function formatMoment(instant: string, inLanguage: Language = language()): string {
  return `${formatDay(dayOf(instant), inLanguage)} ${formatClock(instant)}`
}

/** "14:05" of today, "明天 14:05", or "11月25日 14:05": for what comes soon. A year is named when it is another one. */
export function formatSoon(instant: string, today: Date, inLanguage: Language = language()): string {
  const clock = formatClock(instant)
  const days = daysUntil(instant, today)
  if (days === 0) return clock
  if (days === 1) return `${inLanguage === 'en' ? 'tomorrow' : '明天'} ${clock}`
  return `${formatDayFrom(businessDayOf(today), dayOf(instant), inLanguage)} ${clock}`
}

/** "14:05" in Shanghai. */
export function formatClock(instant: string): string {
  const eightHoursMs = 8 * 3_600_000
  return new Date(Date.parse(instant) + eightHoursMs).toISOString().slice(11, 16)
}

/** Whole days from today until the day of a moment; negative when it has passed. */
export function daysUntil(instant: string, today: Date): number {
  return daysBetween({ from: businessDayOf(today), to: dayOf(instant) })
}
