import { benefitsCsv, type Cells, csv } from '../../../tests/support/catalogueFiles'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import { loadCatalogue } from './loadCatalogue'

let opened: TestDatabase
let programmeId = ''
let programmes = 0
const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
const vault = testVault()

beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())
beforeEach(() => {
  programmeId = `p-${++programmes}`
})

const code = (code: string, batch = '', valid_until = '') => ({ benefit_id: 'VIDEO-1', code, batch, valid_until })
const load = (codes: Cells[], rows: Cells[] = [{}]) =>
  loadCatalogue(
    { database: opened.database, surroundings, vault },
    { programmeId, benefits: benefitsCsv(...rows), codes: csv(codes) },
  )
const rowsOf = (sql: string) => opened.database.reader.rows<Record<string, unknown>>(sql, [programmeId])
const batches = () =>
  rowsOf('SELECT batch_id, valid_until, codes, expired_at FROM code_batch WHERE programme_id = ? ORDER BY batch_id')

async function problemsOf(codes: Cells[]): Promise<string[]> {
  const result = await load(codes)
  if (result.ok) throw new Error('it was loaded')
  return result.problems.map(({ file, row, column, code }) => `${file} ${row} ${column} ${code}`)
}

test('writes down batches over several benefits, with the last moment of their codes', async () => {
  const rows: Cells[] = [{ stock: 3 }, { benefit_id: 'MUSIC-1', stock: 1 }]
  await load(
    [
      code('A-1', 'NOV', '2026-12-31'),
      code('A-2', 'NOV', '2026-12-31'),
      code('A-3'),
      code('A-4', 'OPEN'),
      { ...code('B-1', 'NOV', '2026/12/31'), benefit_id: 'MUSIC-1' },
    ],
    rows,
  )
  expect(await batches()).toMatchObject([
    { batch_id: 'NOV', codes: 3, expired_at: null },
    { batch_id: 'OPEN', codes: 1, valid_until: null },
  ])
  const codes = await rowsOf(
    'SELECT seq, batch_id, valid_until FROM benefit_code WHERE programme_id = ? ORDER BY benefit_id DESC, seq',
  )
  expect(codes.map(({ seq, batch_id }) => [seq, batch_id])).toEqual([
    [1, 'NOV'],
    [2, 'NOV'],
    [3, null],
    [4, 'OPEN'],
    [1, 'NOV'],
  ])
  expect(codes.map(({ valid_until }) => valid_until === null)).toEqual([false, false, true, true, false])
  expect(JSON.stringify(codes[0]?.valid_until)).toMatch(/2026-12-31.15:59:59.999/)
})

test('more codes join a batch whose last moment they share', async () => {
  await load([code('A-1', 'NOV', '2026-12-31')])
  await load([code('A-2', 'NOV', '2026-12-31'), code('A-3', 'NOV', '2026-12-31')])
  expect(await batches()).toMatchObject([{ batch_id: 'NOV', codes: 3 }])
  const result = await load([code('A-4', 'NOV', '2027-01-31')])
  expect(result).toMatchObject({
    ok: false,
    problems: [
      {
        row: 2,
        column: 'valid_until',
        code: 'batch_known_differs',
        zh: '这个批次已装入，有效期至 2026-12-31 23:59',
        en: 'the batch was loaded before, and its last moment is 2026-12-31 23:59',
      },
    ],
  })
  expect(await problemsOf([code('A-4', 'NOV')])).toEqual(['codes 2 valid_until batch_known_differs'])
  expect(await batches()).toMatchObject([{ batch_id: 'NOV', codes: 3 }])
})

test('a code is in one batch of the programme alone, whatever its benefit, and the problem names the batch', async () => {
  await load([code('A-1', 'NOV', '2026-12-31'), code('A-2')])
  const again = await load(
    [{ ...code('A-1', 'DEC', '2027-12-31'), benefit_id: 'MUSIC-1' }, code('A-2', 'DEC', '2027-12-31')],
    [{}, { benefit_id: 'MUSIC-1' }],
  )
  expect(again).toMatchObject({
    ok: false,
    problems: [
      { row: 2, column: 'code', code: 'code_known_in_batch', zh: '这个卡密已在库中，批次 NOV' },
      { row: 3, column: 'code', code: 'code_known', zh: '这个卡密已在库中' },
    ],
  })
  expect(JSON.stringify(again)).not.toMatch(/A-[12]/)
})

test('tells what is wrong with batches', async () => {
  const problems = await problemsOf([
    code('A-1', 'NOV', '2026-12-31'),
    code('A-2', 'NOV', '2026-12-30'),
    code('A-3', 'NOV'),
    code('A-4', '', '2026-12-31'),
    code('A-5', 'TWO WORDS', '2026-12-31'),
    code('A-6', 'DEC', 'never'),
    code('A-7', 'OVER', '2026-11-21'),
  ])
  expect(problems).toEqual([
    'codes 3 valid_until batch_differs',
    'codes 4 valid_until batch_differs',
    'codes 5 batch batch_missing',
    'codes 6 batch batch_invalid',
    'codes 7 valid_until time_invalid',
    'codes 8 valid_until batch_over',
  ])
})

test('codes whose last moment is over cover no stock', async () => {
  await load([code('A-1', 'NOV', '2026-11-22'), code('A-2')], [{ stock: 1 }])
  surroundings.advance(86_400_000)
  const result = await load([code('A-3')], [{ stock: 3 }])
  expect(result).toMatchObject({
    ok: false,
    problems: [{ code: 'stock_above_codes', en: 'more than there are codes: 2' }],
  })
  expect(await load([code('A-3')], [{ stock: 2 }])).toMatchObject({ ok: true })
})
