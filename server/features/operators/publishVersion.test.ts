import { type Desk, deskOn } from '../../../tests/support/desk'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { type HeldSurroundings, heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import { rulesOf, startingTerms } from '../programmes'

let opened: TestDatabase
let surroundings: HeldSurroundings
let desk: Desk
beforeEach(async () => {
  opened = await testDatabase()
  surroundings = heldSurroundings('2026-11-22T10:00:00+08:00')
  await installTestProgramme(opened.database)
  desk = await deskOn({ database: opened.database, surroundings, vault: testVault() })
})
afterEach(() => opened.close())

const rule = { ...testProgramme.earning, version: '2027', since: '2027-01-01', rateBasisPoints: 200 }
const terms = { ...startingTerms(testProgramme), version: '2027', since: '2027-01-01', daysUntilAvailable: 3 }
const askRule = { kind: 'publish_earning_rule' as const, payload: { rule } }
const rules = () => rulesOf(opened.database.reader, testProgramme.id)

test('a rule that one asks for and another approves begins on its day, and the difference was seen before', async () => {
  const maker = await desk.hire(['maker'])
  const asked = await desk.ask(maker, askRule)
  expect(asked.changes).toEqual([
    { field: 'rule.version', before: '2014-01', after: '2027' },
    { field: 'rule.since', before: '2014-01-01', after: '2027-01-01' },
    { field: 'rule.rateBasisPoints', before: 100, after: 200 },
  ])
  expect((await rules()).earning.versions).toHaveLength(1)
  const approved = await desk.approve(await desk.hire(['checker']), asked.id)
  expect(approved).toMatchObject({ state: 'approved', changes: asked.changes })
  const { earning } = await rules()
  expect(earning.on('2026-12-31').rateBasisPoints).toBe(100)
  expect(earning.on('2027-01-01').rateBasisPoints).toBe(200)
})

test('terms likewise', async () => {
  const { changes } = await desk.settle({ kind: 'publish_terms', payload: { terms } })
  expect(changes).toContainEqual({ field: 'terms.daysUntilAvailable', before: 7, after: 3 })
  expect((await rules()).terms.on('2027-01-01').daysUntilAvailable).toBe(3)
})

test('nobody approves their own', async () => {
  const both = await desk.hire(['maker', 'checker'])
  const { id } = await desk.ask(both, askRule)
  await expect(desk.approve(both, id)).rejects.toMatchObject({ code: 'same_operator' })
  expect((await rules()).earning.versions).toHaveLength(1)
})

test.each([
  [{ since: '2026-11-23' }, 'rule_too_soon'],
  [{ since: '2014-01-01' }, 'rule_too_soon'],
  [{ version: '2014-01' }, 'rule_name_taken'],
])('%j is refused with %s when it is asked for', async (change, code) => {
  const asked = { kind: 'publish_earning_rule' as const, payload: { rule: { ...rule, ...change } } }
  await expect(desk.ask(await desk.hire(['maker']), asked)).rejects.toMatchObject({ code })
})

test('what waited until its day had come fails, and changes nothing', async () => {
  const { id } = await desk.ask(await desk.hire(['maker']), askRule)
  surroundings.set('2026-12-31T10:00:00+08:00')
  expect(await desk.approve(await desk.hire(['checker']), id)).toMatchObject({
    state: 'failed',
    failure: 'rule_too_soon',
  })
  expect((await rules()).earning.versions).toHaveLength(1)
})

test('of two versions for one day, the one that is approved first is in', async () => {
  const maker = await desk.hire(['maker'])
  const one = await desk.ask(maker, askRule)
  const other = await desk.ask(maker, { kind: 'publish_earning_rule', payload: { rule: { ...rule, version: 'b' } } })
  const checker = await desk.hire(['checker'])
  await desk.approve(checker, one.id)
  expect(await desk.approve(checker, other.id)).toMatchObject({ state: 'failed', failure: 'rule_day_taken' })
})
