import fc from 'fast-check'
import {
  addDays,
  addMonths,
  type BusinessDay,
  businessDay,
  businessDayOf,
  daysBetween,
  endOfMonth,
  isBusinessDay,
  monthOf,
  startOfDay,
} from './businessDay'

const someDay = fc
  .integer({ min: Date.parse('1992-01-01T00:00:00Z'), max: Date.parse('2099-12-31T00:00:00Z') })
  .map((at) => businessDayOf(new Date(at)))

test.each(['2026-11-22', '2024-02-29', '2000-02-29', '1999-12-31'])('%s is a day', (text) => {
  expect(businessDay(text)).toBe(text)
})

test.each([
  '2026-02-29',
  '2100-02-29',
  '2026-04-31',
  '2026-13-01',
  '2026-00-10',
  '2026-1-1',
  '20261122',
  '',
  ' 2026-11-22',
])('%j is none', (text) => {
  expect(isBusinessDay(text)).toBe(false)
  expect(() => businessDay(text)).toThrow(new RangeError(`a business day is YYYY-MM-DD, got ${text}`))
})

test.each([
  ['the last millisecond of a day', '2026-11-22T23:59:59.999+08:00', '2026-11-22'],
  ['the first instant of the next', '2026-11-23T00:00:00.000+08:00', '2026-11-23'],
  ['an evening in UTC, which is the next day in Shanghai', '2026-11-22T16:00:00.000Z', '2026-11-23'],
  ['the last millisecond of a month', '2026-11-30T23:59:59.999+08:00', '2026-11-30'],
  ['the first of the next', '2026-11-30T16:00:00.000Z', '2026-12-01'],
  ['the last millisecond of a year', '2026-12-31T23:59:59.999+08:00', '2026-12-31'],
  ['the end of a leap February', '2024-02-29T23:59:59.999+08:00', '2024-02-29'],
])('%s falls on its Shanghai day', (_, instant, day) => {
  expect(businessDayOf(new Date(instant))).toBe(day)
})

test('a day begins at midnight in Shanghai, and the millisecond before belongs to the day before', () => {
  fc.assert(
    fc.property(someDay, (day) => {
      const start = startOfDay(day)
      const before = new Date(start.getTime() - 1)
      return businessDayOf(start) === day && businessDayOf(before) === addDays(day, -1)
    }),
  )
  expect(startOfDay(businessDay('2026-11-23')).toISOString()).toBe('2026-11-22T16:00:00.000Z')
})

test.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2024-02-28', 1, '2024-02-29'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2026-01-01', -1, '2025-12-31'],
  ['2026-11-22', 0, '2026-11-22'],
])('%s and %i days is %s', (day, days, sum) => {
  expect(addDays(businessDay(day), days)).toBe(sum)
})

test('days added are the days between, and days sort as their text does', () => {
  fc.assert(
    fc.property(someDay, fc.integer({ min: -4000, max: 4000 }), (from, days) => {
      const to = addDays(from, days)
      expect(daysBetween({ from, to })).toBe(days)
      expect(Math.sign(days)).toBe(to > from ? 1 : to < from ? -1 : 0)
    }),
  )
})

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2024-01-31', 1, '2024-02-29'],
  ['2026-10-31', 1, '2026-11-30'],
  ['2026-11-22', 24, '2028-11-22'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2026-12-15', 1, '2027-01-15'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-01-15', -1, '2025-12-15'],
  ['2026-01-31', -12, '2025-01-31'],
])('%s and %i months is %s', (day, months, sum) => {
  expect(addMonths(businessDay(day), months)).toBe(sum)
})

test.each([
  ['2026-11-01', '2026-11-30'],
  ['2026-12-31', '2026-12-31'],
  ['2024-02-10', '2024-02-29'],
  ['2025-02-10', '2025-02-28'],
])('the month of %s ends on %s', (day, end) => {
  expect(endOfMonth(businessDay(day))).toBe(end)
})

test('the day after the end of a month is the first of another', () => {
  const isFirst = (day: BusinessDay) => day.endsWith('-01')
  fc.assert(
    fc.property(someDay, (day) => {
      const end = endOfMonth(day)
      return end >= day && monthOf(end) === monthOf(day) && isFirst(addDays(end, 1))
    }),
  )
})

test('the month of a day', () => {
  expect(monthOf(businessDay('2026-11-22'))).toBe('2026-11')
})
