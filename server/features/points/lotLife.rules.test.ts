import fc from 'fast-check'
import type { ExpiryPolicy } from '../../../shared/contract/points'
import { addDays, addMonths, businessDay, businessDayOf } from '../../../shared/values/businessDay'
import { lifeOf } from './lotLife.rules'

const day = businessDay
const rolling = (months: number): ExpiryPolicy => ({ kind: 'rolling_months', months })
const yearly = (month: number, dayOfMonth: number, minimumMonths: number): ExpiryPolicy => ({
  kind: 'yearly',
  month,
  day: dayOfMonth,
  minimumMonths,
})

// These are the rows of the same days in docs/points.md, "Settings and their versions": change both together.
test.each([
  ['2026-11-20', rolling(24), '2028-11-30'],
  ['2026-01-31', rolling(1), '2026-02-28'],
  ['2024-02-29', rolling(12), '2025-02-28'],
  ['2023-02-28', rolling(12), '2024-02-29'],
  ['2026-11-30', rolling(24), '2028-11-30'],
  ['2026-12-01', rolling(24), '2028-12-31'],
  ['2026-03-10', yearly(12, 31, 12), '2027-12-31'],
  ['2026-12-31', yearly(12, 31, 12), '2027-12-31'],
  ['2027-01-01', yearly(12, 31, 12), '2028-12-31'],
  ['2026-06-30', yearly(6, 30, 0), '2026-06-30'],
  ['2026-07-01', yearly(6, 30, 0), '2027-06-30'],
  ['2026-03-01', yearly(2, 29, 12), '2028-02-29'],
  ['2024-02-29', yearly(2, 29, 12), '2025-02-28'],
  ['2026-02-28', yearly(2, 29, 12), '2027-02-28'],
])('posted on %s under %j the last day is %s', (postedOn, expiry, last) => {
  expect(lifeOf(day(postedOn), { daysUntilAvailable: 7, expiry })).toEqual({
    availableOn: addDays(day(postedOn), 7),
    expiresOn: last,
  })
})

test('the day of a purchase is that of Shanghai: the last millisecond of a month still belongs to it', () => {
  const lastOf = (moment: string) =>
    lifeOf(businessDayOf(new Date(moment)), { daysUntilAvailable: 0, expiry: rolling(24) })
  expect(lastOf('2026-11-30T23:59:59.999+08:00')).toEqual({ availableOn: '2026-11-30', expiresOn: '2028-11-30' })
  expect(lastOf('2026-12-01T00:00:00.000+08:00')).toEqual({ availableOn: '2026-12-01', expiresOn: '2028-12-31' })
})

test('points live at least the months that are promised, a later purchase never less long than an earlier one', () => {
  const someDay = fc.nat(20_000).map((days) => addDays(day('2000-01-01'), days))
  const someExpiry = fc.oneof(
    fc.integer({ min: 1, max: 60 }).map(rolling),
    fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }), fc.integer({ min: 0, max: 36 }))
      .map(([month, dayOfMonth, minimum]) => yearly(month, dayOfMonth, minimum)),
  )
  fc.assert(
    fc.property(someDay, fc.nat(800), someExpiry, (postedOn, later, expiry) => {
      const { expiresOn } = lifeOf(postedOn, { daysUntilAvailable: 0, expiry })
      const months = expiry.kind === 'yearly' ? expiry.minimumMonths : expiry.months
      expect(expiresOn >= addMonths(postedOn, months)).toBe(true)
      if (expiry.kind === 'yearly') expect(expiresOn < addMonths(postedOn, months + 13)).toBe(true)
      const next = lifeOf(addDays(postedOn, later), { daysUntilAvailable: 0, expiry })
      expect(next.expiresOn >= expiresOn).toBe(true)
    }),
  )
})
