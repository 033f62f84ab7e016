import { createHash } from 'node:crypto'
import { Workbook } from 'exceljs'
import { type ImportDeps, lineOfImports, loadCatalogue, takeFile } from '../../server/features/catalogue'
import { findImport } from '../../server/features/catalogue/imports/imports.store'
import { showImport } from '../../server/features/catalogue/imports/showImport'
import { submitImport } from '../../server/features/operators'
import type { OperatorSession } from '../../server/http/operators'
import type { ImportLine } from '../../shared/contract/imports'
import { benefitsCsv } from './catalogueFiles'
import { type Desk, deskOn } from './desk'
import { testProgramme } from './programme'
import { heldSurroundings } from './surroundings'
import { type TestDatabase, testDatabase } from './testDatabase'
import { testVault } from './testVault'

export const programmeId = testProgramme.id
const patience = 25_000

type Shown = Awaited<ReturnType<typeof showImport>>

/** A desk on a database of its own, with a maker who sends files and a checker. */
export interface ImportDesk {
  opened: TestDatabase
  desk: Desk
  deps: ImportDeps & Desk['deps']
  maker: OperatorSession
  checker: OperatorSession
  surroundings: ReturnType<typeof heldSurroundings>
  /** What an import has failed with behind the scenes. */
  failures: unknown[]
  sent(bytes: Buffer, file?: { kind?: 'benefits' | 'codes'; name?: string }): Promise<Shown>
  submitted(id: string, how?: { onlyGood?: boolean; replace?: boolean }): Promise<ImportLine>
  /** Makes LIVE-1 and LIVE-2 the live catalogue. */
  live(): Promise<unknown>
}

export async function openImportDesk(): Promise<ImportDesk> {
  const opened = await testDatabase()
  const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
  const desk = await deskOn({ database: opened.database, surroundings, vault: testVault() })
  const failures: unknown[] = []
  const deps = { ...desk.deps, line: lineOfImports(), failed: (error: unknown) => failures.push(error) }
  const maker = await desk.hire(['maker'])
  const checker = await desk.hire(['checker'])
  return {
    ...{ opened, desk, deps, maker, checker, surroundings, failures },
    async sent(bytes, { kind = 'benefits', name = '权益.csv' } = {}) {
      const fileHash = createHash('sha256').update(bytes).digest('hex')
      const file = {
        programmeId,
        kind,
        fileName: name,
        bytes,
        fileHash,
        madeBy: maker.operatorId,
        noted: async () => {},
      }
      const { found, isRepeated } = await takeFile(deps, file, { patience })
      return showImport(opened.database.reader, found, { isRepeated })
    },
    async submitted(id, how = {}) {
      const found = await findImport(opened.database.reader, { programmeId, importId: id })
      if (!found) throw new Error('no import')
      const doing = { operator: maker, key: undefined, requestId: 'request', address: '127.0.0.1' }
      return submitImport(deps, doing, { found, reason: '本周上新', ...how })
    },
    live: () =>
      loadCatalogue(deps, { programmeId, benefits: benefitsCsv({ benefit_id: 'LIVE-1' }, { benefit_id: 'LIVE-2' }) }),
  }
}

/** Problems as `2A benefit_id_invalid`: where a person finds them. */
export const placesOf = ({ problems }: Pick<Shown, 'problems'>): string[] =>
  problems.map(({ row: at, letter, code }) => `${at}${letter} ${code}`)

export async function xlsx(rows: readonly (readonly unknown[])[], sheet = '权益'): Promise<Buffer> {
  const workbook = new Workbook()
  workbook.addWorksheet(sheet).addRows(rows.map((row) => [...row]))
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

/** The names of the columns that a file needs. */
export const head = [
  '权益编号',
  '名称',
  '分类',
  '等级',
  '积分',
  '库存',
  '开始时间',
  '结束时间',
  '每人限兑',
  '有效天数',
  '说明',
  '使用步骤',
]
/** A right row with some of its cells changed. */
export const row = (id: unknown, changes: Record<number, unknown> = {}) => {
  const cells: unknown[] = [
    id,
    '视频会员月卡',
    '视频',
    '普卡',
    100,
    0,
    '2026-12-01',
    '2035-12-31',
    1,
    30,
    '说明',
    '步骤',
  ]
  for (const [at, value] of Object.entries(changes)) cells[Number(at)] = value
  return cells
}
