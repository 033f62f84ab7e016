import fc from 'fast-check'
import { businessDay } from '../../../shared/values/businessDay'
import { fen } from '../../../shared/values/fen'
import { earningRule, rulesInForce } from '../programmes'
import { type Fact, statementOf } from '../spend'
import { bestTier, dependenceOf, earningHeadOf, earnsAlone } from './earningHead.rules'
import { type Earnings, earningsOf } from './earnings.rules'

const cap = (max: number) => fc.option(fc.nat(max), { nil: undefined, freq: 1 })
const basisPoints = fc.constantFrom(33, 100, 150)
const version = fc.record({
  rateBasisPoints: basisPoints,
  categories: fc.tuple(
    fc.record({
      id: fc.constant('food'),
      mccs: fc.constant([['5811', '5814']]),
      rateBasisPoints: basisPoints,
      perMonth: cap(1_500),
    }),
  ),
  bonuses: fc.tuple(
    fc.record({ id: fc.constant('launch'), extraBasisPoints: basisPoints, perMonth: cap(900) }),
    fc.record({
      id: fc.constant('online'),
      extraBasisPoints: basisPoints,
      perMonth: cap(900),
      channels: fc.constant(['online']),
    }),
  ),
  firstPurchasePoints: fc.constantFrom(0, 20),
  caps: fc.record({ perDay: cap(1_500), perMonth: cap(4_000), perRule: cap(6_000) }),
  tierMultipliers: fc.constantFrom({}, { silver: 12_000 }, { silver: 9_000 }),
})
const bought = fc.record({
  day: fc.integer({ min: 10, max: 20 }),
  /** The bank posts it on its day, or so many later. */
  after: fc.nat(3),
  yuan: fc.integer({ min: 1, max: 150 }),
  mcc: fc.constantFrom('5411', '5812'),
  channel: fc.constantFrom('pos' as const, 'online' as const),
})
type Bought = typeof bought extends fc.Arbitrary<infer B> ? B : never

function purchase(id: string, { day, after, yuan, ...rest }: Bought): Fact {
  return {
    ...rest,
    transactionId: id,
    cardId: 'card',
    type: 'purchase',
    occurredAt: new Date(Date.UTC(2026, 10, day, 4)),
    postedOn: businessDay(`2026-11-${day + after}`),
    amountFen: fen(yuan * 100 + day),
    merchant: id,
    originalTransactionId: null,
  }
}

/** Before all purchases that are still to come. */
function refundOf(fact: Fact, percent: number): Fact {
  const amountFen = fen(Math.max(1, Math.floor((fact.amountFen * percent) / 100)))
  const { transactionId, occurredAt } = fact
  const id = { transactionId: `r${transactionId}`, originalTransactionId: transactionId }
  return { ...fact, ...id, type: 'refund', amountFen, occurredAt: new Date(occurredAt.getTime() + 1) }
}

const amounts = (earnings: ReadonlyMap<string, Earnings>) =>
  [...earnings].map(([id, { arithmetic, takenBack }]) => [id, arithmetic, [...takenBack.keys()]]).sort()

test('who earns alone earns what they would have earned among all, and leaves the others what they have', () => {
  let alone = 0
  fc.assert(
    fc.property(
      fc.tuple(version, version),
      fc.record({
        history: fc.array(bought, { minLength: 1, maxLength: 6 }),
        refunds: fc.array(fc.tuple(fc.nat(7), fc.integer({ min: 10, max: 100 })), { maxLength: 2 }),
        fresh: fc.array(bought, { minLength: 1, maxLength: 3 }),
        tier: fc.constantFrom('basic', 'silver'),
        rounding: fc.constantFrom('down' as const, 'half_up' as const, 'half_even' as const),
      }),
      ([one, other], { history, refunds, fresh, tier, rounding }) => {
        const common = { growthBasisPoints: 100, excludedMccs: [] }
        const versions = [
          earningRule.parse({ ...common, ...one, version: 'v1', since: '2026-01-01' }),
          earningRule.parse({ ...common, ...other, version: 'v2', since: '2026-11-16' }),
        ]
        const { on: ruleOn } = rulesInForce(versions, [])
        const dependence = dependenceOf(versions)
        const judge = (
          facts: readonly Fact[],
          { as, hasEarnedBefore }: { as: (day: string) => string; hasEarnedBefore: boolean },
        ) =>
          earningsOf(statementOf(facts).settlements, {
            ...{ ruleOn, tierOn: as, productOf: () => '', hasEarnedBefore },
            termsOn: () => ({ rounding }),
          })
        const known = history.map((each, at) => purchase(`h${at}`, each))
        const taking = refunds.flatMap(([at, percent]) =>
          known.slice(at, at + 1).map((fact) => refundOf(fact, percent)),
        )
        const last = Math.max(0, ...taking.map(({ occurredAt }) => occurredAt.getTime()))
        const arriving = fresh.map((each, at) => purchase(`x${at}`, each))
        fc.pre(arriving.every(({ occurredAt }) => occurredAt.getTime() > last))
        const as = () => tier
        const before = judge([...known, ...taking], { as, hasEarnedBefore: false })
        const head = earningHeadOf(before, { hasCaps: dependence.hasCaps, before: null })
        if (!head) throw new Error('there were purchases')
        const hasEarnedBefore = head.firstEarnedAt !== null
        const guessed = judge(arriving, { as: (day) => bestTier(ruleOn(day)), hasEarnedBefore })
        if (!earnsAlone(guessed, { ruleOn, dependence, head })) return
        alone += 1
        const added = judge(arriving, { as, hasEarnedBefore })
        const all = judge([...known, ...taking, ...arriving], { as, hasEarnedBefore: false })
        expect(amounts(new Map([...before, ...added]))).toEqual(amounts(all))
        expect(earningHeadOf(added, { hasCaps: dependence.hasCaps, before: head })).toEqual(
          earningHeadOf(all, { hasCaps: dependence.hasCaps, before: null }),
        )
      },
    ),
    { numRuns: 1_000 },
  )
  expect(alone).toBeGreaterThan(100)
})

test('a cap of a rule is remembered for ever, those of months for as long as their purchases may come', () => {
  const rule = earningRule.parse({
    ...{ version: 'v1', since: '2026-01-01', rateBasisPoints: 100, growthBasisPoints: 100, excludedMccs: [] },
    ...{ bonuses: [{ id: 'launch', extraBasisPoints: 100, perMonth: 900 }], caps: { perRule: 5_000 } },
  })
  const of = (id: string, postedOn: string) => ({
    ...purchase(id, { day: 10, after: 0, yuan: 100, mcc: '5411', channel: 'pos' }),
    ...{ postedOn: businessDay(postedOn), amountFen: fen(10_000) },
  })
  const context = { ruleOn: () => rule, termsOn: () => ({ rounding: 'down' as const }), tierOn: () => '' }
  const facts = [of('a', '2026-08-10'), of('b', '2026-10-10'), of('c', '2026-11-10')]
  const earnings = earningsOf(statementOf(facts).settlements, { ...context, productOf: () => '' })
  expect(earningHeadOf(earnings, { hasCaps: true, before: null })?.capUse).toEqual({
    since: '2026-10',
    gross: {
      'rule v1': 600,
      ...{ 'day 2026-10-10': 200, 'month 2026-10': 200, 'bonus launch 2026-10': 100 },
      ...{ 'day 2026-11-10': 200, 'month 2026-11': 200, 'bonus launch 2026-11': 100 },
    },
  })
})
