import fc from 'fast-check'
import { addDays, businessDay } from '../../../shared/values/businessDay'
import { growthDaysOf, inOrder, peakOf } from './growth.rules'
import { nextTier, type TierStep, tierFor, windowStart } from './tiers.rules'

const table: TierStep[] = [
  { tier: 'basic', threshold: 0 },
  { tier: 'silver', threshold: 1000 },
  { tier: 'gold', threshold: 4000 },
]

test.each([
  ['2026-11-22', '2025-11-23'],
  ['2026-02-28', '2025-03-01'],
  ['2024-02-29', '2023-03-01'],
  ['2026-12-31', '2026-01-01'],
])('the window that ends on %s begins on %s', (day, first) => {
  expect(windowStart(businessDay(day), 12)).toBe(first)
})

test.each([
  [-5, 'basic'],
  [0, 'basic'],
  [999, 'basic'],
  [1000, 'silver'],
  [3999, 'silver'],
  [1_000_000, 'gold'],
])('growth of %d is %s', (growth, tier) => {
  expect(tierFor(growth, table).tier).toBe(tier)
})

test('what is missing to the next tier is said, and nothing is above the top', () => {
  expect(nextTier('basic', { growth: 400, table })).toEqual({ tier: 'silver', threshold: 1000, missing: 600 })
  expect(nextTier('gold', { growth: 9, table })).toBeNull()
})

test('the growth of purchases and their refunds sums to what is left of them, day by day', () => {
  const rule = { growthBasisPoints: 100, excludedMccs: ['6211'] }
  const spend = (amountFen: number, day: number, mcc = '5411') => ({
    mcc,
    amountFen,
    postedOn: businessDay('2026-01-01'),
    occurredAt: new Date(Date.UTC(2026, 0, day)),
  })
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.array(fc.nat(500_000), { maxLength: 5 }), (amount, refunds) => {
      const settlement = {
        purchase: spend(amount, 1),
        refunds: refunds.map((fen, at) => spend(fen, 2 + at)),
        reversedBy: null,
      }
      const excluded = { purchase: spend(amount, 1, '6211'), refunds: [], reversedBy: null }
      const days = inOrder(growthDaysOf([settlement, excluded], () => rule))
      const left = Math.max(0, amount - refunds.reduce((sum, fen) => sum + fen, 0))
      expect(days.reduce((sum, day) => sum + day.amount, 0)).toBe(Math.floor(left / 100))
      expect(days[0]?.amount ?? 0).toBe(Math.floor(amount / 100))
    }),
  )
})

test('no window from a day on holds more growth than its peak', () => {
  const days = fc.uniqueArray(fc.record({ at: fc.nat(900), amount: fc.integer({ min: -500, max: 500 }) }), {
    selector: ({ at }) => at,
  })
  const dayOf = (at: number) => addDays(businessDay('2024-01-31'), at)
  fc.assert(
    fc.property(days, fc.nat(900), fc.integer({ min: 1, max: 14 }), (drawn, from, windowMonths) => {
      const grown = inOrder(new Map(drawn.map(({ at, amount }) => [dayOf(at), amount])))
      const peak = peakOf(grown, { from: dayOf(from), windowMonths })
      for (let at = from; at <= 1000; at += 7) {
        const windowFrom = windowStart(dayOf(at), windowMonths)
        const within = grown.filter(({ effectiveOn }) => effectiveOn >= windowFrom && effectiveOn <= dayOf(at))
        expect(within.reduce((sum, { amount }) => sum + amount, 0)).toBeLessThanOrEqual(peak)
      }
    }),
  )
})
