import fc from 'fast-check'
import { roundedDiv } from './rounding.rules'

test.each([
  [149n, 1, 1, 1],
  [150n, 1, 2, 2],
  [151n, 1, 2, 2],
  [250n, 2, 3, 2],
  [251n, 2, 3, 3],
  [350n, 3, 4, 4],
  [50n, 0, 1, 0],
  [0n, 0, 0, 0],
])('%i hundredths: %i down, %i half up, %i half to even', (...[hundredths, down, halfUp, halfEven]) => {
  expect(roundedDiv(hundredths, 100n, 'down')).toBe(down)
  expect(roundedDiv(hundredths, 100n, 'half_up')).toBe(halfUp)
  expect(roundedDiv(hundredths, 100n, 'half_even')).toBe(halfEven)
})

test('no rounding is further off than it may be, and none falls as the amount grows', () => {
  const someNumber = fc.bigInt({ min: 0n, max: 10n ** 15n })
  const someDivisor = fc.bigInt({ min: 1n, max: 10n ** 8n })
  const ways = fc.constantFrom('down', 'half_up', 'half_even')
  fc.assert(
    fc.property(fc.tuple(someNumber, someNumber), someDivisor, ways, ([one, other], divisor, rounding) => {
      const [low, high] = one < other ? [one, other] : [other, one]
      const rounded = BigInt(roundedDiv(low, divisor, rounding))
      const twiceOff = 2n * (rounded * divisor - low)
      const [least, most] = rounding === 'down' ? [-2n * divisor + 1n, 0n] : [-divisor, divisor]
      expect(twiceOff >= least && twiceOff <= most).toBe(true)
      expect(roundedDiv(high, divisor, rounding)).toBeGreaterThanOrEqual(Number(rounded))
    }),
  )
})
