import fc from 'fast-check'
import { businessDay } from '../../../shared/values/businessDay'
import { fen } from '../../../shared/values/fen'
import { type EarningRule, earningRule } from '../programmes'
import { type Fact, type Settlement, statementOf } from '../spend'
import { bonusParts } from './caps.rules'
import { type EarningContext, type Earnings, earningsOf } from './earnings.rules'

const ruleWith = (change: Partial<EarningRule>) =>
  earningRule.parse({
    version: 'v1',
    since: '2026-01-01',
    rateBasisPoints: 100,
    growthBasisPoints: 100,
    excludedMccs: [],
    ...change,
  })

const contextWith = (rule: EarningRule): EarningContext => ({
  ruleOn: () => rule,
  termsOn: () => ({ rounding: 'down' }),
  tierOn: () => 'basic',
  productOf: () => 'standard',
})

function fact(id: string, hour: number, { yuan, ...rest }: { yuan: number } & Partial<Fact>): Fact {
  return {
    transactionId: id,
    cardId: 'card',
    type: yuan < 0 ? 'refund' : 'purchase',
    occurredAt: new Date(Date.UTC(2026, 10, 2, hour)),
    postedOn: businessDay('2026-11-02'),
    amountFen: fen(Math.abs(yuan) * 100),
    merchant: 'shop',
    mcc: '5411',
    channel: 'pos',
    originalTransactionId: null,
    ...rest,
  }
}

function outcome(facts: Fact[], rule: EarningRule) {
  const earnings = earningsOf(statementOf(facts).settlements, contextWith(rule))
  return Object.fromEntries(
    [...earnings].map(([id, { arithmetic, takenBack }]) => {
      const taken = [...takenBack.values()].reduce((sum, { amount }) => sum + amount, 0)
      return [id, { earned: arithmetic.points, taken }]
    }),
  )
}

test('a refund frees room under a cap for purchases after it, and for none before', () => {
  const facts = [
    fact('a', 1, { yuan: 100 }),
    fact('b', 2, { yuan: 50, merchant: 'x' }),
    fact('r', 3, { yuan: -100, originalTransactionId: 'a' }),
    fact('c', 4, { yuan: 70, merchant: 'y' }),
  ]
  expect(outcome(facts, ruleWith({ caps: { perDay: 120 } }))).toEqual({
    a: { earned: 100, taken: 100 },
    b: { earned: 20, taken: 0 },
    c: { earned: 70, taken: 0 },
  })
})

test('a refund of a purchase that a cap had cut takes back its part of what was earned', () => {
  const facts = [fact('a', 1, { yuan: 100 }), fact('r', 2, { yuan: -50, originalTransactionId: 'a' })]
  expect(outcome(facts, ruleWith({ caps: { perDay: 60 } }))).toEqual({ a: { earned: 60, taken: 30 } })
})

test("the points for a first purchase are given once, to the first in the bank's own time", () => {
  const facts = [fact('late', 5, { yuan: 10 }), fact('early', 1, { yuan: 10, merchant: 'x' })]
  expect(outcome(facts, ruleWith({ firstPurchasePoints: 50 }))).toEqual({
    early: { earned: 60, taken: 0 },
    late: { earned: 10, taken: 0 },
  })
})

test('nothing is taken back before it was there, nor more than was earned', () => {
  const facts = [
    fact('r', 1, { yuan: -80, originalTransactionId: 'a' }),
    fact('a', 2, { yuan: 100 }),
    fact('s', 3, { yuan: -80, originalTransactionId: 'a' }),
  ]
  expect(outcome(facts, ruleWith({}))).toEqual({ a: { earned: 100, taken: 100 } })
})

test('no cap is ever passed at any moment, nothing is negative, and arrival does not matter', () => {
  const limits = fc.record({
    perDay: fc.constantFrom(300, 900),
    perMonth: fc.constantFrom(500, 900),
    perRule: fc.constantFrom(400, 900),
  })
  const perBonus = 120
  const anyFact = fc.record({
    hour: fc.integer({ min: 0, max: 20 }),
    day: fc.integer({ min: 1, max: 4 }),
    yuan: fc.constantFrom(40, 90, 250, -40, -90, -250),
  })
  fc.assert(
    fc.property(fc.array(anyFact, { maxLength: 20 }), fc.infiniteStream(fc.nat()), limits, (...[list, keys, caps]) => {
      const facts = list.map(({ hour, day, yuan }, at) => {
        const postedOn = businessDay(`2026-11-0${day}`)
        return fact(`t${String(at).padStart(2, '0')}`, hour, {
          yuan,
          postedOn,
          occurredAt: new Date(Date.UTC(2026, 10, day, hour)),
        })
      })
      const rule = ruleWith({ caps, bonuses: [{ id: 'extra', extraBasisPoints: 55, perMonth: perBonus }] })
      const mixed = facts.map((each) => ({ each, key: keys.next().value })).sort((a, b) => a.key - b.key)
      expect(
        outcome(
          mixed.map(({ each }) => each),
          rule,
        ),
      ).toEqual(outcome(facts, rule))
      const { settlements } = statementOf(facts)
      const judged = earningsOf(settlements, contextWith(rule))
      const earnings = [...judged.values()]
      for (const moment of facts.map((each) => each.occurredAt)) {
        expect(extrasAt(settlements, { judged, moment })).toBeLessThanOrEqual(perBonus)
        for (const [cap, inside] of [
          [caps.perMonth, () => true],
          [caps.perRule, () => true],
          ...[1, 2, 3, 4].map((day) => [caps.perDay, (on: string) => on.endsWith(`0${day}`)] as const),
        ] as const) {
          expect(heldAt(earnings, { moment, inside })).toBeLessThanOrEqual(cap)
        }
      }
      for (const { arithmetic } of earnings) expect(arithmetic.points).toBeGreaterThanOrEqual(0)
    }),
  )
})

/** Points of purchases up to a moment, less what refunds up to it took back. */
function heldAt(
  earnings: ReturnType<typeof earningsOf> extends Map<string, infer E> ? E[] : never,
  { moment, inside }: { moment: Date; inside: (day: string) => boolean },
): number {
  let held = 0
  for (const { purchase, arithmetic, takenBack } of earnings) {
    if (purchase.occurredAt > moment || !inside(purchase.postedOn)) continue
    held += arithmetic.points
    for (const { refund, amount } of takenBack.values()) if (refund.occurredAt <= moment) held -= amount
  }
  return held
}

/** Extra points of bonuses up to a moment, of what refunds up to it left of each purchase. */
function extrasAt(
  settlements: readonly Settlement[],
  { judged, moment }: { judged: ReturnType<typeof earningsOf>; moment: Date },
): number {
  let extras = 0
  for (const { purchase, refunds } of settlements) {
    if (purchase.occurredAt > moment) continue
    const { amountFen } = purchase
    const taken = refunds.filter(({ occurredAt }) => occurredAt <= moment)
    const leftFen = Math.max(0, amountFen - taken.reduce((sum, refund) => sum + refund.amountFen, 0))
    const { arithmetic } = judged.get(purchase.transactionId) as Earnings
    for (const part of bonusParts(amountFen, arithmetic).values()) extras += Math.floor((part * leftFen) / amountFen)
  }
  return extras
}

test('what a partial refund leaves of a purchase that the cap of a bonus had cut is its part of what was earned', () => {
  const rule = ruleWith({ bonuses: [{ id: 'extra', extraBasisPoints: 50, perMonth: 30 }] })
  const facts = [
    fact('a', 1, { yuan: 100 }),
    fact('r', 2, { yuan: -50, originalTransactionId: 'a' }),
    fact('b', 3, { yuan: 100, merchant: 'y' }),
  ]
  // Of a's 130, 30 are the bonus'; half of both is taken back, which leaves room for 15 more.
  expect(outcome(facts, rule)).toEqual({ a: { earned: 130, taken: 65 }, b: { earned: 115, taken: 0 } })
})

test('the cap of a rule counts under that version alone', () => {
  const versions = { v1: ruleWith({ caps: { perRule: 120 } }), v2: ruleWith({ version: 'v2', caps: { perRule: 90 } }) }
  const facts = [
    fact('a', 1, { yuan: 100 }),
    fact('b', 2, { yuan: 50, merchant: 'x' }),
    fact('c', 3, { yuan: 100, merchant: 'y', postedOn: businessDay('2026-12-01') }),
  ]
  const ruleOn = (day: string) => (day < '2026-12-01' ? versions.v1 : versions.v2)
  const earnings = earningsOf(statementOf(facts).settlements, { ...contextWith(versions.v1), ruleOn })
  expect([...earnings.values()].map(({ arithmetic }) => arithmetic.points)).toEqual([100, 20, 90])
})

test('Example: caps of a bonus and of a rule', () => {
  const rule = ruleWith({ bonuses: [{ id: 'online', extraBasisPoints: 100, perMonth: 150 }], caps: { perRule: 500 } })
  const facts = [
    fact('a', 1, { yuan: 100, merchant: 'a' }),
    fact('b', 2, { yuan: 100, merchant: 'b' }),
    fact('c', 3, { yuan: 100, merchant: 'c' }),
    fact('r', 4, { yuan: -50, originalTransactionId: 'a' }),
    fact('d', 5, { yuan: 100, merchant: 'd' }),
    fact('e', 6, { yuan: 100, merchant: 'e', postedOn: businessDay('2026-12-01') }),
  ]
  const earnings = earningsOf(statementOf(facts).settlements, contextWith(rule))
  const told = [...earnings.values()].map(({ arithmetic: { points, limitedBy } }) => [points, limitedBy])
  expect(told).toEqual([
    [200, null],
    [150, 'cap_bonus'],
    [100, 'cap_bonus'],
    [150, 'cap_bonus'],
    [0, 'cap_rule'],
  ])
})
