import { businessDay } from '../../../shared/values/businessDay'
import { rangeIn } from './range'

const today = businessDay('2026-11-22')
const range = (search: string) => rangeIn(new URLSearchParams(search), today)

test.each([
  ['', '2026-10-24', '2026-11-22', 30, false],
  ['days=7', '2026-11-16', '2026-11-22', 7, false],
  ['days=90', '2026-08-25', '2026-11-22', 90, false],
  ['days=5', '2026-10-24', '2026-11-22', 30, false],
  ['from=2026-01-01&until=2026-01-31', '2026-01-01', '2026-01-31', null, false],
  ['from=2026-01-31&until=2026-01-01', '2026-01-31', '2026-01-01', null, true],
  ['from=2024-01-01&until=2026-01-01', '2024-01-01', '2026-01-01', null, true],
  ['from=2026-02-30&until=2026-03-01', '2026-10-24', '2026-11-22', 30, false],
])('%j is %s to %s', (search, ...[from, until, days, isWrong]) => {
  expect(range(search)).toEqual({ from, until, days, isWrong })
})
