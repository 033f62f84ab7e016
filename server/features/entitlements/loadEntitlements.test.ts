import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { benefitsCsv } from '../../../tests/support/catalogueFiles'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import { loadCatalogue } from '../catalogue'
import { loadEntitlements } from './loadEntitlements'

const programmeId = testProgramme.id
const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
const vault = testVault()
const demo = (name: string) => readFileSync(join(__dirname, '../../demo', name))

let opened: TestDatabase
beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
  await loadCatalogue(
    { database: opened.database, surroundings, vault },
    { programmeId, benefits: demo('catalogue.csv'), codes: demo('codes.csv') },
  )
})
afterAll(() => opened.close())
beforeEach(() => opened.database.inTransaction((tx) => tx.change('DELETE FROM entitlement_set')))

const set = (over: Record<string, unknown> = {}) => ({
  version: '2026-12',
  since: '2026-12-01',
  tier: 'silver',
  choose: 1,
  benefits: ['FOOD-TEA', 'VIDEO-WEEK'],
  ...over,
})
const load = (sets: unknown) => loadText(JSON.stringify(sets))
const loadText = (text: string) =>
  loadEntitlements({ database: opened.database, surroundings }, { programmeId, file: Buffer.from(text) })

/** What a load is refused for, as `row field code`. */
async function faults(sets: unknown): Promise<string[]> {
  const loaded = await load(sets)
  return loaded.ok ? [] : loaded.problems.map(({ row, field, code }) => `${row} ${field} ${code}`)
}

test('the demo offers silver, gold and platinum something of its own catalogue; loaded again nothing changes', async () => {
  const text = demo('entitlements.json').toString()
  expect(await loadText(text)).toEqual({ ok: true, outcome: 'loaded', added: 3, known: 0 })
  expect(await loadText(text)).toEqual({ ok: true, outcome: 'nothing_changed', added: 0, known: 3 })
})

test('everything that is wrong is told at once, with row and reason in both languages', async () => {
  const loaded = await load([
    set({ benefits: ['FOOD-TEA', 'FOOD-TEA', 'NOBODY-KNOWS'] }),
    set({ tier: 'diamond', choose: 0 }),
    set({ tier: 'gold', choose: 3, since: '2026-12-02', note: '…' }),
  ])
  if (loaded.ok) throw new Error('was loaded')
  expect(loaded.problems.map(({ row, field, code }) => [row, field, code])).toEqual([
    [1, 'benefits', 'benefit_repeated'],
    [2, 'tier', 'tier_unknown'],
    [2, 'choose', 'choose_invalid'],
    [3, '', 'field_unknown'],
    [3, 'since', 'since_invalid'],
    [3, 'choose', 'choose_above_list'],
  ])
  for (const { zh, en } of loaded.problems) {
    expect(zh).toMatch(/[一-龥]/)
    expect(en).toMatch(/^[a-z]/)
  }
  expect(await faults([set({ benefits: ['NOBODY-KNOWS'] })])).toEqual(['1 benefits benefit_unknown'])
})

test.each([
  ['no JSON', '{', 'not_json'],
  ['no UTF-8', '\udfff', 'not_json'],
  ['no list', '{}', 'not_a_list'],
  ['an empty list', '[]', 'not_a_list'],
  ['a list of something else', '[7]', 'not_an_object'],
])('refuses %s', async (_, text, code) => {
  const file = text === '\udfff' ? Buffer.from([0x5b, 0xff, 0x5d]) : Buffer.from(text)
  const loaded = await loadEntitlements({ database: opened.database, surroundings }, { programmeId, file })
  expect(loaded).toMatchObject({ ok: false, problems: [{ code }] })
})

test('the lowest tier has none', async () => {
  expect(await faults([set({ tier: 'basic' })])).toEqual(['1 tier tier_lowest'])
})

test('the first version of a tier may have begun; every later one begins with a month after today', async () => {
  expect(await faults([set({ version: 'a', since: '2026-11-01' })])).toEqual([])
  expect(await faults([set({ version: 'b', since: '2026-11-01' })])).toEqual([
    '1 since since_taken',
    '1 since since_past',
  ])
  expect(await faults([set({ version: 'b', since: '2026-10-01' })])).toEqual(['1 since since_past'])
  expect(await faults([set({ version: 'a' })])).toEqual(['1 version version_taken'])
  expect(await faults([set({ version: 'b' })])).toEqual([])
  expect(await faults([set({ version: 'c', since: '2027-01-01', choose: 0, benefits: [] })])).toEqual([])
})

test('of several versions in one file only the earliest of a tier may have begun', async () => {
  const begun = (version: string, since: string) => set({ version, since })
  expect(await faults([begun('b', '2026-11-01'), begun('a', '2026-10-01')])).toEqual(['1 since since_past'])
  expect(await faults([begun('b', '2026-12-01'), begun('a', '2026-10-01')])).toEqual([])
})

test('on the first of a month the version of that day has begun and stays', async () => {
  await load([set({ version: 'a', since: '2026-11-01' })])
  surroundings.set('2026-11-30T16:00:00.000Z')
  expect(await faults([set({ version: 'b', since: '2026-12-01' })])).toEqual(['1 since since_past'])
  surroundings.set('2026-11-22T02:00:00.000Z')
})

test('what a supplier delivers is told: tiers give only what is there', async () => {
  const benefits = benefitsCsv(
    { benefit_id: 'TOPUP-1', delivery: 'topup', supplier: 'default', sku: 'P', account: 'phone', stock: 1 },
    { benefit_id: 'LINK-1', delivery: 'link', supplier: 'default', sku: 'L', stock: 1 },
    { benefit_id: 'LINK-2', delivery: 'link' },
  )
  await loadCatalogue({ database: opened.database, surroundings, vault }, { programmeId, benefits })
  const loaded = await load([set({ benefits: ['TOPUP-1', 'LINK-1', 'LINK-2', 'FOOD-TEA'] })])
  expect(loaded).toMatchObject({
    ok: false,
    problems: [
      { code: 'benefit_ordered', zh: '由供应商供货的权益不能作等级权益，只能用卡密或链接库里的：TOPUP-1' },
      { code: 'benefit_ordered', en: expect.stringMatching(/^is ordered from a supplier; .*: LINK-1$/) },
    ],
  })
  expect(await faults([set({ benefits: ['LINK-2', 'FOOD-TEA'] })])).toEqual([])
})

test('a benefit that will have ended is told', async () => {
  expect(await faults([set({ since: '2036-01-01' })])).toEqual(['1 benefits benefit_ended', '1 benefits benefit_ended'])
})

test('a refused file loads nothing', async () => {
  await load([set(), set({ tier: 'gold', benefits: ['NOBODY-KNOWS'] })])
  expect(await faults([set()])).toEqual([])
  const again = await load([set()])
  expect(again).toMatchObject({ added: 0, known: 1 })
})
