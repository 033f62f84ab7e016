import fc from 'fast-check'
import { businessDay } from '../../../shared/values/businessDay'
import { earningRule } from '../programmes'
import { arithmeticOf, type Circumstances, type Purchase, worthOf } from './earning.rules'

const base = {
  version: 'v1',
  since: '2026-01-01',
  rateBasisPoints: 100,
  growthBasisPoints: 100,
  excludedMccs: ['6012'],
}
const rule = earningRule.parse({
  ...base,
  minimumAmountFen: 100,
  productRates: { plus: 150 },
  categories: [{ id: 'food', mccs: [['5811', '5814']], rateBasisPoints: 300, perMonth: 500 }],
  bonuses: [
    { id: 'weekend', extraBasisPoints: 50, weekdays: [6, 7] },
    { id: 'online-food', extraBasisPoints: 100, channels: ['online'], categories: ['food'] },
    { id: 'october', extraBasisPoints: 20, from: '2026-10-01', until: '2026-10-31' },
  ],
  firstPurchasePoints: 88,
  tierMultipliers: { gold: 12_000 },
  caps: { perDay: 1_000, perMonth: 5_000 },
})

const purchase: Purchase = {
  transactionId: 't',
  // A Wednesday.
  postedOn: businessDay('2026-11-18'),
  amountFen: 10_050,
  mcc: '5411',
  channel: 'pos',
}
const around: Circumstances = { product: 'standard', tier: 'basic', isFirst: false, rounding: 'down', used: new Map() }
const earn = (change: Partial<Purchase> = {}, moment: Partial<Circumstances> = {}) =>
  arithmeticOf({ ...purchase, ...change }, rule, { ...around, ...moment })

test.each([
  ['the base rate, rounded down', {}, {}, 100],
  ["the product's rate", {}, { product: 'plus' }, 150],
  ["the category's rate before the product's", { mcc: '5812' }, { product: 'plus' }, 301],
  ['the last code of a range', { mcc: '5814' }, {}, 301],
  ['the code after a range', { mcc: '5815' }, {}, 100],
  ['a Saturday', { postedOn: businessDay('2026-11-21') }, {}, 150],
  ['a Sunday', { postedOn: businessDay('2026-11-22') }, {}, 150],
  ['a Monday', { postedOn: businessDay('2026-11-23') }, {}, 100],
  ['a bonus that wants channel and category', { mcc: '5812', channel: 'online' as const }, {}, 402],
  ['the same channel in another category', { channel: 'online' as const }, {}, 100],
  ['the last day of a window', { postedOn: businessDay('2026-10-30') }, {}, 120],
  ['two bonuses at once', { postedOn: businessDay('2026-10-31') }, {}, 170],
  ["the tier's multiplier, still rounded once", { amountFen: 10_099 }, { tier: 'gold' }, 121],
  ['the first purchase', {}, { isFirst: true }, 188],
] as const)('%s', (...[, change, moment, expected]) => {
  expect(earn(change, moment).points).toBe(expected)
})

test.each([
  ['an excluded category', { mcc: '6012' }, 'category'],
  ['less than the minimum', { amountFen: 99 }, 'below_minimum'],
])('%s earns nothing, and says why, even as the first purchase', (_, change, limitedBy) => {
  expect(earn(change, { isFirst: true })).toMatchObject({ points: 0, limitedBy, firstPurchasePoints: 0 })
})

test('an amount worth less than one point earns nothing, and says why', () => {
  const stingy = earningRule.parse({ ...base, rateBasisPoints: 10 })
  expect(arithmeticOf({ ...purchase, amountFen: 900 }, stingy, around)).toMatchObject({
    points: 0,
    limitedBy: 'below_one_point',
  })
})

test.each([
  ['the category', 'category food 2026-11', 400, { mcc: '5812' }, 100, 'cap_category'],
  ['the day', 'day 2026-11-18', 990, {}, 10, 'cap_day'],
  ['the month', 'month 2026-11', 4_960, {}, 40, 'cap_month'],
  ['a month that is full', 'month 2026-11', 5_000, {}, 0, 'cap_month'],
] as const)('a cap of %s leaves only its room', (...[, key, used, change, expected, limitedBy]) => {
  expect(earn(change, { used: new Map([[key, used]]) })).toMatchObject({ points: expected, limitedBy })
})

test('what is left of a purchase is worth no less than nothing and no more than the whole, and falls as it shrinks', () => {
  fc.assert(
    fc.property(
      fc.record({
        amountFen: fc.integer({ min: 100, max: 5_000_000 }),
        used: fc.integer({ min: 0, max: 1_000 }),
        isFirst: fc.boolean(),
        parts: fc.array(fc.integer({ min: 0, max: 5_000_000 }), { maxLength: 6 }),
      }),
      ({ amountFen, used, isFirst, parts }) => {
        const arithmetic = earn({ amountFen }, { isFirst, used: new Map([['day 2026-11-18', used]]) })
        const lefts = [amountFen, ...parts.map((part) => Math.max(0, amountFen - part)), 0].sort((a, b) => b - a)
        const worths = lefts.map((leftFen) => worthOf(arithmetic, { amountFen, leftFen }))
        expect(worths[0]).toBe(arithmetic.points)
        expect(worths.at(-1)).toBe(0)
        expect(worths).toEqual([...worths].sort((a, b) => b - a))
      },
    ),
  )
})
