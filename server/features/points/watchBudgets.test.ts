import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { earningRule, earningRulesOf, earningVersionsOf, programmeSettings } from '../programmes'
import type { Issued } from './budget.rules'
import { insertIssued, issuedTotals } from './issued.store'
import { watchBudgets } from './watchBudgets'

let opened: TestDatabase
let count = 0
const surroundings = heldSurroundings('2026-11-22T10:00:00Z')

const earning = earningRule.parse({
  ...testProgramme.earning,
  budgetPoints: 1_000,
  bonuses: [
    { id: 'launch', extraBasisPoints: 100, budgetPoints: 300 },
    { id: 'always', extraBasisPoints: 50 },
  ],
})

beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())
beforeEach(() => surroundings.set('2026-11-22T10:00:00Z'))

/** A programme of its own for each test. */
async function programme(changes: Partial<typeof earning> = {}) {
  const settings = programmeSettings.parse({
    ...testProgramme,
    id: `budget-${++count}`,
    earning: { ...earning, ...changes },
  })
  await installTestProgramme(opened.database, settings)
  const { id } = settings
  const ruleVersion = settings.earning.version
  return {
    id,
    issue: (...issued: Omit<Issued, 'ruleVersion'>[]) =>
      opened.database.inTransaction((tx) =>
        insertIssued(tx, id, { issued: issued.map((each) => ({ ...each, ruleVersion })), surroundings }),
      ),
    watch: () => watchBudgets(id, { database: opened.database, surroundings }),
    on: async (day: string) => (await earningRulesOf(opened.database.reader, settings)).on(day),
    closures: async () => (await earningVersionsOf(opened.database.reader, settings)).closures,
    totals: () => issuedTotals(opened.database.reader, id),
    rows: async () => {
      const sql = 'SELECT id FROM points_issued WHERE programme_id = ?'
      return (await opened.database.reader.rows<{ id: string }>(sql, [id])).length
    },
  }
}

// The example of the same name in docs/points.md, with the same figures: change both together.
test('Example: a budget that is used up', async () => {
  const { issue, watch, on, closures } = await programme()
  await issue({ bonusId: '', points: 299 }, { bonusId: 'launch', points: 299 })
  expect(await watch()).toBe(0)
  await issue({ bonusId: '', points: 51 }, { bonusId: 'launch', points: 51 })
  expect(await watch()).toBe(1)
  expect(await closures()).toEqual([
    { ruleVersion: '2014-01', bonusId: 'launch', closedFrom: '2026-11-24', pointsUsed: 350 },
  ])
  const bonusesOn = async (day: string) => (await on(day)).bonuses.map(({ id }) => id)
  expect(await bonusesOn('2026-11-23')).toEqual(['launch', 'always'])
  expect(await bonusesOn('2026-11-24')).toEqual(['always'])
  expect((await on('2026-11-24')).isUsedUp).toBeUndefined()
  surroundings.set('2026-12-01T10:00:00Z')
  await issue({ bonusId: '', points: 650 })
  expect(await watch()).toBe(1)
  expect((await on('2026-12-02')).isUsedUp).toBeUndefined()
  expect((await on('2026-12-03')).isUsedUp).toBe(true)
  expect(await bonusesOn('2026-12-03')).toEqual(['always'])
})

test('a closure stays as it is, whatever is issued later, and is made once by two workers', async () => {
  const { issue, watch, closures } = await programme()
  await issue({ bonusId: '', points: 1_000 })
  await Promise.all([watch(), watch(), watch()])
  surroundings.set('2026-11-25T10:00:00Z')
  await issue({ bonusId: '', points: 500 })
  expect(await watch()).toBe(0)
  expect(await closures()).toEqual([
    { ruleVersion: '2014-01', bonusId: '', closedFrom: '2026-11-24', pointsUsed: 1_000 },
  ])
})

test('a closure keeps its distance from midnight, for what is being posted', async () => {
  const { issue, watch, closures } = await programme()
  await issue({ bonusId: '', points: 1_000 })
  surroundings.set('2026-11-22T23:55:00+08:00')
  await watch()
  expect(await closures()).toMatchObject([{ closedFrom: '2026-11-25' }])
})

test('points that a correction took back make room again until the budget is closed', async () => {
  const { issue, watch } = await programme()
  await issue({ bonusId: '', points: 999 })
  await issue({ bonusId: '', points: -100 })
  await issue({ bonusId: '', points: 100 })
  expect(await watch()).toBe(0)
})

test('many rows become few, and the sums stay, also when workers meet each other and postings', async () => {
  const { issue, watch, rows, totals } = await programme({ budgetPoints: 1_000_000 })
  for (let at = 0; at < 12; at++) {
    await Promise.all(
      Array.from({ length: 25 }, () => issue({ bonusId: '', points: 2 }, { bonusId: 'launch', points: 0 })),
    )
  }
  expect(await rows()).toBe(300)
  await Promise.all([watch(), issue({ bonusId: '', points: 7 }), watch(), issue({ bonusId: '', points: 7 })])
  expect(await totals()).toEqual([{ ruleVersion: '2014-01', bonusId: '', points: 614 }])
  expect(await rows()).toBeLessThanOrEqual(3)
})

test('a programme without budgets is left alone', async () => {
  const { watch, closures } = await programme({ budgetPoints: undefined, bonuses: [] })
  expect(await watch()).toBe(0)
  expect(await closures()).toEqual([])
})
