/** A business day in Asia/Shanghai, written YYYY-MM-DD. Days compare as strings. */
export type BusinessDay = string & { readonly unit: 'business day' }

/** Shanghai keeps +08:00 all year, and has since 1991. */
const shanghaiOffsetMs = 8 * 3_600_000
const dayMs = 86_400_000

/** @throws RangeError when the text is not a day of the calendar. */
export function businessDay(text: string): BusinessDay {
  if (!isBusinessDay(text)) throw new RangeError(`a business day is YYYY-MM-DD, got ${text}`)
  return text
}

export function isBusinessDay(text: string): text is BusinessDay {
  return lately(`is ${text}`, () => (isDay(text) ? text : '')) !== ''
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const moment = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text)
}

/** The Shanghai day on which this instant falls. */
export function businessDayOf(instant: Date): BusinessDay {
  const day = Math.floor((instant.getTime() + shanghaiOffsetMs) / dayMs)
  return lately(day, () => new Date(day * dayMs).toISOString().slice(0, 10)) as BusinessDay
}

/** The hour of the Shanghai day, 0 to 23. */
export function shanghaiHour(instant: Date): number {
  return Math.floor(((((instant.getTime() + shanghaiOffsetMs) % dayMs) + dayMs) % dayMs) / 3_600_000)
}

/** The first instant of the day. */
export function startOfDay(day: BusinessDay): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - shanghaiOffsetMs)
}

export function addDays(day: BusinessDay, days: number): BusinessDay {
  return lately(`${day} ${days} d`, () => {
    return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
  }) as BusinessDay
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween({ from, to }: { from: BusinessDay; to: BusinessDay }): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)
}

/** The same day of another month; the last day of that month where it is shorter. */
export function addMonths(day: BusinessDay, months: number): BusinessDay {
  return lately(`${day} ${months} m`, () => {
    const [year, month, date] = day.split('-').map(Number) as [number, number, number]
    const last = new Date(Date.UTC(year, month - 1 + months + 1, 0))
    const target = new Date(Date.UTC(year, month - 1 + months, Math.min(date, last.getUTCDate())))
    return target.toISOString().slice(0, 10)
  }) as BusinessDay
}

export function endOfMonth(day: BusinessDay): BusinessDay {
  return lately(`${day} end`, () => {
    const [year, month] = day.split('-').map(Number) as [number, number]
    return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
  }) as BusinessDay
}

/** "2026-11" of "2026-11-22". */
/** The Monday of its week. */
export function startOfWeek(day: BusinessDay): BusinessDay {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}

export function monthOf(day: BusinessDay): string {
  return day.slice(0, 7)
}

/** Days come by the million and are few: what was worked out lately is not worked out again. */
const worked = new Map<string | number, string>()
const workedAtMost = 20_000

function lately(question: string | number, work: () => string): string {
  const known = worked.get(question)
  if (known !== undefined) return known
  const answer = work()
  if (worked.size >= workedAtMost) worked.clear()
  worked.set(question, answer)
  return answer
}
