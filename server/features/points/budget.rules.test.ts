import fc from 'fast-check'
import { businessDay } from '../../../shared/values/businessDay'
import { earningRule } from '../programmes'
import { type Issued, issuedBy, issuedByCorrection, issuedSums, usedUp } from './budget.rules'
import { arithmeticOf, type Circumstances, type Purchase } from './earning.rules'

const base = { version: 'v1', since: '2026-01-01', rateBasisPoints: 100, growthBasisPoints: 100, excludedMccs: [] }
const bonuses = [
  { id: 'launch', extraBasisPoints: 50, budgetPoints: 1_000 },
  { id: 'always', extraBasisPoints: 25 },
  { id: 'second', extraBasisPoints: 100, budgetPoints: 500 },
]
const rule = earningRule.parse({ ...base, bonuses, budgetPoints: 9_000, firstPurchasePoints: 10 })
const purchase: Purchase = {
  transactionId: 't',
  postedOn: businessDay('2026-11-18'),
  amountFen: 10_050,
  mcc: '5411',
  channel: 'pos',
}
const around: Circumstances = { product: '', tier: 'basic', isFirst: false, rounding: 'down', used: new Map() }
const issued = (change: Partial<Circumstances> = {}, by = rule, amountFen = purchase.amountFen) => {
  const bought = { ...purchase, amountFen }
  return issuedBy(bought, { arithmetic: arithmeticOf(bought, by, { ...around, ...change }), rule: by })
}

test('a budget counts what its rule issued, and of a bonus the extra points', () => {
  // floor(100.5), floor(150.75), floor(175.875), floor(276.375): the parts are the differences.
  expect(issued()).toEqual([
    { ruleVersion: 'v1', bonusId: '', points: 276 },
    { ruleVersion: 'v1', bonusId: 'launch', points: 50 },
    { ruleVersion: 'v1', bonusId: 'second', points: 101 },
  ])
  expect(issued({ isFirst: true })[0]).toEqual({ ruleVersion: 'v1', bonusId: '', points: 286 })
})

test('a cap cuts the last bonus first', () => {
  const capped = earningRule.parse({ ...base, bonuses, caps: { perDay: 130 } })
  expect(issued({}, capped)).toEqual([{ ruleVersion: 'v1', bonusId: 'launch', points: 30 }])
})

test('the cap of a bonus cuts that bonus alone', () => {
  const [launch, ...others] = bonuses
  const capped = earningRule.parse({ ...base, bonuses: [{ ...launch, perMonth: 60 }, ...others], budgetPoints: 9_000 })
  expect(issued({ used: new Map([['bonus launch 2026-11', 40]]) }, capped)).toEqual([
    { ruleVersion: 'v1', bonusId: '', points: 246 },
    { ruleVersion: 'v1', bonusId: 'launch', points: 20 },
    { ruleVersion: 'v1', bonusId: 'second', points: 101 },
  ])
})

test('without a budget nothing is counted', () => {
  expect(issued({}, earningRule.parse({ ...base, bonuses: [{ id: 'always', extraBasisPoints: 25 }] }))).toEqual([])
})

test('a rule that is used up earns nothing, and says why; what it excludes is still excluded', () => {
  const closed = { ...rule, isUsedUp: true as const }
  expect(arithmeticOf(purchase, closed, around)).toMatchObject({ points: 0, limitedBy: 'budget' })
  expect(issued({}, closed)).toEqual([])
  const excluding = { ...closed, excludedMccs: ['5411'] }
  expect(arithmeticOf(purchase, excluding, around)).toMatchObject({ points: 0, limitedBy: 'category' })
})

test('a correction counts the difference', () => {
  const before = arithmeticOf(purchase, rule, { ...around, isFirst: true })
  const after = arithmeticOf(purchase, rule, around)
  expect(issuedByCorrection(purchase, { before, after, rule })).toEqual([
    { ruleVersion: 'v1', bonusId: '', points: -10 },
  ])
  expect(issuedByCorrection(purchase, { before: after, after, rule })).toEqual([])
  expect(issuedByCorrection(purchase, { before: null, after, rule })).toEqual(issued())
})

test('a budget is used up when it is reached, not before', () => {
  const budgets = [{ ruleVersion: 'v1', bonusId: '', budgetPoints: 100 }]
  const sum = (points: number) => [{ ruleVersion: 'v1', bonusId: '', points }]
  expect(usedUp(budgets, sum(99))).toEqual([])
  expect(usedUp(budgets, [...sum(99), ...sum(1)])).toEqual([{ ruleVersion: 'v1', bonusId: '', pointsUsed: 100 }])
  expect(usedUp(budgets, [{ ruleVersion: 'v2', bonusId: '', points: 500 }])).toEqual([])
})

test('the parts of the bonuses and the rest add up to what was earned, and none is negative', () => {
  const each = fc.record({ extraBasisPoints: fc.nat(500) })
  fc.assert(
    fc.property(
      fc.array(each, { maxLength: 5 }),
      fc.record({ amountFen: fc.nat(1_000_000), perDay: fc.nat(3_000) }),
      fc.constantFrom('down', 'half_up', 'half_even'),
      (extras, { amountFen, perDay }, rounding) => {
        const limited = extras.map((extra, at) => ({ ...extra, id: `b${at}`, budgetPoints: 1 }))
        const by = earningRule.parse({ ...base, bonuses: limited, caps: { perDay }, budgetPoints: 1 })
        const bought = { ...purchase, amountFen }
        const arithmetic = arithmeticOf(bought, by, { ...around, rounding })
        const parts = issuedBy(bought, { arithmetic, rule: by })
        const whole = parts.find(({ bonusId }) => bonusId === '')?.points ?? 0
        const fromBonuses = parts.filter(({ bonusId }) => bonusId !== '')
        expect(whole).toBe(arithmetic.points)
        expect(fromBonuses.every(({ points }) => points > 0)).toBe(true)
        const sum = fromBonuses.reduce((total, { points }) => total + points, 0)
        const plain = arithmeticOf(bought, { ...by, bonuses: [] }, { ...around, rounding })
        expect(sum).toBe(whole - Math.min(whole, plain.points))
      },
    ),
  )
})

test('sums keep the total of each, whatever the order and the grouping', () => {
  const one = fc.record({
    ruleVersion: fc.constantFrom('v1', 'v2'),
    bonusId: fc.constantFrom('', 'b'),
    points: fc.integer({ min: -50, max: 50 }),
  })
  fc.assert(
    fc.property(fc.array(one), fc.nat(), (rows, cut) => {
      const at = rows.length === 0 ? 0 : cut % rows.length
      const inTwo = [...issuedSums(rows.slice(0, at)), ...issuedSums(rows.slice(at))]
      const sorted = (list: readonly Issued[]) =>
        issuedSums(list)
          .map((each) => JSON.stringify(each))
          .sort()
      expect(sorted(inTwo)).toEqual(sorted(rows))
    }),
  )
})
