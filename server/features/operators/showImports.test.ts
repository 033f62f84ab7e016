import { benefitsCsv } from '../../../tests/support/catalogueFiles'
import { type ImportDesk, openImportDesk, programmeId } from '../../../tests/support/importDesk'
import { type Import, importOf } from '../catalogue'
import { listImports, shownImport } from './showImports'

let at: ImportDesk
let draft: string
beforeAll(async () => {
  at = await openImportDesk()
  await at.live()
  const sent = await at.sent(benefitsCsv({ benefit_id: 'NEW-1' }), { name: 'b-新品.csv' })
  const { versionId } = await at.submitted(sent.id)
  draft = versionId ?? ''
  at.surroundings.advance(86_400_000)
  await at.sent(benefitsCsv({ benefit_id: 'NEW-2' }), { name: 'a-节日.csv' })
  at.surroundings.advance(1_000)
  await at.sent(benefitsCsv({ benefit_id: 'NEW-3' }), { name: 'C-other.csv' })
  const { database } = at.opened
  // What the command line sent is nobody's.
  await database.inTransaction((tx) =>
    tx.change("UPDATE catalogue_import SET made_by = NULL WHERE file_name = 'C-other.csv'"),
  )
  await database.inTransaction((tx) =>
    tx.change("UPDATE operator SET login = 'Desk.One' WHERE id = ?", [at.maker.operatorId]),
  )
})
afterAll(() => at.opened.close())

type Asked = Omit<Parameters<typeof listImports>[1], 'programmeId'>
const list = (asked: Asked = {}) => listImports(at.opened.database.reader, { programmeId, ...asked })
const names = async (asked: Asked) => (await list(asked)).imports.map(({ fileName }) => fileName)

test('each says who sent it, by name and login, and what became of its draft', async () => {
  const { imports } = await list({ sort: 'fileName' })
  const maker = { id: at.maker.operatorId, name: at.maker.name, login: 'Desk.One' }
  expect(imports.map(({ madeBy }) => madeBy).filter(Boolean)).toEqual([maker, maker])
  const submitted = imports.find(({ fileName }) => fileName === 'b-新品.csv')
  expect(submitted).toMatchObject({ state: 'submitted', versionId: draft, version: { number: 2, state: 'draft' } })
  const { reader } = at.opened.database
  const found = (await importOf(reader, { programmeId, importId: submitted?.id ?? '' })) as Import
  expect(await shownImport(reader, found, {})).toMatchObject({ madeBy: maker, version: { number: 2 } })
})

test.each<[Asked, string[]]>([
  [{}, ['C-other.csv', 'a-节日.csv', 'b-新品.csv']],
  [{ sort: 'madeAt' }, ['b-新品.csv', 'a-节日.csv', 'C-other.csv']],
  [{ sort: '-submittedAt' }, ['b-新品.csv', 'C-other.csv', 'a-节日.csv']],
  [{ search: '节日' }, ['a-节日.csv']],
  [{ search: 'OTHER' }, ['C-other.csv']],
  [{ search: 'desk.o' }, ['a-节日.csv', 'b-新品.csv']],
  [{ search: '100%' }, []],
  [{ state: 'submitted' }, ['b-新品.csv']],
  [{ from: '2026-11-23' }, ['C-other.csv', 'a-节日.csv']],
  [{ until: '2026-11-22' }, ['b-新品.csv']],
  [{ kind: 'codes' }, []],
])('asked for %j, the list has %j', async (asked, expected) => {
  const found = await names(asked)
  // What has the same value stands in the order of ids, which are alike within a millisecond.
  if (asked.sort === '-submittedAt') expect([found[0], found.slice(1).sort()]).toEqual([expected[0], expected.slice(1)])
  else expect(found).toEqual(expected)
})

test('mine are mine alone', async () => {
  expect(await names({ madeBy: at.maker.operatorId })).toEqual(['a-节日.csv', 'b-新品.csv'])
  expect(await names({ madeBy: at.checker.operatorId })).toEqual([])
})
