import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { addDays, type BusinessDay, businessDay, daysBetween } from '../../../shared/values/businessDay'
import type { GrowthDay } from './growth.rules'
import { missingToStay, nextDueOn, noticeDue, stayWindow, tierAfterTerm } from './term.rules'
import { type PathStep, type TermSettings, type TierTerms, tierAtStartOf, tierPath } from './tierPath.rules'
import { tierFor, tierRank, windowStart } from './tiers.rules'

const settings: TierTerms = {
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
const always = (terms: TierTerms): TermSettings => ({ on: () => terms })

function grown(on: string, amount: number): GrowthDay {
  return { amount, effectiveOn: day(on) }
}

const shown = (steps: readonly PathStep[]) =>
  steps.map(({ kind, day: from, to, growth, termEndsOn }) => [kind, from, to, growth, termEndsOn])

const pathOf = (events: [string, number][], until: string, changes: Partial<TierTerms> = {}) =>
  tierPath(
    { days: events.map(([on, amount]) => grown(on, amount)), purchases: [] },
    always({ ...settings, ...changes }),
    day(until),
  )

interface Example {
  events: [string, number][]
  until: string
  /** Kind, first day, tier, growth, last day of the term. */
  steps: [string, string, string, number, string | null][]
}

// These are the examples of the same name in docs/tiers.md, with the same figures: change both together.
const examples: Record<string, Example> = {
  'A tier is reached at once': {
    events: [['2026-03-07', 1200]],
    until: '2026-03-07',
    steps: [['upgrade', '2026-03-07', 'silver', 1200, '2027-03-07']],
  },
  'A term that is earned again is renewed': {
    events: [
      ['2026-03-07', 1200],
      ['2026-09-01', 1000],
    ],
    until: '2027-03-08',
    steps: [
      ['upgrade', '2026-03-07', 'silver', 1200, '2027-03-07'],
      ['renewal', '2027-03-08', 'silver', 1000, '2028-03-07'],
    ],
  },
  'One step down at most, and then a term of its own': {
    events: [['2026-03-07', 4500]],
    until: '2028-12-31',
    steps: [
      ['upgrade', '2026-03-07', 'gold', 4500, '2027-03-07'],
      ['downgrade', '2027-04-07', 'silver', 0, '2028-04-06'],
      ['downgrade', '2028-05-07', 'basic', 0, null],
    ],
  },
  'Grace saves a tier': {
    events: [
      ['2026-03-07', 4500],
      ['2026-12-01', 2500],
      ['2027-03-20', 1500],
    ],
    until: '2027-12-31',
    steps: [
      ['upgrade', '2026-03-07', 'gold', 4500, '2027-03-07'],
      ['renewal', '2027-03-20', 'gold', 4000, '2028-03-20'],
    ],
  },
  'A higher tier within the term begins a new term': {
    events: [
      ['2026-03-07', 1200],
      ['2026-08-01', 3000],
    ],
    until: '2026-12-31',
    steps: [
      ['upgrade', '2026-03-07', 'silver', 1200, '2027-03-07'],
      ['upgrade', '2026-08-01', 'gold', 4200, '2027-08-01'],
    ],
  },
  'A refund takes no tier away, but is missing at the end of the term': {
    events: [
      ['2026-03-07', 1200],
      ['2026-09-01', 1000],
      ['2026-09-05', -1000],
    ],
    until: '2027-04-07',
    steps: [
      ['upgrade', '2026-03-07', 'silver', 1200, '2027-03-07'],
      ['downgrade', '2027-04-07', 'basic', 0, null],
    ],
  },
  'A fact that comes late changes what follows from it': {
    events: [
      ['2026-03-07', 4500],
      ['2027-02-01', 4000],
    ],
    until: '2027-05-01',
    steps: [
      ['upgrade', '2026-03-07', 'gold', 4500, '2027-03-07'],
      ['renewal', '2027-03-08', 'gold', 4000, '2028-03-07'],
    ],
  },
}

describe('docs/tiers.md', () => {
  test.each(Object.entries(examples))('%s', (_, { events, until, steps }) => {
    expect(shown(pathOf(events, until))).toEqual(steps)
  })

  test('names each of these examples', () => {
    const text = readFileSync(path.join(__dirname, '../../../docs/tiers.md'), 'utf8')
    const headings = [...text.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading)
    const files = ['tierPath.terms.test.ts', 'tierPath.points.test.ts']
    const others = files.map((file) => readFileSync(path.join(__dirname, file), 'utf8')).join()
    const elsewhere = headings.filter((heading) => others.includes(`'${heading}': {`))
    expect(headings.sort()).toEqual(
      [...Object.keys(examples), ...elsewhere, 'Notices before the end of the term'].sort(),
    )
    expect(elsewhere).toHaveLength(5)
  })

  test.each([
    ['2027-02-04', null],
    ['2027-02-05', { daysBefore: 30, daysLeft: 30 }],
    ['2027-02-27', { daysBefore: 30, daysLeft: 8 }],
    ['2027-02-28', { daysBefore: 7, daysLeft: 7 }],
    ['2027-03-07', { daysBefore: 7, daysLeft: 0 }],
    ['2027-03-08', null],
  ])('Notices before the end of the term: on %s', (today, notice) => {
    expect(noticeDue(day('2027-03-07'), day(today))).toEqual(notice)
  })
})

test('the last day of the term counts, the day on which the tier was reached does not', () => {
  const reached: [string, number] = ['2026-03-07', 5000]
  expect(pathOf([reached, ['2027-03-07', 4000]], '2027-03-08').at(-1)).toMatchObject({ kind: 'renewal' })
  expect(pathOf([reached, ['2027-03-07', 3999]], '2027-04-07').at(-1)).toMatchObject({ kind: 'downgrade' })
})

test('the last day of grace saves, the day after it comes too late', () => {
  const reached: [string, number] = ['2026-03-07', 1000]
  expect(pathOf([reached, ['2027-04-06', 1000]], '2027-04-08')).toMatchObject([{}, { kind: 'renewal' }])
  const late = pathOf([reached, ['2027-04-07', 1000]], '2027-04-08')
  expect(late.map(({ kind, day: on }) => [kind, on])).toEqual([
    ['upgrade', '2026-03-07'],
    ['downgrade', '2027-04-07'],
    ['upgrade', '2027-04-07'],
  ])
})

test('without grace the step down holds from the day after the term', () => {
  const steps = pathOf([['2026-03-07', 1000]], '2027-03-08', { graceDays: 0 })
  expect(steps.at(-1)).toMatchObject({ kind: 'downgrade', day: '2027-03-08', occasion: 'grace_end' })
})

test('growth older than the window no longer counts, and one large spend goes up two tiers at once', () => {
  expect(
    pathOf(
      [
        ['2025-03-07', 600],
        ['2026-03-07', 500],
      ],
      '2026-03-07',
    ),
  ).toEqual([])
  expect(
    pathOf(
      [
        ['2025-03-08', 600],
        ['2026-03-07', 500],
      ],
      '2026-03-07',
    ),
  ).toHaveLength(1)
  expect(pathOf([['2026-03-07', 5000]], '2026-03-07')).toMatchObject([{ from: 'basic', to: 'gold' }])
})

test('a refund before the threshold is reached prevents the upgrade', () => {
  expect(
    pathOf(
      [
        ['2026-03-07', 900],
        ['2026-03-08', -500],
        ['2026-03-09', 500],
      ],
      '2026-03-09',
    ),
  ).toEqual([])
})

test('a fact dated ahead waits for its day', () => {
  expect(pathOf([['2026-03-07', 1000]], '2026-03-06')).toEqual([])
  const next = nextDueOn(
    { termEndsOn: null, factAhead: day('2026-03-07') },
    { today: day('2026-03-06'), graceDays: 30 },
  )
  expect(next).toBe('2026-03-07')
})

test('the next look is at the notices, the day after the term and the day after grace', () => {
  const next = (today: string) =>
    nextDueOn({ termEndsOn: day('2027-03-07'), factAhead: null }, { today: day(today), graceDays: 30 })
  const looks = [next('2026-03-07'), next('2027-02-05'), next('2027-02-28'), next('2027-03-08'), next('2027-04-07')]
  expect(looks).toEqual(['2027-02-05', '2027-02-28', '2027-03-08', '2027-04-07', null])
})

describe('for arbitrary facts', () => {
  const first = day('2024-01-01')
  const aDay = fc.nat(1500).map((days) => addDays(first, days))
  const someEvents = fc
    .array(fc.tuple(aDay, fc.integer({ min: -3000, max: 6000 })), { maxLength: 25 })
    .map((list) => [...new Map(list).entries()].sort(byDay).map(([on, amount]) => grown(on, amount)))
  const someSettings = fc
    .record({
      windowMonths: fc.integer({ min: 1, max: 24 }),
      termMonths: fc.integer({ min: 1, max: 24 }),
      graceDays: fc.nat(60),
    })
    .map((changes): TierTerms => ({ ...settings, ...changes }))
  const until = addDays(first, 2500)
  const rank = (step: { to: PathStep['to'] }) => tierRank(step.to, settings.table)
  const growthOn = (events: readonly GrowthDay[], on: BusinessDay, months: number) =>
    events
      .filter(({ effectiveOn }) => effectiveOn >= windowStart(on, months) && effectiveOn <= on)
      .reduce((sum, { amount }) => sum + amount, 0)

  test('the path to a later day begins with the path to an earlier one', () => {
    fc.assert(
      fc.property(fc.tuple(someEvents, someSettings), aDay, fc.nat(900), ([events, rules], earlier, further) => {
        const short = tierPath({ days: events, purchases: [] }, always(rules), earlier)
        const long = tierPath({ days: events, purchases: [] }, always(rules), addDays(earlier, further))
        expect(long.slice(0, short.length)).toEqual(short)
        for (const step of long.slice(short.length)) expect(step.day > earlier).toBe(true)
      }),
    )
  })

  test('never more than one step down, only after term and grace, and never below what the growth supports', () => {
    fc.assert(
      fc.property(someEvents, someSettings, (events, rules) => {
        for (const step of tierPath({ days: events, purchases: [] }, always(rules), until)) {
          const supported = tierRank(tierFor(step.growth, rules.table).tier, rules.table)
          expect(rank(step)).toBeGreaterThanOrEqual(supported)
          expect(step.growth).toBe(growthOn(events, step.windowTo, rules.windowMonths))
          if (step.kind !== 'downgrade') continue
          expect(rank(step)).toBe(tierRank(step.from, rules.table) - 1)
          expect(step.termBefore).not.toBeNull()
          expect(daysBetween({ from: step.termBefore as BusinessDay, to: step.day })).toBe(rules.graceDays + 1)
        }
      }),
    )
  })

  test('on the day of a spend nobody has less than the growth of that day supports', () => {
    fc.assert(
      fc.property(someEvents, someSettings, (events, rules) => {
        for (const { effectiveOn } of events) {
          const tier = tierPath({ days: events, purchases: [] }, always(rules), effectiveOn).at(-1)?.to ?? 'basic'
          const supported = tierFor(growthOn(events, effectiveOn, rules.windowMonths), rules.table).tier
          expect(tierRank(tier, rules.table)).toBeGreaterThanOrEqual(tierRank(supported, rules.table))
        }
      }),
    )
  })

  test('a day begins with the tier that the days before it left', () => {
    fc.assert(
      fc.property(fc.tuple(someEvents, someSettings), aDay, ([events, rules], on) => {
        const before = events.filter(({ effectiveOn }) => effectiveOn < on)
        const path = tierPath({ days: events, purchases: [] }, always(rules), until)
        expect(tierAtStartOf(on, path)).toBe(
          tierPath({ days: before, purchases: [] }, always(rules), on).at(-1)?.to ?? 'basic',
        )
      }),
    )
  })

  test('the projected tier is what comes when nothing more is spent, and nothing missing means that it stays', () => {
    fc.assert(
      fc.property(someEvents, aDay, (all, today) => {
        const events = all.filter(({ effectiveOn }) => effectiveOn <= today)
        const last = tierPath({ days: events, purchases: [] }, always(settings), today).at(-1)
        if (!last?.termEndsOn) return
        const { table, windowMonths, graceDays } = settings
        const graceUntil = addDays(last.termEndsOn, graceDays)
        const after = tierPath({ days: events, purchases: [] }, always(settings), addDays(graceUntil, 1)).at(-1)?.to
        const growth = growthOn(
          events,
          stayWindow(last.termEndsOn, { today, settings: always(settings) }).to,
          windowMonths,
        )
        const projected = tierAfterTerm(last.to, {
          atTermEnd: today > last.termEndsOn ? null : { growth, table },
          atGraceEnd: { growth: growthOn(events, graceUntil, windowMonths), table },
        })
        expect(projected).toBe(after)
        const isSafe = today <= last.termEndsOn && missingToStay(last.to, { growth, table }) === 0
        if (isSafe) expect(tierRank(projected, table)).toBeGreaterThanOrEqual(tierRank(last.to, table))
      }),
      { numRuns: 400 },
    )
  })
})
