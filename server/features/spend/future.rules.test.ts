import { businessDay } from '../../../shared/values/businessDay'
import { usedAfter } from './future.rules'

const isLate = usedAfter(businessDay('2026-11-23'))

test.each([
  ['2026-11-23T23:59:59.999+08:00', false],
  ['2026-11-24T00:00:00.000+08:00', true],
  ['2026-11-23T15:59:59Z', false],
  ['2026-11-23T16:00:00Z', true],
  ['2026-11-24T00:00:00+14:00', false],
  ['2026-11-22T16:00:00-23:59', false],
  ['2026-11-22T16:01:00-23:59', true],
  ['2026-11-21T23:59:59-23:59', false],
  ['2017-05-23T08:00:35.628+08:00', false],
  ['2999-01-01T00:00:00Z', true],
])('with the latest day of 2026-11-23, %s is later: %s', (occurred_at, late) => {
  expect(isLate({ occurred_at })).toBe(late)
})
