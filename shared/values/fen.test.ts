import fc from 'fast-check'
import { fen, formatFen } from './fen'

test('takes whole numbers from 0, also as a table gives them', () => {
  expect([fen(0), fen('5230'), fen(1n)]).toEqual([0, 5230, 1])
})

test.each([
  [-1, 'an amount cannot be negative, got -1'],
  [52.3, 'fen must be a whole number, got 52.3'],
  ['52.30', 'fen must be a whole number, got 52.30'],
])('refuses %p', (value, message) => {
  expect(() => fen(value)).toThrow(new RangeError(message))
})

test.each([
  [0, '0.00'],
  [5, '0.05'],
  [50, '0.50'],
  [5230, '52.30'],
  [100_000_000, '1000000.00'],
  [-199, '-1.99'],
  [-5, '-0.05'],
])('shows %p fen as %p', (value, text) => {
  expect(formatFen(value)).toBe(text)
})

test('what is shown is the amount, to the fen', () => {
  fc.assert(fc.property(fc.maxSafeInteger(), (value) => BigInt(formatFen(value).replace('.', '')) === BigInt(value)))
})
