import { versionStanding } from '../../server/features/catalogue'
import { findVersion, versionRows } from '../../server/features/catalogue/versions.store'
import { publishDue } from '../../server/features/operators'
import { benefitsCsv, csv } from '../support/catalogueFiles'
import { type ImportDesk, openImportDesk, programmeId } from '../support/importDesk'
import { refusalOf } from '../support/refusalOf'

let at: ImportDesk
beforeEach(async () => {
  at = await openImportDesk()
  await at.live()
})
afterEach(() => at.opened.close())

const stockOf = async (benefitId: string) => {
  const rows = await at.opened.database.reader.rows<{ stock: number }>(
    'SELECT stock FROM benefit_stock WHERE benefit_id = ?',
    [benefitId],
  )
  return Number(rows[0]?.stock)
}

/** A draft with these changes of LIVE-1. */
async function drafted(changes: Record<string, string | number>): Promise<string> {
  const { id } = await at.sent(benefitsCsv({ benefit_id: 'LIVE-1', ...changes }))
  return (await at.submitted(id)).versionId ?? ''
}

/** Codes of LIVE-1 come in, and its stock grows by them. */
async function stocked(...codes: string[]): Promise<void> {
  const { id } = await at.sent(csv(codes.map((code) => ({ benefit_id: 'LIVE-1', code }))), { kind: 'codes' })
  await at.desk.settle({ kind: 'load_codes', payload: { importId: id, stockToo: true } })
}

const published = (versionId: string) =>
  at.desk.ask(at.maker, { kind: 'publish_catalogue', payload: { versionId } }).then(async ({ id, changes }) => {
    const { state } = await at.desk.approve(at.checker, id)
    return { state, changes: changes.map(({ field }) => field) }
  })

test('a draft that leaves the stock alone takes back nothing that came in since', async () => {
  const versionId = await drafted({ title: '视频会员季卡' })
  await stocked('KQ-1', 'KQ-2')
  const version = await findVersion(at.opened.database.reader, { programmeId, versionId })
  if (!version) throw new Error('no version')
  const asked = { now: at.surroundings.now(), suppliers: undefined }
  expect(await versionStanding(at.opened.database.reader, version, asked)).toMatchObject({
    counts: { changed: 1 },
    problemCount: 0,
  })
  const { state, changes } = await published(versionId)
  expect(state).toBe('approved')
  expect(changes).toEqual(['catalogue.changed', 'benefit.LIVE-1.title'])
  expect(await stockOf('LIVE-1')).toBe(2)
  const [row] = await versionRows(at.opened.database.reader, { programmeId, versionId })
  expect(row?.cells).toMatchObject({ benefit_id: 'LIVE-1', stock: '2' })
})

test('what comes in between approval and its time stays as well', async () => {
  const versionId = await drafted({ title: '视频会员季卡' })
  const request = await at.desk.ask(at.maker, {
    kind: 'publish_catalogue',
    payload: { versionId, publishAt: '2026-11-22 18:00' },
  })
  await at.desk.approve(at.checker, request.id)
  await stocked('KQ-1')
  at.surroundings.advance(9 * 3_600_000)
  await publishDue(programmeId, at.deps)
  expect(await findVersion(at.opened.database.reader, { programmeId, versionId })).toMatchObject({ state: 'live' })
  expect(await stockOf('LIVE-1')).toBe(1)
})

test('a draft that changes the stock is outdated by codes that came in since: a person says which is meant', async () => {
  await stocked('KQ-1', 'KQ-2')
  const versionId = await drafted({ stock: 1 })
  await stocked('KQ-3')
  expect(await refusalOf(published(versionId))).toBe('version_outdated')
  expect(await stockOf('LIVE-1')).toBe(3)
})

test('a file that names a part of the catalogue leaves everybody in their place', async () => {
  const { id } = await at.sent(benefitsCsv({ benefit_id: 'NEW-1' }, { benefit_id: 'LIVE-2', points: 150 }))
  const { versionId } = await at.submitted(id)
  const rows = await versionRows(at.opened.database.reader, { programmeId, versionId: versionId ?? '' })
  expect(rows.map(({ cells }) => cells.benefit_id)).toEqual(['LIVE-1', 'LIVE-2', 'NEW-1'])
})
