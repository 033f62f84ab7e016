import fc from 'fast-check'
import { businessDay } from '../../../shared/values/businessDay'
import { growthEvents } from './growth.rules'
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

test('the growth of a purchase and its refunds sums to what is left of it', () => {
  const spend = (id: string, amountFen: number) => ({
    transactionId: id,
    mcc: '5411',
    amountFen,
    occurredAt: new Date(0),
  })
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.array(fc.nat(500_000), { maxLength: 5 }), (amount, refunds) => {
      const settlement = {
        purchase: spend('p', amount),
        refunds: refunds.map((fen, at) => spend(`r${at}`, fen)),
        reversedBy: null,
      }
      const events = growthEvents(settlement, { growthBasisPoints: 100, excludedMccs: [] })
      const left = Math.max(0, amount - refunds.reduce((sum, fen) => sum + fen, 0))
      expect(events.reduce((sum, event) => sum + event.amount, 0)).toBe(Math.floor(left / 100))
    }),
  )
})
