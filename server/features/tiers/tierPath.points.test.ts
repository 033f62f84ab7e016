import fc from 'fast-check'
import type { TierId } from '../../../shared/contract/tiers'
import { addDays, businessDay as day } from '../../../shared/values/businessDay'
import { inputsText, parseInputs } from './evaluationInputs'
import { outcomeFromInputs } from './recompute.rules'
import { type TierTerms, tierPath } from './tierPath.rules'
import { tierRank } from './tiers.rules'

const terms: TierTerms = {
  version: 'start',
  table: [
    { tier: 'basic', threshold: 0 },
    { tier: 'silver', threshold: 1000 },
    { tier: 'gold', threshold: 4000 },
    { tier: 'platinum', threshold: 12000 },
  ],
  windowMonths: 12,
  termMonths: 12,
  graceDays: 30,
  prices: { silver: 2000, gold: 8000 },
}
const settings = { on: () => terms }

interface Example {
  growth: [string, number][]
  bought: [string, TierId][]
  until: string
  /** Kind, occasion, first day, tier, growth, last day of the term. */
  steps: [string, string, string, string, number, string | null][]
}

const silver: [string, number] = ['2026-03-07', 1200]
const earned: Example['steps'][number] = ['upgrade', 'spend', '2026-03-07', 'silver', 1200, '2027-03-07']
const bought: Example['steps'][number] = ['upgrade', 'points', '2026-06-01', 'gold', 1200, '2027-06-01']

// The first is the example of the same name in docs/tiers.md, with the same figures: change both together.
const examples: Record<string, Example> = {
  'Points reach the next tier early': {
    growth: [silver],
    bought: [['2026-06-01', 'gold']],
    until: '2028-07-31',
    steps: [earned, bought, ['downgrade', 'grace_end', '2027-07-02', 'silver', 0, '2028-07-01']],
  },
  'a tier that was bought is renewed by growth like any other': {
    growth: [silver, ['2026-12-01', 4000]],
    bought: [['2026-06-01', 'gold']],
    until: '2027-06-02',
    steps: [earned, bought, ['renewal', 'term_end', '2027-06-02', 'gold', 4000, '2028-06-01']],
  },
  'a spend of the same day that reached the tier makes the points superfluous': {
    growth: [silver, ['2026-06-01', 3000]],
    bought: [['2026-06-01', 'gold']],
    until: '2027-01-01',
    steps: [earned, ['upgrade', 'spend', '2026-06-01', 'gold', 4200, '2027-06-01']],
  },
  'a late fact that had reached the tier before makes the points superfluous': {
    growth: [silver, ['2026-05-01', 3000]],
    bought: [['2026-06-01', 'gold']],
    until: '2027-01-01',
    steps: [earned, ['upgrade', 'spend', '2026-05-01', 'gold', 4200, '2027-05-01']],
  },
  'a spend afterwards that would have reached the tier anyway leaves its term': {
    growth: [silver, ['2026-08-01', 3000]],
    bought: [['2026-06-01', 'gold']],
    until: '2027-01-01',
    steps: [earned, bought],
  },
  'a refund afterwards takes a tier that was bought no more than another': {
    growth: [silver, ['2026-06-02', -1200]],
    bought: [['2026-06-01', 'gold']],
    until: '2027-06-01',
    steps: [earned, bought],
  },
  'a tier two above the one held is not reached': {
    growth: [],
    bought: [['2026-06-01', 'gold']],
    until: '2027-01-01',
    steps: [],
  },
  'two tiers are bought on one day, one after the other': {
    growth: [],
    bought: [
      ['2026-06-01', 'silver'],
      ['2026-06-01', 'gold'],
    ],
    until: '2027-01-01',
    steps: [
      ['upgrade', 'points', '2026-06-01', 'silver', 0, '2027-06-01'],
      ['upgrade', 'points', '2026-06-01', 'gold', 0, '2027-06-01'],
    ],
  },
  'points in grace end it': {
    growth: [silver],
    bought: [['2027-03-20', 'gold']],
    until: '2027-12-31',
    steps: [earned, ['upgrade', 'points', '2027-03-20', 'gold', 0, '2028-03-20']],
  },
  'the day after grace the tier below is what is held': {
    growth: [silver],
    bought: [['2027-04-07', 'silver']],
    until: '2027-12-31',
    steps: [
      earned,
      ['downgrade', 'grace_end', '2027-04-07', 'basic', 0, null],
      ['upgrade', 'points', '2027-04-07', 'silver', 0, '2028-04-07'],
    ],
  },
}

test.each(Object.entries(examples))('%s', (_, { growth, bought: purchases, until, steps }) => {
  const facts = {
    days: growth.map(([on, amount]) => ({ effectiveOn: day(on), amount })),
    purchases: purchases.map(([on, tier]) => ({ day: day(on), tier })),
  }
  const path = tierPath(facts, settings, day(until))
  expect(path.map((each) => [each.kind, each.occasion, each.day, each.to, each.growth, each.termEndsOn])).toEqual(steps)
})

describe('for arbitrary facts', () => {
  const first = day('2024-01-01')
  const aDay = fc.nat(1200).map((days) => addDays(first, days))
  const byDay = ([one]: [string, unknown], [other]: [string, unknown]) => (one < other ? -1 : 1)
  const someFacts = fc
    .record({
      growth: fc.array(fc.tuple(aDay, fc.integer({ min: -3000, max: 6000 })), { maxLength: 20 }),
      bought: fc.array(fc.tuple(aDay, fc.constantFrom<TierId>('silver', 'gold', 'platinum')), { maxLength: 12 }),
    })
    .map(({ growth, bought: purchases }) => ({
      days: [...new Map(growth)].sort(byDay).map(([effectiveOn, amount]) => ({ effectiveOn, amount })),
      purchases: [...new Map(purchases)].sort(byDay).map(([on, tier]) => ({ day: on, tier })),
    }))

  test('the path to a later day begins with the path to an earlier one, whatever comes between', () => {
    fc.assert(
      fc.property(someFacts, aDay, fc.nat(900), (facts, earlier, further) => {
        const short = tierPath(facts, settings, earlier)
        const known = {
          days: facts.days.filter(({ effectiveOn }) => effectiveOn <= earlier),
          purchases: facts.purchases.filter((purchase) => purchase.day <= earlier),
        }
        expect(tierPath(known, settings, earlier)).toEqual(short)
        expect(tierPath(facts, settings, addDays(earlier, further)).slice(0, short.length)).toEqual(short)
      }),
    )
  })

  test('points go up by one step, and every step follows again from its kept inputs', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        for (const step of tierPath(facts, settings, addDays(first, 2000))) {
          if (step.occasion === 'points') {
            expect(tierRank(step.to, terms.table)).toBe(tierRank(step.from, terms.table) + 1)
          }
          const inputs = parseInputs(inputsText(step, settings))
          const { kind, to, threshold, growth, termEndsOn } = step
          const again = inputs && outcomeFromInputs(inputs, { ...step, reachedOn: step.day })
          expect(again).toMatchObject({ kind, to, threshold, growth, termEndsOn })
        }
      }),
    )
  })
})
