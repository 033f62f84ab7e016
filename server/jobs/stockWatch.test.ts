import { benefitsCsv, type Cells, csv, issueCodes } from '../../tests/support/catalogueFiles'
import { installTestProgramme, testProgramme } from '../../tests/support/programme'
import { heldSurroundings } from '../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../tests/support/testDatabase'
import { testVault } from '../../tests/support/testVault'
import { loadCatalogue } from '../features/catalogue'
import type { Logger } from '../http/logging'
import { createMetrics } from '../http/metrics'
import { stockWatch } from './stockWatch'

let opened: TestDatabase
const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
const vault = testVault()
const programmeId = testProgramme.id

beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
})
afterAll(() => opened.close())

const codesOf = (from: number, count: number) =>
  csv(Array.from({ length: count }, (_, at) => ({ benefit_id: 'VIDEO-1', code: `CODE-${from + at}` })))

async function load(codes: Buffer, ...rows: Cells[]) {
  const deps = { database: opened.database, surroundings, vault }
  const result = await loadCatalogue(deps, { programmeId, benefits: benefitsCsv(...rows), codes, replace: true })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
}

test('a benefit at its mark is in the metric as long as it is, and logged when it falls there', async () => {
  const lines: object[] = []
  const logger = { warn: (line: object, text: string) => lines.push({ ...line, text }) } as unknown as Logger
  const metrics = createMetrics()
  const watch = stockWatch({ database: opened.database, surroundings, logger, metrics })
  const shown = async () => (await metrics.text()).match(/^kaquan_benefit_low_stock\{.*$/gm) ?? []
  const others: Cells[] = [
    { benefit_id: 'NO-MARK' },
    { benefit_id: 'ENDED', ends_at: '2026-11-21', low_stock_at: 5 },
    { benefit_id: 'ENOUGH', delivery: 'link', supplier: 'default', sku: 'L', stock: 6, low_stock_at: 5 },
  ]
  await load(codesOf(0, 4), { stock: 4, low_stock_at: 2, releases: '2026-12-01 10:00=4' }, ...others)
  expect([await watch(), lines, await shown()]).toEqual([0, [], []])

  await issueCodes({ database: opened.database, surroundings }, { programmeId, count: 2 })
  expect([await watch(), await watch()]).toEqual([1, 0])
  const fallen = { programmeId, benefitId: 'VIDEO-1', left: 2, mark: 2, text: 'a benefit is low on stock' }
  expect(lines).toEqual([fallen])
  expect(await shown()).toEqual([`kaquan_benefit_low_stock{programme="${programmeId}",benefit="VIDEO-1"} 1`])

  await load(codesOf(10, 1), { stock: 5, low_stock_at: 2 }, ...others)
  expect([await watch(), await shown()]).toEqual([0, []])
  await issueCodes({ database: opened.database, surroundings }, { programmeId, count: 2 })
  expect(await watch()).toBe(1)
  expect(lines).toHaveLength(2)

  await load(codesOf(20, 1), ...others)
  expect([await watch(), await shown()]).toEqual([0, []])
})
