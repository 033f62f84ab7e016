import type { Database } from '../../server/db/database'
import { loadCatalogue } from '../../server/features/catalogue'
import type { DeskDeps } from '../../server/features/operators/executeRequest'
import { findRequest } from '../../server/features/operators/requests.store'
import { showRequest } from '../../server/features/operators/showRequest'
import { versionsRoutes } from '../../server/features/operators/versions.routes'
import type { OperatorSession } from '../../server/http/operators'
import type { RequestShown } from '../../shared/contract/requests'
import type { VersionLine } from '../../shared/contract/versions'
import { benefitsCsv, type Cells, csv } from './catalogueFiles'
import { type Desk, deskOn } from './desk'
import { installTestProgramme, testProgramme } from './programme'
import { type HeldSurroundings, heldSurroundings } from './surroundings'
import { type TestDatabase, testDatabase } from './testDatabase'
import { testVault } from './testVault'

/** The desk with a catalogue of three benefits, for tests of its versions. */
export interface CatalogueDesk {
  opened: TestDatabase
  surroundings: HeldSurroundings
  desk: Desk
  deps: DeskDeps
  routes: ReturnType<typeof versionsRoutes>
  maker: OperatorSession
  checker: OperatorSession
  /** Three benefits, five of each, and nothing else: at ten in Shanghai. */
  begins(): Promise<void>
  /** Loads a file as the command line does. */
  load(...rows: Cells[]): Promise<void>
  begin(from?: string, by?: OperatorSession): Promise<VersionLine>
  /** Writes cells of a benefit over those that a draft has. */
  put(versionId: string, cells: Cells, by?: OperatorSession): Promise<unknown>
  /** Takes a benefit out of a draft, as it is there now. */
  remove(versionId: string, benefitId: string): Promise<unknown>
  submit(versionId: string, options?: { by?: OperatorSession; publishAt?: string }): Promise<RequestShown>
  show(versionId: string): Promise<Awaited<ReturnType<ReturnType<typeof versionsRoutes>['one']>>>
  request(id: string): Promise<RequestShown>
  /** A draft with another price of VIDEO-1, submitted. */
  submitted(points?: number): Promise<{ versionId: string; requestId: string }>
  /** What everybody sees: points by benefit. */
  prices(): Promise<Record<string, number>>
  call<T>(operator: OperatorSession, rest: T): T & Called
}

interface Called {
  session: OperatorSession
  key: never
  address: string
  requestId: string
}

let calls = 0
const tables = [
  'catalogue',
  'catalogue_load',
  'catalogue_version',
  'catalogue_version_benefit',
  'benefit',
  'benefit_stock',
  'benefit_code',
  'request',
]

export async function catalogueDesk(): Promise<CatalogueDesk> {
  const opened = await testDatabase()
  const { database } = opened
  const surroundings = orderedSurroundings()
  const vault = testVault()
  await installTestProgramme(database)
  const desk = await deskOn({ database, surroundings, vault })
  const routes = versionsRoutes(desk.deps)
  const [maker, checker] = [await desk.hire(['maker']), await desk.hire(['checker'])]
  const none = { query: {} }
  const made: CatalogueDesk = {
    opened,
    surroundings,
    desk,
    deps: desk.deps,
    routes,
    maker,
    checker,
    call,
    async begins() {
      surroundings.set('2026-11-22T02:00:00.000Z')
      await database.inTransaction(async (tx) => {
        for (const table of tables) await tx.change(`DELETE FROM ${table}`)
      })
      await made.load(
        { benefit_id: 'VIDEO-1', stock: 5 },
        { benefit_id: 'MUSIC-1', title: '音乐会员', category: 'music', points: 80, stock: 5 },
        { benefit_id: 'BOOK-1', title: '听书月卡', category: 'reading', points: 60, stock: 5 },
      )
    },
    load: (...rows) => loadRows({ database, surroundings, vault }, rows),
    begin: (from = 'live', by = maker) =>
      routes.begin(call(by, { params: undefined, query: undefined, body: { from } })),
    async put(versionId, { benefit_id, ...cells }, by = maker) {
      const benefitId = String(benefit_id ?? 'VIDEO-1')
      const { rows } = await routes.rows(call(by, { params: { versionId }, query: { q: benefitId }, body: undefined }))
      const { cells: had = {}, revision = null } =
        rows.find((row) => row.benefitId === benefitId && row.kind !== 'removed') ?? {}
      const written = Object.fromEntries(Object.entries(cells).map(([column, text]) => [column, String(text)]))
      return routes.putRow(
        call(by, { params: { versionId, benefitId }, ...none, body: { cells: { ...had, ...written }, revision } }),
      )
    },
    async remove(versionId, benefitId) {
      const params = { versionId }
      const { rows } = await routes.rows(call(maker, { params, query: { q: benefitId }, body: undefined }))
      const revision = rows.find((row) => row.benefitId === benefitId)?.revision ?? '0'.repeat(16)
      return routes.removeRow(call(maker, { params: { versionId, benefitId }, query: { revision }, body: undefined }))
    },
    submit: (versionId, { by = maker, publishAt } = {}) =>
      routes.submit(call(by, { params: { versionId }, ...none, body: { reason: '请复核新版目录', publishAt } })),
    show: (versionId) => routes.one(call(maker, { params: { versionId }, ...none, body: undefined })),
    async request(id) {
      const found = await findRequest(database.reader, id)
      if (!found) throw new Error('there is no such request')
      return showRequest(found, desk.deps)
    },
    async submitted(points = 777) {
      const { id } = await made.begin()
      await made.put(id, { points })
      return { versionId: id, requestId: (await made.submit(id)).id }
    },
    prices: () => pricesIn(database),
  }
  return made
}

function orderedSurroundings(): HeldSurroundings {
  const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
  const { newId } = surroundings
  // Ids of one millisecond have no order among themselves; here each has a millisecond of its own.
  surroundings.newId = () => {
    surroundings.advance(1)
    return newId()
  }
  return surroundings
}

function call<T>(session: OperatorSession, rest: T): T & Called {
  const key = `versions-key-${String(++calls).padStart(12, '0')}`
  const claimed = { ownerId: session.operatorId, key, endpointId: 'versions', inputHash: key }
  return { ...rest, session, key: claimed as never, address: '127.0.0.1', requestId: `call-${calls}` }
}

async function loadRows(deps: Parameters<typeof loadCatalogue>[0], rows: readonly Cells[]): Promise<void> {
  const codes = rows.flatMap((row) =>
    Array.from({ length: 5 }, () => ({ benefit_id: row.benefit_id ?? '', code: `CODE-${deps.surroundings.newId()}` })),
  )
  const files = { benefits: benefitsCsv(...rows), codes: csv(codes) }
  const loaded = await loadCatalogue(deps, { programmeId: testProgramme.id, ...files })
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
}

async function pricesIn({ reader }: Database): Promise<Record<string, number>> {
  const rows = await reader.rows<{ benefit_id: string; points: string | number }>(
    'SELECT benefit_id, points FROM benefit WHERE programme_id = ? AND retired_at IS NULL',
    [testProgramme.id],
  )
  return Object.fromEntries(rows.map((row) => [row.benefit_id, Number(row.points)]))
}
