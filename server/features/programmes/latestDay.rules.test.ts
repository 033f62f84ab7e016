import { firstDayUnjudged, latestDay } from './latestDay.rules'

test.each([
  ['2026-11-22T00:00:00.000+08:00', '2026-11-23', '2026-11-24'],
  ['2026-11-22T23:49:59.999+08:00', '2026-11-23', '2026-11-24'],
  ['2026-11-22T23:50:00.000+08:00', '2026-11-23', '2026-11-25'],
  ['2026-11-22T23:59:59.999+08:00', '2026-11-23', '2026-11-25'],
  ['2026-11-23T00:00:00.000+08:00', '2026-11-24', '2026-11-25'],
])('at %s facts are taken up to %s, and a version begins on %s at the earliest', (moment, latest, first) => {
  expect(latestDay(new Date(moment))).toBe(latest)
  expect(firstDayUnjudged(new Date(moment))).toBe(first)
})
