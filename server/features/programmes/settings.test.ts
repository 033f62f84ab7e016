import { readFileSync } from 'node:fs'
import path from 'node:path'
import { programmeTerms } from '../../../shared/contract/programmeTerms'
import { parsedOnce } from '../../db/parsedOnce'
import demo from '../../demo/programme.json'
import { programmeSettings, startingTerms } from './settings'

const { expiry: _expiry, rounding: _rounding, debtPolicy: _debtPolicy, ...older } = demo
const settings = programmeSettings.parse(demo)
const terms = { ...startingTerms(settings), version: 'v2', since: '2027-01-01' }

const problemsOf = (parsed: { error?: { issues: { path: PropertyKey[]; message: string }[] } }) =>
  parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []

describe('settings of a programme', () => {
  test('as they were written before policies had names mean the same', () => {
    expect(programmeSettings.parse({ ...older, monthsUntilExpiry: 24 })).toEqual(settings)
  })

  test('can be read again as they are stored', () => {
    expect(programmeSettings.parse(JSON.parse(JSON.stringify(settings)))).toEqual(settings)
  })

  test.each([
    ['no expiry at all', older],
    ['two expiries', { ...demo, monthsUntilExpiry: 24 }],
  ])('are refused with %s', (_, json) => {
    expect(problemsOf(programmeSettings.safeParse(json))).toEqual([
      'expiry: expiry is missing, or stands beside monthsUntilExpiry',
    ])
  })

  test('are the first version of the terms', () => {
    expect(startingTerms(settings)).toMatchObject({ version: 'start', since: '2014-01-01', tierGraceDays: 30 })
  })
})

describe('a version of the terms', () => {
  test('states everything, but for what has a usual value', () => {
    const { tierTermMonths: _term, tierGraceDays: _grace, rounding: _round, debtPolicy: _debt, ...short } = terms
    expect(programmeTerms.parse(short)).toEqual(terms)
    const { tiers: _tiers, ...without } = terms
    expect(problemsOf(programmeTerms.safeParse(without))).toEqual([expect.stringMatching(/^tiers: /)])
  })

  test.each([
    ['basic is missing', [{ tier: 'silver', threshold: 0 }]],
    ['the lowest asks for growth', [{ tier: 'basic', threshold: 1 }]],
    [
      'a higher tier asks for no more',
      [
        { tier: 'basic', threshold: 0 },
        { tier: 'silver', threshold: 0 },
      ],
    ],
    [
      'tiers out of their order',
      [
        { tier: 'basic', threshold: 0 },
        { tier: 'gold', threshold: 10 },
        { tier: 'silver', threshold: 20 },
      ],
    ],
    ['nothing', []],
  ])('needs a tier table in order: %s', (_, tiers) => {
    expect(problemsOf(programmeTerms.safeParse({ ...terms, tiers }))).toEqual([
      'tiers: basic at 0 comes first, and each next tier asks for more',
    ])
  })

  test.each([
    [{ kind: 'yearly', month: 2, day: 30, minimumMonths: 12 }, 'expiry.day: the month has no such day'],
    [{ kind: 'yearly', month: 12, day: 31, minimumMonths: 0 }, 'expiry: points would expire before they are available'],
    [{ kind: 'yearly', month: 2, day: 29, minimumMonths: 1 }, undefined],
    [{ kind: 'rolling_months', months: 1 }, undefined],
    [{ kind: 'rolling_months', months: 0 }, expect.stringMatching(/^expiry.months: /)],
    [{ kind: 'never' }, expect.stringMatching(/^expiry/)],
  ])('has an expiry that can be: %j', (expiry, problem) => {
    expect(problemsOf(programmeTerms.safeParse({ ...terms, expiry }))[0]).toEqual(problem)
  })

  test('can be written as docs/points.md shows it', () => {
    const text = readFileSync(path.join(__dirname, '../../../docs/points.md'), 'utf8')
    const [, json = ''] = /```json\n([\s\S]+?)```/.exec(text) ?? []
    expect(programmeTerms.parse(JSON.parse(json))).toMatchObject({ version: '2027' })
  })

  test('may not take the name of the first', () => {
    expect(programmeTerms.safeParse({ ...terms, version: 'start' }).success).toBe(false)
  })
})

test('a text is parsed once', () => {
  const parse = jest.fn((json: unknown) => ({ json }))
  const parsed = parsedOnce(parse)
  expect(parsed('{"a":1}')).toBe(parsed('{"a":1}'))
  expect(parsed('{"a":2}')).toEqual({ json: { a: 2 } })
  expect(parse).toHaveBeenCalledTimes(2)
})
