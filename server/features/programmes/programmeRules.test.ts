import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import {
  addEarningRule,
  addTerms,
  earningVersionsOf,
  insertClosure,
  type ProgrammeTerms,
  rulesOf,
  startingTerms,
  termsVersionsOf,
} from '.'

let opened: TestDatabase
beforeEach(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
})
afterEach(() => opened.close())

const now = new Date('2026-11-22T10:00:00Z')
const at = { programmeId: testProgramme.id, now }
const terms: ProgrammeTerms = {
  ...startingTerms(testProgramme),
  version: '2027',
  since: '2027-01-01',
  daysUntilAvailable: 3,
  expiry: { kind: 'yearly', month: 12, day: 31, minimumMonths: 12 },
}
const rule = { ...testProgramme.earning, version: '2027', since: '2027-01-01', rateBasisPoints: 200 }

const add = (change: Partial<ProgrammeTerms> = {}) =>
  opened.database.inTransaction((tx) => addTerms(tx, { ...at, terms: { ...terms, ...change } }))
const addRule = (change: Partial<typeof rule> = {}) =>
  opened.database.inTransaction((tx) => addEarningRule(tx, { ...at, rule: { ...rule, ...change } }))

test('terms count from their day on, and say the same of every day before as without them', async () => {
  const before = await rulesOf(opened.database.reader, testProgramme.id)
  expect(await add()).toBe('added')
  expect(await add({ version: '2028', since: '2028-01-01', rounding: 'half_up' })).toBe('added')
  const after = await rulesOf(opened.database.reader, testProgramme.id)
  for (const day of ['2010-01-01', '2026-11-22', '2026-12-31'])
    expect(after.terms.on(day)).toEqual(before.terms.on(day))
  expect(after.terms.on('2027-01-01')).toEqual(terms)
  expect(after.terms.on('2027-12-31').rounding).toBe('down')
  expect(after.terms.on('2028-01-01').rounding).toBe('half_up')
})

test.each([
  [{ since: '2026-01-01' }, 'too_soon'],
  [{ since: '2026-11-22' }, 'too_soon'],
  [{ since: '2026-11-23' }, 'too_soon'],
  [{ since: '2026-11-24', version: 'other' }, 'added'],
  [{ since: '2027-01-01', version: 'other' }, 'day_taken'],
  [{ since: '2027-02-01', version: '2027' }, 'version_taken'],
  [{ since: '2027-02-01', version: 'other' }, 'added'],
])('of terms and rules alike, %j is %s', async (change, outcome) => {
  await add()
  await addRule()
  expect(await add(change)).toBe(outcome)
  expect(await addRule(change)).toBe(outcome)
})

test('a rule may not take the name of the first one', async () => {
  expect(await addRule({ version: testProgramme.earning.version })).toBe('version_taken')
})

test('of two that are added at once for one day, one is', async () => {
  const outcomes = await Promise.all([add({ version: 'one' }), add({ version: 'other' })])
  expect(outcomes.sort()).toEqual(['added', 'day_taken'])
  expect(await termsVersionsOf(opened.database.reader, testProgramme)).toHaveLength(2)
})

test('a budget is closed once, and the first closure stays', async () => {
  const closure = { ruleVersion: rule.version, bonusId: '', closedFrom: '2027-03-01', pointsUsed: 12 }
  const close = (closedFrom: string) =>
    opened.database.inTransaction((tx) =>
      insertClosure(tx, testProgramme.id, { closure: { ...closure, closedFrom }, now }),
    )
  await addRule()
  expect(await close('2027-03-01')).toBe(true)
  expect(await close('2027-04-01')).toBe(false)
  expect((await earningVersionsOf(opened.database.reader, testProgramme)).closures).toEqual([closure])
  const { earning } = await rulesOf(opened.database.reader, testProgramme.id)
  expect(earning.on('2027-02-28').isUsedUp).toBeUndefined()
  expect(earning.on('2027-03-01')).toMatchObject({ version: '2027', isUsedUp: true })
})

test('a programme that is not installed is a bug of ours', async () => {
  await expect(rulesOf(opened.database.reader, 'nobody')).rejects.toThrow('programme nobody is not installed')
})
