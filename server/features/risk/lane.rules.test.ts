import fc from 'fast-check'
import type { Lane, RiskCondition, RiskFacts, RiskRule } from '../../../shared/contract/riskRules'
import { decideLane } from './lane.rules'

const none = { tenMinutes: 0, hour: 0 }
const quiet: RiskFacts = {
  point: 'redeem',
  regionKind: 'home',
  region: '浙江省 杭州市',
  deviceTrusted: true,
  deviceHours: 1_000,
  bindingHours: 1_000,
  points: 500,
  hour: 12,
  wechatRank: 0,
  perCardholder: none,
  perDevice: none,
  perCard: none,
  perAddress: none,
  perNetwork: none,
}

const rule = (changes: Partial<RiskRule> & Pick<RiskRule, 'when'>): RiskRule => ({
  id: 'one',
  points: ['redeem'],
  lane: 'step_up',
  reason: 'many_attempts',
  clearBy: 'step_up',
  ...changes,
})

test('without rules everybody is normal', () => {
  expect(decideLane({ rules: [] }, quiet)).toEqual({ lane: 'normal', rules: [], reasons: [], clearBy: 'step_up' })
})

const applying: [RiskCondition, Partial<RiskFacts>, boolean][] = [
  [{ fact: 'regionKind', in: ['abroad', 'hosting'] }, { regionKind: 'hosting' }, true],
  [{ fact: 'regionKind', in: ['abroad', 'hosting'] }, { regionKind: 'away' }, false],
  [{ fact: 'regionKind', in: ['away'] }, { regionKind: 'unknown' }, false],
  [{ fact: 'deviceTrusted', is: false }, { deviceTrusted: false }, true],
  [{ fact: 'deviceTrusted', is: false }, {}, false],
  [{ fact: 'deviceHours', below: 24 }, { deviceHours: 23 }, true],
  [{ fact: 'deviceHours', below: 24 }, { deviceHours: 24 }, false],
  [{ fact: 'deviceHours', below: 24 }, { deviceHours: null }, false],
  [{ fact: 'bindingHours', below: 24 }, { bindingHours: 0 }, true],
  [{ fact: 'bindingHours', below: 24 }, { bindingHours: null }, false],
  [{ fact: 'points', atLeast: 500 }, {}, true],
  [{ fact: 'points', atLeast: 501 }, {}, false],
  [{ fact: 'hour', from: 0, to: 6 }, { hour: 0 }, true],
  [{ fact: 'hour', from: 0, to: 6 }, { hour: 6 }, false],
  [{ fact: 'hour', from: 23, to: 6 }, { hour: 23 }, true],
  [{ fact: 'hour', from: 23, to: 6 }, { hour: 5 }, true],
  [{ fact: 'hour', from: 23, to: 6 }, { hour: 22 }, false],
  [{ fact: 'hour', from: 18, to: 24 }, { hour: 23 }, true],
  [{ fact: 'hour', from: 5, to: 5 }, { hour: 5 }, false],
  [{ fact: 'wechatRank', atLeast: 3 }, { wechatRank: 3 }, true],
  [{ fact: 'wechatRank', atLeast: 0 }, { wechatRank: null }, false],
  [{ fact: 'velocity', per: 'network', within: 'hour', atLeast: 9 }, { perNetwork: { tenMinutes: 0, hour: 9 } }, true],
  [
    { fact: 'velocity', per: 'network', within: 'tenMinutes', atLeast: 9 },
    { perNetwork: { tenMinutes: 8, hour: 9 } },
    false,
  ],
  [{ fact: 'velocity', per: 'card', within: 'hour', atLeast: 2 }, { perCard: { tenMinutes: 0, hour: 2 } }, true],
]
test.each(applying)('%j of %j: %p', (condition, facts, applies) => {
  const { rules } = decideLane({ rules: [rule({ when: [condition] })] }, { ...quiet, ...facts })
  expect(rules).toEqual(applies ? ['one'] : [])
})

test('all conditions of a rule have to hold, at a point that it names', () => {
  const when: RiskCondition[] = [
    { fact: 'regionKind', in: ['abroad'] },
    { fact: 'deviceTrusted', is: false },
  ]
  const both = { ...quiet, regionKind: 'abroad', deviceTrusted: false } as const
  const laneOf = (facts: RiskFacts) => decideLane({ rules: [rule({ when })] }, facts).lane
  expect(laneOf(both)).toBe('step_up')
  expect(laneOf({ ...both, deviceTrusted: true })).toBe('normal')
  expect(laneOf({ ...both, point: 'bind_card' })).toBe('normal')
})

test('tells the reasons of the lane itself, each once, and asks for a person where one of its rules does', () => {
  const always: RiskCondition[] = [{ fact: 'points', atLeast: 0 }]
  const rules = [
    rule({ id: 'mild', when: always, reason: 'unusual_hour', clearBy: 'person' }),
    rule({ id: 'hard', when: always, lane: 'quarantine', reason: 'abroad' }),
    rule({ id: 'hard-too', when: always, lane: 'quarantine', reason: 'abroad' }),
  ]
  expect(decideLane({ rules }, quiet)).toEqual({
    lane: 'quarantine',
    rules: ['mild', 'hard', 'hard-too'],
    reasons: ['abroad'],
    clearBy: 'step_up',
  })
  const person = rule({ id: 'person', when: always, lane: 'quarantine', reason: 'new_binding', clearBy: 'person' })
  expect(decideLane({ rules: [...rules, person] }, quiet).clearBy).toBe('person')
})

const counts = fc.record({ tenMinutes: fc.nat(30), hour: fc.nat(60) })
const someFacts: fc.Arbitrary<RiskFacts> = fc.record({
  point: fc.constantFrom('log_in', 'bind_card', 'redeem'),
  regionKind: fc.constantFrom('home', 'away', 'abroad', 'hosting', 'unknown'),
  region: fc.constant(''),
  deviceTrusted: fc.boolean(),
  deviceHours: fc.option(fc.nat(100)),
  bindingHours: fc.option(fc.nat(100)),
  points: fc.nat(10_000),
  hour: fc.nat(23),
  wechatRank: fc.option(fc.nat(4)),
  perCardholder: counts,
  perDevice: counts,
  perCard: counts,
  perAddress: counts,
  perNetwork: counts,
})
const someCondition: fc.Arbitrary<RiskCondition> = fc.oneof(
  fc.record({
    fact: fc.constant('regionKind' as const),
    in: fc
      .subarray(['home', 'away', 'abroad', 'hosting', 'unknown'] as const, { minLength: 1 })
      .map((kinds) => [...kinds]),
  }),
  fc.record({ fact: fc.constant('deviceTrusted' as const), is: fc.boolean() }),
  fc.record({
    fact: fc.constantFrom('deviceHours' as const, 'bindingHours' as const),
    below: fc.integer({ min: 1, max: 100 }),
  }),
  fc.record({ fact: fc.constant('points' as const), atLeast: fc.nat(10_000) }),
  fc.record({ fact: fc.constant('hour' as const), from: fc.nat(23), to: fc.nat(24) }),
  fc.record({ fact: fc.constant('wechatRank' as const), atLeast: fc.nat(4) }),
  fc.record({
    fact: fc.constant('velocity' as const),
    per: fc.constantFrom('cardholder', 'device', 'card', 'address', 'network'),
    within: fc.constantFrom('tenMinutes', 'hour'),
    atLeast: fc.integer({ min: 1, max: 60 }),
  }),
)
let ids = 0
const someRule: fc.Arbitrary<RiskRule> = fc.record({
  id: fc.constant(0).map(() => `rule-${++ids}`),
  points: fc.subarray(['log_in', 'bind_card', 'redeem'] as const, { minLength: 1 }).map((points) => [...points]),
  when: fc.array(someCondition, { minLength: 1, maxLength: 4 }),
  lane: fc.constantFrom('step_up', 'quarantine'),
  reason: fc.constantFrom('abroad', 'new_device', 'high_value'),
  clearBy: fc.constantFrom('step_up', 'person'),
})
const someRules = fc.array(someRule, { maxLength: 12 })
const rank: Record<Lane, number> = { normal: 0, step_up: 1, quarantine: 2 }

test('the strictest of the rules that apply on their own holds', () => {
  fc.assert(
    fc.property(someRules, someFacts, (rules, facts) => {
      const alone = rules.map((each) => rank[decideLane({ rules: [each] }, facts).lane])
      expect(rank[decideLane({ rules }, facts).lane]).toBe(Math.max(0, ...alone))
    }),
  )
})

test('another rule never loosens: neither the lane, nor what clears it', () => {
  fc.assert(
    fc.property(someRules, someRule, someFacts, (rules, more, facts) => {
      const before = decideLane({ rules }, facts)
      const after = decideLane({ rules: [...rules, more] }, facts)
      expect(rank[after.lane]).toBeGreaterThanOrEqual(rank[before.lane])
      if (after.lane === before.lane && before.clearBy === 'person') expect(after.clearBy).toBe('person')
    }),
  )
})

test('the order of rules changes nothing but the order in which they are told', () => {
  const sorted = ({ rules, reasons, ...rest }: ReturnType<typeof decideLane>) => ({
    ...rest,
    rules: [...rules].sort(),
    reasons: [...reasons].sort(),
  })
  fc.assert(
    fc.property(someRules, fc.infiniteStream(fc.nat()), someFacts, (rules, numbers, facts) => {
      const shuffled = rules
        .map((each) => ({ each, at: numbers.next().value as number }))
        .sort((a, b) => a.at - b.at)
        .map(({ each }) => each)
      expect(sorted(decideLane({ rules: shuffled }, facts))).toEqual(sorted(decideLane({ rules }, facts)))
    }),
  )
})

test('what is not known never makes it stricter', () => {
  fc.assert(
    fc.property(
      someRules,
      someFacts,
      fc.constantFrom('deviceHours', 'bindingHours', 'wechatRank'),
      (rules, facts, fact) => {
        const less = decideLane({ rules }, { ...facts, [fact]: null })
        expect(rank[less.lane]).toBeLessThanOrEqual(rank[decideLane({ rules }, facts).lane])
      },
    ),
  )
})
