import fc from 'fast-check'
import { businessDay } from '../../../shared/values/businessDay'
import { earningRule } from '../programmes'
import { bonusParts, capName, monthOfCap } from './caps.rules'
import { arithmeticOf, type Circumstances, type Purchase } from './earning.rules'

const base = { version: 'v1', since: '2026-01-01', rateBasisPoints: 100, growthBasisPoints: 100, excludedMccs: [] }
const rule = earningRule.parse({
  ...base,
  categories: [{ id: 'food', mccs: [['5811', '5814']], rateBasisPoints: 300, perMonth: 500 }],
  bonuses: [
    { id: 'launch', extraBasisPoints: 50, perMonth: 200 },
    { id: 'always', extraBasisPoints: 25 },
    { id: 'second', extraBasisPoints: 100, perMonth: 300 },
  ],
  firstPurchasePoints: 10,
  caps: { perDay: 1_000, perMonth: 5_000, perRule: 9_000 },
})
const purchase: Purchase = {
  transactionId: 't',
  postedOn: businessDay('2026-11-18'),
  amountFen: 10_000,
  mcc: '5411',
  channel: 'pos',
}
const around: Circumstances = { product: '', tier: 'basic', isFirst: false, rounding: 'down', used: new Map() }
const earn = (used: Record<string, number> = {}, change: Partial<Circumstances> = {}) =>
  arithmeticOf(purchase, rule, { ...around, ...change, used: new Map(Object.entries(used)) })
const launch = capName.bonus('launch', '2026-11')
const second = capName.bonus('second', '2026-11')

// 100 at the base rate, and 50, 25 and 100 of the bonuses.
test.each([
  ['nothing is used', {}, { points: 275, limitedBy: null }],
  ['a bonus has room for some', { [launch]: 180 }, { points: 245, limitedBy: 'cap_bonus' }],
  ['a bonus has no room', { [launch]: 200 }, { points: 225, limitedBy: 'cap_bonus' }],
  ['a bonus was given more than its cap by another version', { [launch]: 999 }, { points: 225 }],
  ['two bonuses are cut', { [launch]: 200, [second]: 250 }, { points: 175, limitedBy: 'cap_bonus' }],
  ['another month of the bonus is full', { [capName.bonus('launch', '2026-10')]: 200 }, { points: 275 }],
  ['the rule has room for some', { [capName.rule('v1')]: 8_900 }, { points: 100, limitedBy: 'cap_rule' }],
  ['the rule is full', { [capName.rule('v1')]: 9_000 }, { points: 0, limitedBy: 'cap_rule' }],
  ['another version is full', { [capName.rule('v0')]: 9_000 }, { points: 275 }],
  [
    'a bonus is cut, and the day has less room still',
    { [launch]: 200, [capName.day('2026-11-18')]: 800 },
    { points: 200, limitedBy: 'cap_day' },
  ],
  [
    'a bonus is cut, so that the day has room',
    { [launch]: 200, [capName.day('2026-11-18')]: 775 },
    { points: 225, limitedBy: 'cap_bonus' },
  ],
  [
    'month and rule leave the same',
    { [capName.month('2026-11')]: 4_950, [capName.rule('v1')]: 8_950 },
    { points: 50, limitedBy: 'cap_month' },
  ],
])('when %s', (_, used, expected) => {
  expect(earn(used)).toMatchObject({ ...expected, uncapped: 275 })
})

test('what a cap left of a bonus is kept with the arithmetic, and tells its part', () => {
  const arithmetic = earn({ [launch]: 180, [capName.day('2026-11-18')]: 790 }, { isFirst: true })
  expect(arithmetic).toMatchObject({ points: 210, uncapped: 285, bonusesCut: [{ id: 'launch', points: 20 }] })
  // The base 100, 20 that were left, 25; the day has room for 65 more.
  expect(Object.fromEntries(bonusParts(purchase.amountFen, arithmetic))).toEqual({ launch: 20, always: 25, second: 65 })
  expect(earn()).not.toHaveProperty('bonusesCut')
})

test('no bonus gives more than its cap left, none less than nothing, and together with the rest they are the whole', () => {
  const bonuses = fc.array(fc.record({ extraBasisPoints: fc.nat(500), perMonth: fc.option(fc.nat(300)) }), {
    maxLength: 5,
  })
  const amounts = fc.record({ amountFen: fc.nat(1_000_000), perDay: fc.nat(3_000), used: fc.nat(300) })
  fc.assert(
    fc.property(bonuses, amounts, fc.constantFrom('down', 'half_up', 'half_even'), (list, amount, rounding) => {
      const { amountFen, perDay, used } = amount
      const capped = list.map(({ perMonth, ...bonus }, at) => ({
        ...{ ...bonus, id: `b${at}` },
        ...(perMonth === null ? {} : { perMonth }),
      }))
      const by = earningRule.parse({ ...base, bonuses: capped, caps: { perDay } })
      const before = new Map(capped.map(({ id }) => [capName.bonus(id, '2026-11'), used]))
      const bought = { ...purchase, amountFen }
      const arithmetic = arithmeticOf(bought, by, { ...around, rounding, used: before })
      const parts = bonusParts(amountFen, arithmetic)
      for (const { id, perMonth } of capped) {
        const part = parts.get(id) ?? 0
        expect(part).toBeGreaterThanOrEqual(0)
        if (perMonth !== undefined) expect(part).toBeLessThanOrEqual(Math.max(0, perMonth - used))
      }
      const plain = arithmeticOf(bought, { ...by, bonuses: [] }, { ...around, rounding })
      const sum = [...parts.values()].reduce((total, part) => total + part, 0)
      expect(sum).toBe(arithmetic.points - Math.min(arithmetic.points, plain.points))
    }),
  )
})

test.each([
  [capName.day('2026-11-18'), '2026-11'],
  [capName.month('2026-11'), '2026-11'],
  [capName.category('food', '2026-11'), '2026-11'],
  [capName.bonus('launch', '2026-11'), '2026-11'],
  [capName.rule('v1'), null],
  [capName.rule('spring 2026-11'), null],
])('%s counts in %s', (name, month) => {
  expect(monthOfCap(name)).toBe(month)
})
