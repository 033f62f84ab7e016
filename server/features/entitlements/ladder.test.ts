import { ladder } from '../../../shared/contract/entitlements'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { openSale, personId } from '../../../tests/support/sale'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import { emptyShelves } from '../catalogue'
import { loadEntitlements } from '.'
import { showLadder } from './showLadder'

let opened: TestDatabase
const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
const programmeId = testProgramme.id

beforeAll(async () => {
  opened = await testDatabase()
  const earning = { ...testProgramme.earning, tierMultipliers: { gold: 12_000 } }
  await installTestProgramme(opened.database, { earning, tierWindowMonths: 6, tierGraceDays: 45 })
  const benefits = [...Array(8).keys()].map((at) => ({ id: `TEA-${at}`, codes: 3 }))
  await openSale(opened.database, { people: 2, benefits }, testVault())
  await opened.database.inTransaction(async (tx) => {
    await tx.change("UPDATE benefit SET tier = 'gold' WHERE benefit_id = 'TEA-7'")
    await tx.change("UPDATE benefit SET ends_at = '2026-01-01' WHERE benefit_id = 'TEA-6'")
  })
  const offers = [
    { version: 's', since: '2026-01-01', tier: 'silver', choose: 1, benefits: ['TEA-1'] },
    { version: 'g', since: '2026-01-01', tier: 'gold', choose: 2, benefits: ['TEA-7', 'TEA-2'] },
  ]
  const file = Buffer.from(JSON.stringify(offers))
  expect(await loadEntitlements({ database: opened.database, surroundings }, { programmeId, file })).toMatchObject({
    added: 2,
  })
})
afterAll(() => opened.close())

async function show(cardholderId: string | null) {
  const { reader } = opened.database
  const shelves = emptyShelves({ reader, now: surroundings.now })
  return ladder.parse(
    await showLadder(
      { reader, shelves, surroundings },
      { programmeId, cardholderId, level: cardholderId === null ? null : 'cardholder' },
    ),
  )
}

test('each tier says what it asks for and gives', async () => {
  const { steps, rules } = await show(null)
  expect(rules).toEqual({ windowMonths: 6, termMonths: 12, graceDays: 45, growthBasisPoints: 100 })
  expect(
    steps.map(({ tier, threshold, multiplier, choose, opens }) => [tier, threshold, multiplier, choose, opens]),
  ).toEqual([
    ['basic', 0, 10_000, 0, 6],
    ['silver', 1_000, 10_000, 1, 0],
    ['gold', 4_000, 12_000, 2, 1],
    ['platinum', 12_000, 10_000, 0, 0],
  ])
  expect(steps[2]?.options.map(({ id }) => id)).toEqual(['TEA-7', 'TEA-2'])
  expect(steps[2]?.opened.map(({ id }) => id)).toEqual(['TEA-7'])
})

test('of a long list only the first are named', async () => {
  await opened.database.inTransaction((tx) => tx.change("UPDATE benefit SET tier = 'basic', ends_at = '2035-01-01'"))
  const [basic] = (await show(null)).steps
  expect([basic?.opens, basic?.opened.length]).toEqual([8, 6])
})

test('a visitor stands nowhere, a cardholder where they stand', async () => {
  expect(await show(null)).toMatchObject({ standing: null, points: null, choicesLeft: 0 })
  expect(await show(personId(1))).toMatchObject({
    standing: { tier: 'basic', growth: 0, next: { tier: 'silver', missing: 1_000 }, windowFrom: '2026-05-23' },
    points: { available: 3_000_000, debt: 0 },
  })
})
