import { catalogueContract } from '../../../shared/contract/catalogue'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import type { RequestOf } from '../../http/mount'
import { type CatalogueDeps, catalogueRoutes, featured } from './catalogue.routes'
import { loadCatalogue } from './loadCatalogue'
import { emptyShelves, type Shelves } from './shelves'

let opened: TestDatabase
let routes: ReturnType<typeof catalogueRoutes>
let shelves: Shelves
const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
const vault = testVault()

const head =
  'benefit_id,title,category,tier,points,stock,starts_at,ends_at,limit_per_person,valid_days,description,steps'
const row = (id: string, { category = 'video', stock = 0, from = '2024-01-01', to = '2035-12-31' } = {}) =>
  `${id},${id},${category},basic,100,${stock},${from},${to},1,30,说明,步骤`

beforeAll(async () => {
  opened = await testDatabase()
  shelves = emptyShelves({ reader: opened.database.reader, now: surroundings.now })
  const { database } = opened
  const redeemableBy = async () => () => true
  const deps: CatalogueDeps = { database, shelves, surroundings, redeemableBy, defaultProgrammeId: 'p' }
  routes = catalogueRoutes(deps)
  const many = Array.from({ length: 24 }, (_, index) => row(`MANY-${index}`, index === 23 ? { stock: 1 } : {}))
  const others = [
    row('MUSIC-1', { category: 'music' }),
    row('ENDED-1', { to: '2026-11-21' }),
    row('LAST-DAY', { category: 'sports', to: '2026-11-22' }),
    row('SOON-1', { category: 'games', from: '2026-11-29' }),
    row('LATER-1', { from: '2026-11-30' }),
  ]
  await load('p', [...many, ...others], ['MANY-23,ONLY-CODE-1'])
  await load('q', [row('OTHER-1')])
})
afterAll(() => opened.close())

async function load(programmeId: string, rows: string[], codes: string[] = []) {
  const result = await loadCatalogue(
    { database: opened.database, surroundings, vault },
    {
      programmeId,
      benefits: Buffer.from([head, ...rows].join('\n')),
      codes: Buffer.from(['benefit_id,code', ...codes].join('\n')),
    },
  )
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
}

const request = { session: null, key: undefined, address: '', requestId: '', params: undefined, body: undefined }
const list = (query: RequestOf<typeof catalogueContract.list>['query']) => routes.list({ ...request, query })
const idsOf = ({ benefits }: Awaited<ReturnType<typeof list>>) => benefits.map(({ id }) => id)

test('shows twenty at a time in the order of the file, each once', async () => {
  const first = await list({})
  expect(catalogueContract.list.reply.parse(first)).toEqual(first)
  expect(idsOf(first)).toHaveLength(20)
  const second = await list({ cursor: first.next ?? '' })
  expect(second.next).toBeNull()
  expect([...idsOf(first), ...idsOf(second)]).toEqual([
    ...Array.from({ length: 24 }, (_, index) => `MANY-${index}`),
    'MUSIC-1',
    'LAST-DAY',
    'SOON-1',
  ])
})

test('shows one category, what ends today and what starts within a week', async () => {
  expect(idsOf(await list({ category: 'music' }))).toEqual(['MUSIC-1'])
  expect(idsOf(await list({ category: 'sports' }))).toEqual(['LAST-DAY'])
  expect(idsOf(await list({ category: 'games' }))).toEqual(['SOON-1'])
})

test('says which version it shows', async () => {
  expect((await list({})).version).toMatch(/^20261122-1000-[0-9a-f]{6}$/)
})

test("a session sees its own programme's catalogue only", async () => {
  const session = { sessionId: 's', cardholderId: 'c', programmeId: 'q', level: 'visitor' as const }
  expect(idsOf(await routes.list({ ...request, query: {}, session }))).toEqual(['OTHER-1'])
  await expect(
    routes.detail({ ...request, query: undefined, params: { benefitId: 'MANY-1' }, session }),
  ).rejects.toThrow('not_found')
})

test('refuses a cursor that it did not make', async () => {
  await expect(list({ cursor: "1' OR '1'='1" })).rejects.toThrow('input_invalid')
})

test('shows one benefit with its steps', async () => {
  const shown = await routes.detail({ ...request, query: undefined, params: { benefitId: 'MANY-23' } })
  expect(catalogueContract.detail.reply.parse(shown)).toMatchObject({
    remaining: 1,
    steps: ['步骤'],
    limitPerPerson: 1,
  })
})

test('the first screen features what can be redeemed now, what is sold out last', async () => {
  const shown = await featured(shelves, { programmeId: 'p', now: surroundings.now(), limit: 3 })
  expect(shown.map(({ id }) => id)).toEqual(['MANY-23', 'MANY-0', 'MANY-1'])
})
