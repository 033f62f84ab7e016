import type { CatalogueQuery } from '../../../shared/contract/catalogue'
import type { Taste } from '../../../shared/contract/tastes'
import { benefitsCsv, type Cells, csv } from '../../../tests/support/catalogueFiles'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import { tastesRoutes } from '../tastes'
import { catalogueRoutes } from './catalogue.routes'
import { loadCatalogue } from './loadCatalogue'
import { emptyShelves } from './shelves'

let opened: TestDatabase
let routes: ReturnType<typeof catalogueRoutes>
const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
const session = {
  sessionId: 's',
  cardholderId: '01KAW0000000000000000000A1',
  programmeId: 'p',
  level: 'visitor' as const,
}
const request = { key: undefined, address: '', requestId: '' }

const rows: Cells[] = [
  { benefit_id: 'VIDEO-1', title: 'ＶＩＰ 影视月卡', points: 900, stock: 2 },
  { benefit_id: 'FOOD-1', title: '现磨咖啡兑换券', category: 'food', points: 700, tier: 'silver' },
  {
    benefit_id: 'SPORT-1',
    title: '赛季观赛券',
    category: 'sports',
    points: 5_000,
    tier: 'gold',
    description: '看足球',
  },
  { benefit_id: 'TEL-1', title: '话费 10 元', category: 'telecom', points: 1_000 },
  { benefit_id: 'SOON-1', title: '影视周卡', points: 300, stock: 1, starts_at: '2026-11-25' },
]

beforeAll(async () => {
  opened = await testDatabase()
  const { database } = opened
  const shelves = emptyShelves({ reader: database.reader, now: surroundings.now })
  routes = catalogueRoutes({
    database,
    shelves,
    surroundings,
    redeemableBy: async (cardholderId) => (benefit) =>
      cardholderId === session.cardholderId && benefit.tier === 'basic' && benefit.points <= 900 && benefit.stock > 0,
    defaultProgrammeId: 'p',
  })
  const many = Array.from({ length: 45 }, (_, at) => ({
    benefit_id: `MANY-${at}`,
    title: `权益 ${at}`,
    category: at % 3 === 0 ? 'sports' : 'video',
  }))
  const codes = csv(['V1', 'V2', 'S1'].map((code) => ({ benefit_id: code[0] === 'V' ? 'VIDEO-1' : 'SOON-1', code })))
  await load('p', rows, codes)
  await load('many', many)
})
afterAll(() => opened.close())

async function load(programmeId: string, benefits: Cells[], codes?: Buffer) {
  const deps = { database: opened.database, surroundings, vault: testVault() }
  const result = await loadCatalogue(deps, { programmeId, benefits: benefitsCsv(...benefits), codes })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
}

const ids = async (query: CatalogueQuery) =>
  (await routes.list({ ...request, params: undefined, body: undefined, query, session: null })).benefits.map(
    ({ id }) => id,
  )

describe('looking for benefits', () => {
  it.each<[string, CatalogueQuery, string[]]>([
    ['by a word of the title, in whatever width and case', { q: 'vip影视' }, ['VIDEO-1']],
    ['by words apart, each of them', { q: '影视 周' }, ['SOON-1']],
    ['across blanks', { q: '话费10元' }, ['TEL-1']],
    ['by what the category is called', { q: '球迷' }, ['SPORT-1']],
    ['in English', { q: 'COFFEE' }, ['FOOD-1']],
    ['by its description', { q: '足球' }, ['SPORT-1']],
    ['and nothing where nothing has it', { q: '不存在' }, []],
    ['by the lowest tier', { tier: 'silver' }, ['FOOD-1']],
    ['by points, both ends among them', { minPoints: '700', maxPoints: '1000' }, ['VIDEO-1', 'FOOD-1', 'TEL-1']],
    ['by all of it at once', { tier: 'silver', maxPoints: '800', q: '券' }, ['FOOD-1']],
  ])('%s', async (_, query, found) => {
    expect(await ids(query)).toEqual(found)
  })

  it.each(['%', '_', '.*', "' OR '1'='1", '（）'])('takes %j for what it is', async (q) => {
    const all = rows.map(({ benefit_id }) => benefit_id)
    expect([[], all]).toContainEqual(await ids({ q }))
  })
})

describe('what I can redeem', () => {
  const mine = (asking: typeof session | null) =>
    routes.list({ ...request, params: undefined, body: undefined, query: { redeemable: 'true' }, session: asking })

  it('is what the rules of redeeming let through, of what is on offer', async () => {
    const { benefits } = await mine({ ...session, level: 'cardholder' as never })
    expect(benefits.map(({ id }) => id)).toEqual(['VIDEO-1', 'SOON-1'])
  })

  it.each([
    ['session_missing', null],
    ['phone_required', 'visitor'],
    ['card_required', 'phone'],
  ])('is refused with %s', async (code, level) => {
    await expect(mine(level === null ? null : { ...session, level: level as never })).rejects.toThrow(code)
  })
})

describe('the order of what somebody likes', () => {
  const choose = (chosen: Taste[], personal: boolean) =>
    tastesRoutes({ database: opened.database, surroundings }).choose({
      ...request,
      session,
      params: undefined,
      query: undefined,
      body: { chosen, personal },
    })
  const list = (query: CatalogueQuery, programmeId = 'p') =>
    routes.list({ ...request, params: undefined, body: undefined, query, session: { ...session, programmeId } })

  it('has their categories first, each in the order of the catalogue, and says so', async () => {
    await choose(['sports', 'food'], true)
    const { benefits, tastes } = await list({})
    expect(benefits.map(({ id }) => id)).toEqual(['FOOD-1', 'SPORT-1', 'VIDEO-1', 'TEL-1', 'SOON-1'])
    expect(tastes).toEqual({ chosen: ['sports', 'food'], personal: true })
  })

  it("is everybody's when it is switched off, and the tastes stay", async () => {
    await choose(['sports', 'food'], false)
    const { benefits, tastes } = await list({})
    expect(benefits.map(({ id }) => id)).toEqual(rows.map(({ benefit_id }) => benefit_id))
    expect(tastes).toEqual({ chosen: ['sports', 'food'], personal: false })
  })

  it('has every benefit once over all parts', async () => {
    await choose(['sports'], true)
    const found: string[] = []
    let cursor: string | undefined
    do {
      const part: Awaited<ReturnType<typeof list>> = await list({ cursor }, 'many')
      found.push(...part.benefits.map(({ id }) => id))
      cursor = part.next ?? undefined
    } while (cursor)
    const numbers = Array.from({ length: 45 }, (_, at) => at)
    const [liked, others] = [numbers.filter((at) => at % 3 === 0), numbers.filter((at) => at % 3 !== 0)]
    expect(found).toEqual([...liked, ...others].map((at) => `MANY-${at}`))
  })

  it('is told to nobody who has no session', async () => {
    const { tastes } = await routes.list({ ...request, params: undefined, body: undefined, query: {}, session: null })
    expect(tastes).toBeNull()
  })
})
