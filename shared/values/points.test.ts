import fc from 'fast-check'
import { formatPoints, noPoints, points, sumPoints } from './points'

test('takes whole numbers from 0, also as a table gives them', () => {
  expect([points(0), points('1200'), points(5n)]).toEqual([0, 1200, 5])
})

test.each([
  [-1, 'points cannot be negative, got -1'],
  ['-3', 'points cannot be negative, got -3'],
  [0.1, 'points must be a whole number, got 0.1'],
  [2 ** 53, 'points must be a whole number, got 9007199254740992'],
])('refuses %p', (value, message) => {
  expect(() => points(value)).toThrow(new RangeError(message))
})

test('sums, and nothing sums to none', () => {
  expect(sumPoints([points(3), points(4)])).toBe(7)
  expect(sumPoints([])).toBe(noPoints)
})

test('refuses a sum that is too big to be exact', () => {
  expect(() => sumPoints([points(Number.MAX_SAFE_INTEGER), points(1)])).toThrow('points must be a whole number')
})

test('the order of the parts does not change the sum', () => {
  const parts = fc.array(fc.nat().map(points))
  fc.assert(fc.property(parts, (all) => sumPoints(all) === sumPoints([...all].reverse())))
})

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1234567, '1,234,567'],
  [-12345, '-12,345'],
])('shows %p as %p', (value, text) => {
  expect(formatPoints(value)).toBe(text)
})
