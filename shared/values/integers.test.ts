import fc from 'fast-check'
import { floorDiv, wholeNumber } from './integers'

test.each<[number | string | bigint, number]>([
  [0, 0],
  [-7, -7],
  ['1200', 1200],
  [1200n, 1200],
  [Number.MAX_SAFE_INTEGER, 9007199254740991],
  ['-9007199254740991', -9007199254740991],
])('takes %p as %p', (value, number) => {
  expect(wholeNumber(value, 'a count')).toBe(number)
})

test.each<[number | string | bigint]>([
  [0.5],
  [Number.NaN],
  [Number.POSITIVE_INFINITY],
  [2 ** 53],
  ['9007199254740993'],
  [9007199254740993n],
  ['12a'],
  ['1.5'],
])('refuses %p and names what it was meant to be', (value) => {
  expect(() => wholeNumber(value, 'a count')).toThrow(new RangeError(`a count must be a whole number, got ${value}`))
})

test.each<[bigint, bigint, number]>([
  [7n, 2n, 3],
  [-7n, 2n, -4],
  [-8n, 2n, -4],
  [0n, 5n, 0],
  [9_999n, 10_000n, 0],
  [123_456_789_012_345_678n, 10_000n, 12_345_678_901_234],
])('%p over %p is %p, rounded down', (numerator, denominator, quotient) => {
  expect(floorDiv(numerator, denominator)).toBe(quotient)
})

test('rounding down leaves a rest from 0 to below the denominator', () => {
  const part = fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n })
  fc.assert(
    fc.property(part, fc.bigInt({ min: 1_000n, max: 2n ** 40n }), (numerator, denominator) => {
      const rest = numerator - BigInt(floorDiv(numerator, denominator)) * denominator
      return rest >= 0n && rest < denominator
    }),
  )
})

test.each([0n, -1n])('refuses the denominator %p', (denominator) => {
  expect(() => floorDiv(1n, denominator)).toThrow('a division needs a positive denominator')
})

test('refuses a quotient that is too big to be exact', () => {
  expect(() => floorDiv(2n ** 60n, 1n)).toThrow('a quotient must be a whole number')
})
