import { benefitsCsv, type Cells, csv, issueCodes } from '../../../tests/support/catalogueFiles'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import type { Parameter, Reader } from '../../db/database'
import { featured } from './catalogue.routes'
import { loadCatalogue } from './loadCatalogue'
import { emptyShelves, type Shelves, shelfNow } from './shelves'

let opened: TestDatabase
let programmeId = ''
let programmes = 0
let shelves: Shelves
let queries: string[] = []
const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
const vault = testVault()

beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())
beforeEach(() => {
  programmeId = `p-${++programmes}`
  queries = []
  const { reader } = opened.database
  const counted: Reader = {
    dialect: reader.dialect,
    rows: (sql, parameters) => {
      queries.push(sql)
      return reader.rows(sql, parameters)
    },
  }
  shelves = emptyShelves({ reader: counted, now: surroundings.now })
})

const codes = (count: number) =>
  csv(Array.from({ length: count }, (_, at) => ({ benefit_id: 'VIDEO-1', code: `${programmeId}-${at}` })))

async function load(rows: Cells[], options: { codes?: Buffer; shelves?: Shelves } = {}) {
  const deps = { database: opened.database, surroundings, vault, shelves: options.shelves }
  const files = { benefits: benefitsCsv(...rows), codes: options.codes }
  const result = await loadCatalogue(deps, { programmeId, ...files })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
}

const first = async () => (await shelfNow(shelves, programmeId)).benefits[0]

test('is read by one query, however many ask at once, and not again for a second', async () => {
  await load([{ stock: 2 }], { codes: codes(2) })
  await Promise.all(Array.from({ length: 500 }, () => shelfNow(shelves, programmeId)))
  surroundings.advance(999)
  expect(await first()).toMatchObject({ id: 'VIDEO-1', stock: 2, steps: ['步骤'] })
  expect(queries).toHaveLength(1)
  surroundings.advance(1)
  await Promise.all(Array.from({ length: 500 }, () => shelfNow(shelves, programmeId)))
  expect(queries).toHaveLength(2)
})

test('after a second the counters are read alone, as long as nothing was loaded', async () => {
  await load([{ stock: 2 }], { codes: codes(2) })
  expect(await first()).toMatchObject({ issued: 0 })
  await issueCodes({ database: opened.database, surroundings }, { programmeId })
  expect(await first()).toMatchObject({ issued: 0 })
  surroundings.advance(1_000)
  expect(await first()).toMatchObject({ issued: 1, title: '视频会员月卡' })
  expect(queries.map((sql) => sql.includes('description'))).toEqual([true, false])
})

test('what another process loads is seen within a second', async () => {
  for (const title of ['一', '二']) {
    await load([{ title }])
    surroundings.advance(1_000)
    expect(await first()).toMatchObject({ title })
  }
})

test('a version of a name that was read before is another one all the same', async () => {
  surroundings.set('2026-11-22T03:00:00.000Z')
  const versions: string[] = []
  for (const benefit_id of ['A-1', 'B-1', 'A-1']) {
    await load([{ benefit_id }])
    versions.push(
      (await shelfNow(emptyShelves({ reader: opened.database.reader, now: surroundings.now }), programmeId)).version,
    )
    if (versions.length === 1) expect((await shelfNow(shelves, programmeId)).benefits).toHaveLength(1)
    surroundings.advance(1_000)
  }
  expect(versions[2]).toBe(versions[0])
  expect((await shelfNow(shelves, programmeId)).benefits).toHaveLength(2)
})

test('what this process loads is seen at once, and a read that began before it is not kept', async () => {
  await load([{ title: '一' }])
  let goOn = () => {}
  const held = new Promise<void>((resolve) => {
    goOn = resolve
  })
  const { reader } = opened.database
  let reads = 0
  const slow: Reader = {
    dialect: reader.dialect,
    rows: async <Row>(sql: string, parameters?: readonly Parameter[]) => {
      const rows = await reader.rows<Row>(sql, parameters)
      reads += 1
      if (reads === 1) await held
      return rows
    },
  }
  shelves = emptyShelves({ reader: slow, now: surroundings.now })
  const asked = shelfNow(shelves, programmeId)
  while (reads === 0) await reader.rows('SELECT 1')
  await load([{ title: '二' }], { shelves })
  expect(await first()).toMatchObject({ title: '二' })
  goOn()
  expect((await asked).benefits).toMatchObject([{ title: '一' }])
  expect(await first()).toMatchObject({ title: '二' })
})

test('a clock that is set back keeps nothing for longer', async () => {
  await load([{ title: '一' }])
  await first()
  await load([{ title: '二' }])
  surroundings.advance(-3_600_000)
  expect(await first()).toMatchObject({ title: '二' })
  surroundings.advance(3_600_000)
})

test('a failed read is told to those who waited for it, and tried again by the next', async () => {
  await load([{}])
  const { reader } = opened.database
  let failures = 1
  const failing = emptyShelves({
    reader: {
      dialect: reader.dialect,
      rows: async (sql, parameters) => {
        if (failures-- > 0) throw new Error('gone')
        return reader.rows(sql, parameters)
      },
    },
    now: surroundings.now,
  })
  await expect(Promise.all([shelfNow(failing, programmeId), shelfNow(failing, programmeId)])).rejects.toThrow('gone')
  expect((await shelfNow(failing, programmeId)).benefits).toHaveLength(1)
})

test('a programme without a catalogue has an empty shelf', async () => {
  expect(await shelfNow(shelves, programmeId)).toMatchObject({ version: '', benefits: [] })
})

test('what waits for its next portion is featured last, with the portion', async () => {
  const releases = '2026-11-22 20:00=2'
  await load(
    [
      { stock: 2, releases },
      { benefit_id: 'LINK-1', delivery: 'link', supplier: 'default', sku: 'L', stock: 1 },
    ],
    {
      codes: codes(2),
    },
  )
  const shown = await featured(shelves, { programmeId, now: surroundings.now(), limit: 2 })
  expect(shown).toMatchObject([
    { id: 'LINK-1', delivery: 'link', remaining: 1, nextRelease: null },
    { id: 'VIDEO-1', remaining: 0, nextRelease: { at: '2026-11-22T12:00:00.000Z', stock: 2 } },
  ])
})
