import fc from 'fast-check'
import { addDays, type BusinessDay, businessDay } from '../../../shared/values/businessDay'
import { inputsText, parseInputs } from './evaluationInputs'
import type { GrowthDay } from './growth.rules'
import { outcomeFromInputs } from './recompute.rules'
import { tierAfterTerm } from './term.rules'
import { graceEnd, type PathStep, type TermSettings, type TierTerms, tierPath } from './tierPath.rules'
import { type TierStep, windowStart } from './tiers.rules'

const start: TierTerms = {
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
  prices: {},
}
const day = businessDay
const byDay = ([one]: [string, number], [other]: [string, number]) => (one < other ? -1 : 1)

function grown(on: string, amount: number): GrowthDay {
  return { amount, effectiveOn: day(on) }
}

/** The terms at the start, and from a day on others. */
const changed = (since: string, changes: Partial<TierTerms>): TermSettings => {
  const later = { ...start, version: 'later', ...changes }
  return { on: (on) => (on < since ? start : later) }
}

const shown = (steps: readonly PathStep[]) =>
  steps.map(({ kind, day: from, to, growth, termEndsOn, termsVersion }) => [
    kind,
    from,
    to,
    growth,
    termEndsOn,
    termsVersion,
  ])

const table = (thresholds: Partial<Record<TierStep['tier'], number>>): TierStep[] =>
  Object.entries({ basic: 0, ...thresholds }).map(([tier, threshold]) => ({
    tier: tier as TierStep['tier'],
    threshold,
  }))

interface Example {
  events: [string, number][]
  changes: Partial<TierTerms>
  until: string
  steps: [string, string, string, number, string | null, string][]
}

// The examples of the same name in docs/tiers.md, with the same figures: change both together.
const examples: Record<string, Example> = {
  'A new table decides at the next spend': {
    events: [
      ['2026-03-07', 1200],
      ['2026-10-01', 100],
    ],
    changes: { table: table({ silver: 500, gold: 1100 }) },
    until: '2026-12-31',
    steps: [
      ['upgrade', '2026-03-07', 'silver', 1200, '2027-03-07', 'start'],
      ['upgrade', '2026-10-01', 'gold', 1300, '2027-10-01', 'later'],
    ],
  },
  'A new table decides at the end of the term': {
    events: [
      ['2026-03-07', 1200],
      ['2026-10-01', 1500],
    ],
    changes: { table: table({ silver: 2000, gold: 4000 }) },
    until: '2027-12-31',
    steps: [
      ['upgrade', '2026-03-07', 'silver', 1200, '2027-03-07', 'start'],
      ['downgrade', '2027-04-07', 'basic', 1500, null, 'later'],
    ],
  },
  'A tier that the new table does not have': {
    events: [
      ['2026-03-07', 4500],
      ['2026-10-01', 100],
    ],
    changes: { table: table({ silver: 1000, platinum: 12_000 }) },
    until: '2027-12-31',
    steps: [
      ['upgrade', '2026-03-07', 'gold', 4500, '2027-03-07', 'start'],
      ['downgrade', '2026-10-01', 'silver', 4600, '2027-03-07', 'later'],
      ['downgrade', '2027-04-07', 'basic', 100, null, 'later'],
    ],
  },
  'A term that has begun keeps its end': {
    events: [
      ['2026-03-07', 1200],
      ['2026-12-01', 1000],
    ],
    changes: { termMonths: 24, graceDays: 60 },
    until: '2029-03-09',
    steps: [
      ['upgrade', '2026-03-07', 'silver', 1200, '2027-03-07', 'start'],
      ['renewal', '2027-03-08', 'silver', 1000, '2029-03-07', 'later'],
    ],
  },
}

test.each(Object.entries(examples))('%s', (_, { events, changes, until, steps }) => {
  const facts = events.map(([on, amount]) => grown(on, amount))
  expect(shown(tierPath({ days: facts, purchases: [] }, changed('2026-09-01', changes), day(until)))).toEqual(steps)
})

test.each([
  ['2027-03-07', 60, '2027-05-06'],
  ['2027-03-08', 30, '2027-04-06'],
])('grace is that of the last day of the term: new terms from %s give %i days', (since, _, last) => {
  expect(graceEnd(day('2027-03-07'), changed(since, { graceDays: 60 }))).toBe(last)
})

test('a table that has no tier but the lowest ends every term', () => {
  const settings = changed('2026-09-01', { table: table({}) })
  const steps = tierPath({ days: [grown('2026-03-07', 4500)], purchases: [] }, settings, day('2030-01-01'))
  expect(shown(steps).slice(1)).toEqual([['downgrade', '2027-03-08', 'basic', 0, null, 'later']])
})

test('a longer window counts again what a shorter one had left behind', () => {
  const settings = changed('2026-09-01', { windowMonths: 24 })
  const events = [grown('2025-01-10', 900), grown('2026-08-01', 50), grown('2026-09-01', 50)]
  expect(shown(tierPath({ days: events, purchases: [] }, settings, day('2026-09-01')))).toEqual([
    ['upgrade', '2026-09-01', 'silver', 1000, '2027-09-01', 'later'],
  ])
})

describe('for arbitrary facts and terms', () => {
  const first = day('2024-01-01')
  const aDay = fc.nat(1500).map((days) => addDays(first, days))
  const someEvents = fc
    .array(fc.tuple(aDay, fc.integer({ min: -3000, max: 6000 })), { maxLength: 25 })
    .map((list) => [...new Map(list)].sort(byDay).map(([on, amount]) => grown(on, amount)))
  const someTable = fc
    .tuple(
      fc.subarray(['silver', 'gold', 'platinum'] as const),
      fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 3, maxLength: 3 }),
    )
    .map(([tiers, gaps]) => {
      const upTo = (at: number) => gaps.slice(0, at + 1).reduce((sum, gap) => sum + gap, 0)
      return table(Object.fromEntries(tiers.map((tier, at) => [tier, upTo(at)])))
    })
  const someTerms = fc.record({
    windowMonths: fc.integer({ min: 1, max: 24 }),
    termMonths: fc.integer({ min: 1, max: 24 }),
    graceDays: fc.nat(60),
    prices: fc.constant({}),
    table: someTable,
  })
  const someVersions = fc
    .array(fc.tuple(aDay, someTerms), { minLength: 1, maxLength: 4 })
    .map((list) => list.map(([since, terms], at) => ({ since, terms: { ...terms, version: `v${at}` } })))
    .map((list) => list.sort((one, other) => (one.since < other.since ? -1 : 1)))
  type Versions = { since: BusinessDay; terms: TierTerms }[]
  const of = (versions: Versions): TermSettings => ({
    on: (on) => versions.findLast(({ since }) => since <= on)?.terms ?? start,
  })
  const until = addDays(first, 2500)

  test('the path to the day before new terms is the same with them and without', () => {
    fc.assert(
      fc.property(someEvents, someVersions, (events, versions) => {
        const last = versions.at(-1) as Versions[number]
        const before = addDays(last.since, -1)
        const without = tierPath({ days: events, purchases: [] }, of(versions.slice(0, -1)), before)
        expect(tierPath({ days: events, purchases: [] }, of(versions), before)).toEqual(without)
        const whole = tierPath({ days: events, purchases: [] }, of(versions), until)
        expect(whole.filter((step) => step.day <= before)).toEqual(without)
      }),
      { numRuns: 300 },
    )
  })

  test('each step counts the window of its own version, ends in a tier of its table, and keeps what works it out again', () => {
    fc.assert(
      fc.property(someEvents, someVersions, (events, versions) => {
        for (const step of tierPath({ days: events, purchases: [] }, of(versions), until)) {
          const terms = of(versions).on(step.windowTo)
          expect(step.termsVersion).toBe(terms.version)
          expect(step.windowFrom).toBe(windowStart(step.windowTo, terms.windowMonths))
          expect(step.growth).toBe(step.counted.reduce((sum, { amount }) => sum + amount, 0))
          const within = events.filter(
            ({ effectiveOn }) => effectiveOn >= step.windowFrom && effectiveOn < step.windowTo,
          )
          for (const event of within) expect(step.counted).toContain(event)
          expect(terms.table.map(({ tier }) => tier)).toContain(step.to)
          const inputs = parseInputs(inputsText(step, of(versions)))
          const { kind, from, to, growth, windowFrom, windowTo, threshold, termEndsOn } = step
          const kept = { kind, from, to, growth, windowFrom, windowTo, threshold, termEndsOn }
          expect(inputs && outcomeFromInputs(inputs, { ...step, reachedOn: step.day })).toEqual(kept)
          expect(inputs?.termsVersion).toBe(terms.version)
        }
      }),
    )
  })

  test('a tier is left at the end of its grace at the latest, and what is projected comes', () => {
    fc.assert(
      fc.property(someEvents, someVersions, (events, versions) => {
        const settings = of(versions)
        const lastSpend =
          events
            .map(({ effectiveOn }) => effectiveOn)
            .sort()
            .at(-1) ?? first
        const last = tierPath({ days: events, purchases: [] }, settings, lastSpend).at(-1)
        if (!last?.termEndsOn || last.termEndsOn < lastSpend) return
        const growthOn = (on: BusinessDay) => {
          const { windowMonths, table: asked } = settings.on(on)
          const from = windowStart(on, windowMonths)
          const within = events.filter(({ effectiveOn }) => effectiveOn >= from && effectiveOn <= on)
          return { growth: within.reduce((sum, { amount }) => sum + amount, 0), table: asked }
        }
        const graceUntil = graceEnd(last.termEndsOn, settings)
        const looks = { atTermEnd: growthOn(last.termEndsOn), atGraceEnd: growthOn(graceUntil) }
        // By then the next term may be over as well, where terms are shorter than grace.
        const path = tierPath({ days: events, purchases: [] }, settings, addDays(graceUntil, 1))
        const after = path.find(({ day, beginsTerm }) => day > last.day && beginsTerm)
        expect(tierAfterTerm(last.to, looks)).toBe(after?.to)
        expect(after?.termEndsOn).not.toBe(last.termEndsOn)
      }),
      { numRuns: 300 },
    )
  })
})
