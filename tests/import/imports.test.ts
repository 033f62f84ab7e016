import { Workbook } from 'exceljs'
import { encode } from 'iconv-lite'
import { annotatedFile, templateFile } from '../../server/features/catalogue/imports/annotatedFile'
import { freshImport } from '../../server/features/catalogue/imports/freshImport'
import { claimCheck, findImport } from '../../server/features/catalogue/imports/imports.store'
import { staleAfterMs } from '../../server/features/catalogue/imports/runCheck'
import { showImport } from '../../server/features/catalogue/imports/showImport'
import { versionRowsPage } from '../../server/features/catalogue/readVersion'
import { versionRows } from '../../server/features/catalogue/versions.store'
import { benefitsCsv, csv } from '../support/catalogueFiles'
import { head, type ImportDesk, openImportDesk, placesOf, programmeId, row, xlsx } from '../support/importDesk'
import { refusalOf } from '../support/refusalOf'

let at: ImportDesk
beforeEach(async () => {
  at = await openImportDesk()
})
afterEach(() => at.opened.close())

test('tells what is new, changed and the same, field by field, and changes nothing', async () => {
  await at.live()
  const shown = await at.sent(
    benefitsCsv({ benefit_id: 'LIVE-1', points: 150 }, { benefit_id: 'LIVE-2' }, { benefit_id: 'NEW-1' }),
  )
  expect(shown).toMatchObject({ state: 'checked', counts: { rows: 3, new: 1, changed: 1, unchanged: 1, wrong: 0 } })
  expect(shown.differences).toMatchObject([
    { benefitId: 'LIVE-1', kind: 'changed', changes: [{ column: 'points', before: '100', after: '150' }] },
    { benefitId: 'NEW-1', kind: 'new' },
  ])
  const rows = await at.opened.database.reader.rows('SELECT benefit_id FROM benefit')
  expect(rows).toHaveLength(2)
})

test('tells all that is wrong at once, with row, column, letter and advice', async () => {
  const shown = await at.sent(
    benefitsCsv(
      { benefit_id: 'bad id', points: '1,000' },
      { benefit_id: 'A-1', category: '影视' },
      { benefit_id: 'A-1' },
    ),
  )
  expect(placesOf(shown)).toEqual([
    '2A benefit_id_invalid',
    '2E number_separated',
    '3C category_unknown',
    '4A benefit_repeated',
  ])
  for (const { adviceZh, adviceEn, header } of shown.problems) expect([adviceZh, adviceEn, header]).not.toContain('')
  expect(await refusalOf(at.submitted(shown.id))).toBe('import_wrong')
})

test('makes a draft of the whole file, of its good rows alone where that is asked for, and never twice', async () => {
  await at.live()
  const good = await at.sent(benefitsCsv({ benefit_id: 'NEW-1' }, { benefit_id: 'NEW-2', points: 'x' }))
  expect(await refusalOf(at.submitted(good.id))).toBe('import_wrong')
  const { versionId, state } = await at.submitted(good.id, { onlyGood: true })
  expect(state).toBe('submitted')
  const rows = await versionRows(at.opened.database.reader, { programmeId, versionId: versionId ?? '' })
  expect(rows.map(({ cells }) => cells.benefit_id).sort()).toEqual(['LIVE-1', 'LIVE-2', 'NEW-1'])
  expect(await refusalOf(at.submitted(good.id, { onlyGood: true }))).toBe('import_submitted')
  const alone = await at.sent(benefitsCsv({ benefit_id: 'NEW-3' }))
  const replaced = await at.submitted(alone.id, { replace: true })
  const left = await versionRows(at.opened.database.reader, { programmeId, versionId: replaced.versionId ?? '' })
  expect(left.map(({ cells }) => cells.benefit_id)).toEqual(['NEW-3'])
})

test('the same file again is the same import and says so', async () => {
  const file = benefitsCsv({ benefit_id: 'NEW-1' })
  const first = await at.sent(file)
  const again = await at.sent(file, { name: '换个名字.csv' })
  expect(again).toMatchObject({ id: first.id, isRepeated: true, fileName: '权益.csv' })
  await at.submitted(first.id)
  expect(await at.sent(file)).toMatchObject({ id: first.id, isRepeated: true, state: 'submitted' })
})

test('a file that says what is live is known for that', async () => {
  await at.live()
  const shown = await at.sent(benefitsCsv({ benefit_id: 'LIVE-2' }, { benefit_id: 'LIVE-1' }))
  expect(shown).toMatchObject({ isSameAsLive: true, counts: { unchanged: 2 } })
  expect(await refusalOf(at.submitted(shown.id))).toBe('import_same_as_live')
})

test('a file that only leaves benefits out is told for what it leaves out, and retires it where that is chosen', async () => {
  await at.live()
  const shown = await at.sent(benefitsCsv({ benefit_id: 'LIVE-1' }))
  expect(shown).toMatchObject({ isSameAsLive: true, counts: { new: 0, changed: 0, unchanged: 1 } })
  expect(shown.leftOut).toEqual({ count: 1, first: [{ benefitId: 'LIVE-2', title: '视频会员月卡' }] })
  expect(await refusalOf(at.submitted(shown.id))).toBe('import_same_as_live')
  const { versionId } = await at.submitted(shown.id, { replace: true })
  const key = { programmeId, versionId: versionId ?? '' }
  const asked = { against: 'live', kind: undefined, q: undefined, from: 0, limit: 9, now: at.surroundings.now() }
  const { counts, rows } = await versionRowsPage(at.opened.database.reader, key, asked)
  expect(counts).toMatchObject({ removed: 1, unchanged: 1, changed: 0, new: 0 })
  expect(rows.find(({ kind }) => kind === 'removed')?.benefitId).toBe('LIVE-2')
})

test('the whole catalogue as it is live is nothing to submit, whatever is chosen', async () => {
  await at.live()
  const shown = await at.sent(benefitsCsv({ benefit_id: 'LIVE-1' }, { benefit_id: 'LIVE-2' }, { benefit_id: 'no' }))
  expect(shown.leftOut).toEqual({ count: 0, first: [] })
  const whole = await at.sent(benefitsCsv({ benefit_id: 'LIVE-1' }, { benefit_id: 'LIVE-2' }))
  expect(await refusalOf(at.submitted(whole.id, { replace: true }))).toBe('import_same_as_live')
})

test('points out the import and the draft that name the same benefits', async () => {
  const first = await at.sent(benefitsCsv({ benefit_id: 'NEW-1' }, { benefit_id: 'NEW-2' }), { name: '第一份.csv' })
  const second = await at.sent(benefitsCsv({ benefit_id: 'NEW-2', points: 200 }))
  expect(second.overlaps).toEqual([{ kind: 'import', id: first.id, name: '第一份.csv', count: 1, first: ['NEW-2'] }])
  const { versionId } = await at.submitted(first.id)
  const third = await at.sent(benefitsCsv({ benefit_id: 'NEW-1', points: 300 }))
  expect(third.overlaps).toEqual([
    { kind: 'draft', id: versionId, name: expect.any(String), count: 1, first: ['NEW-1'] },
  ])
})

describe('a spreadsheet', () => {
  test('says dates in any form, numbers and booleans', async () => {
    const cells = [
      row('D-1', { 6: new Date('2026-12-01T00:00:00Z'), 7: new Date('2027-01-31T20:30:00Z') }),
      row('D-2', { 6: '2026年12月1日', 7: '2027/1/31 下午 8:30' }),
      row('D-3', { 6: 46_357, 7: '20270131' }),
      row('D-4', { 6: '12/1/2026' }),
      row('D-5', { 4: true }),
    ]
    const shown = await at.sent(await xlsx([head, ...cells]))
    expect(placesOf(shown)).toEqual(['5G time_invalid', '6E number_invalid'])
    const starts = shown.differences.map(({ benefitId }) => benefitId)
    expect(starts).toEqual(['D-1', 'D-2', 'D-3'])
    const { versionId } = await at.submitted(shown.id, { onlyGood: true })
    const rows = await versionRows(at.opened.database.reader, { programmeId, versionId: versionId ?? '' })
    expect(rows.map(({ cells: { starts_at, ends_at } }) => [starts_at, ends_at])).toEqual([
      ['2026-12-01', '2027-01-31 20:30'],
      ['2026-12-01', '2027-01-31 20:30'],
      ['2026-12-01', '2027-01-31'],
    ])
  })

  test('refuses formulas, errors and merged cells by their place, and takes rich text', async () => {
    const workbook = new Workbook()
    const sheet = workbook.addWorksheet('权益')
    sheet.addRows([head, row('F-1', { 4: { formula: '1+1', result: 2 } }), row('F-2', { 5: { error: '#N/A' } })])
    sheet.addRow(row('F-3', { 1: { richText: [{ text: '音乐' }, { font: { bold: true }, text: '会员' }] } }))
    sheet.mergeCells('C2:C3')
    const shown = await at.sent(Buffer.from(await workbook.xlsx.writeBuffer()))
    expect(placesOf(shown)).toEqual(['2 cell_merged', '2E cell_formula', '3C required', '3F cell_error'])
    expect(shown.isComplete).toBe(false)
    expect(shown.differences).toMatchObject([{ title: '音乐会员' }])
    expect(await refusalOf(at.submitted(shown.id, { onlyGood: true }))).toBe('import_wrong')
  })

  test('comes back with what is wrong in each row; nothing in it runs, and it is read again for the same', async () => {
    const shown = await at.sent(await xlsx([head, row('bad id'), row('G-2', { 1: '=HYPERLINK("x")' }), row('G-3')]))
    const found = await findImport(at.opened.database.reader, { programmeId, importId: shown.id })
    if (!found) throw new Error('no import')
    const bytes = await annotatedFile(at.deps, found)
    const workbook = new Workbook()
    await workbook.xlsx.load(bytes as never)
    const sheet = workbook.worksheets[0]
    expect(sheet?.name).toBe('权益')
    const reasons = sheet?.getColumn(13).values ?? []
    expect(reasons.slice(1)).toEqual(['错误原因', expect.stringContaining('权益编号'), expect.stringContaining('公式')])
    expect(sheet?.getCell('B3').value).toBe(`'=HYPERLINK("x")`)
    workbook.eachSheet((each) =>
      each.eachRow((line) => line.eachCell((cell) => expect(String(cell.value)).not.toMatch(/^[=+\-@\t]/))),
    )
    expect(placesOf(await at.sent(bytes))).toEqual(placesOf(shown))
  })

  test('comes back with the drop-downs of the template, wherever its columns stand, and with codes as text', async () => {
    const [id, title, category, tier, ...others] = head
    const names = [title, id, ...others, tier, category]
    const cells = [
      '视频',
      'LIVE-1',
      12_345_678,
      '0',
      '2026-12-01',
      '2035-12-31',
      'x',
      30,
      '说明',
      '步骤',
      '普卡',
      '影视',
    ]
    const shown = await at.sent(await xlsx([names, cells]), { name: '权益.xlsx' })
    const found = await findImport(at.opened.database.reader, { programmeId, importId: shown.id })
    if (!found) throw new Error('no import')
    const bytes = await annotatedFile(at.deps, found)
    const [own, template] = [new Workbook(), new Workbook()]
    await own.xlsx.load(bytes as never)
    await template.xlsx.load((await templateFile(at.deps, 'benefits')) as never)
    const ruleAt = (workbook: Workbook, cell: string) => workbook.worksheets[0]?.getCell(cell).dataValidation
    for (const [here, there] of [
      ['K', 'D'],
      ['L', 'C'],
    ]) {
      expect(ruleAt(own, `${here}2`)).toEqual(ruleAt(template, `${there}2`))
      expect(ruleAt(own, `${here}2000`)).toMatchObject({ type: 'list' })
    }
    expect(ruleAt(own, 'A2')).toBeUndefined()
    const sheet = own.worksheets[0]
    for (const cell of ['B2', 'C2', 'B900']) expect(sheet?.getCell(cell).numFmt).toBe('@')
    expect(sheet?.getCell('C2').value).toBe('12345678')
  })

  test('from the template has nothing to import but the example, which is passed over', async () => {
    const shown = await at.sent(await templateFile(at.deps, 'benefits'))
    expect(shown).toMatchObject({ state: 'checked', counts: { rows: 0 }, problems: [{ code: 'no_rows' }] })
  })
})

test('reads CSV in UTF-8 with and without a mark, and in GB18030', async () => {
  const text = benefitsCsv({ benefit_id: 'CSV-1', title: '视频会员' }).toString()
  for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), encode(text, 'gb18030')]) {
    const shown = await at.sent(bytes)
    expect(shown).toMatchObject({ counts: { rows: 1, problems: 0 }, differences: [{ title: '视频会员' }] })
  }
})

describe('codes', () => {
  const staged = () => at.opened.database.reader.rows<Record<string, unknown>>('SELECT * FROM staged_code ORDER BY no')
  const pool = () =>
    at.opened.database.reader.rows<{ benefit_id: string; seq: number; state: string }>(
      'SELECT benefit_id, seq, state, cipher FROM benefit_code ORDER BY benefit_id, seq',
    )
  const codes = csv([
    { benefit_id: 'LIVE-1', code: 'KQ-0001', batch: 'B-1', valid_until: '2027-12-31' },
    { benefit_id: 'LIVE-1', code: '0001234567890123456789', batch: 'B-1', valid_until: '2027-12-31' },
    { benefit_id: 'LIVE-2', code: 'KQ-0003', batch: '', valid_until: '' },
  ])

  test('lie sealed until a second person loads them, and are counted only', async () => {
    await at.live()
    const shown = await at.sent(codes, { kind: 'codes', name: '卡密.csv' })
    expect(shown).toMatchObject({
      state: 'checked',
      codes: [
        { benefitId: 'LIVE-1', codes: 2 },
        { benefitId: 'LIVE-2', codes: 1 },
      ],
      batches: [{ batchId: 'B-1', codes: 2, validUntil: '2027-12-31T15:59:59.999Z' }],
    })
    const kept = JSON.stringify([
      await staged(),
      await at.opened.database.reader.rows('SELECT * FROM catalogue_import_piece'),
    ])
    for (const code of ['KQ-0001', '0001234567890123456789']) expect(JSON.stringify(shown) + kept).not.toContain(code)
    expect(await pool()).toEqual([])
    const request = await at.desk.ask(at.maker, { kind: 'load_codes', payload: { importId: shown.id, stockToo: true } })
    expect(request.changes).toContainEqual({ field: 'benefit.LIVE-1.codes', before: 0, after: 2 })
    expect(await refusalOf(at.desk.approve(at.maker, request.id))).toBe('role_required')
    expect(await at.desk.approve(at.checker, request.id)).toMatchObject({ state: 'approved', changes: request.changes })
    expect((await pool()).map(({ benefit_id, seq, state }) => `${benefit_id} ${seq} ${state}`)).toEqual([
      'LIVE-1 1 free',
      'LIVE-1 2 free',
      'LIVE-2 1 free',
    ])
    expect(await staged()).toEqual([])
    const stock = await at.opened.database.reader.rows('SELECT stock FROM benefit_stock ORDER BY benefit_id')
    expect(stock).toEqual([{ stock: 2 }, { stock: 1 }])
    expect(await refusalOf(at.desk.ask(at.maker, { kind: 'load_codes', payload: { importId: shown.id } }))).toBe(
      'codes_not_staged',
    )
    expect(await at.sent(codes, { kind: 'codes' })).toMatchObject({
      id: shown.id,
      isRepeated: true,
      state: 'submitted',
    })
  })

  test('keep their long numbers, or are refused; a spreadsheet that has rounded them is told by row', async () => {
    await at.live()
    const book = await xlsx(
      [
        ['权益编号', '卡密'],
        ['LIVE-1', '00012345'],
        ['LIVE-1', 1_234_567_890_123_456_000],
        ['LIVE-1', 4_200_000_000_000],
      ],
      '卡密',
    )
    expect(placesOf(await at.sent(book, { kind: 'codes' }))).toEqual(['3 number_imprecise', '4 code_not_text'])
    const text = csv([{ benefit_id: 'LIVE-1', code: '1.23457E+18' }])
    expect(placesOf(await at.sent(text, { kind: 'codes' }))).toEqual(['2 number_imprecise'])
    expect(await staged()).toEqual([])
  })

  test('that are in the pool already, whatever the batch, stop the file; those that another one stages are pointed out', async () => {
    await at.live()
    const first = await at.sent(codes, { kind: 'codes' })
    const other = csv([{ benefit_id: 'LIVE-2', code: 'KQ-0001', batch: 'B-2' }])
    const second = await at.sent(other, { kind: 'codes' })
    expect(second.notices).toMatchObject([{ row: 2, code: 'code_staged' }])
    await at.desk.settle({ kind: 'load_codes', payload: { importId: first.id } })
    expect(await refusalOf(at.desk.ask(at.maker, { kind: 'load_codes', payload: { importId: second.id } }))).toBe(
      'codes_known',
    )
    const third = csv([{ benefit_id: 'LIVE-2', code: 'KQ-0001', batch: 'B-3' }])
    expect(placesOf(await at.sent(third, { kind: 'codes' }))).toEqual(['2 code_known_in_batch'])
    const nobody = csv([{ benefit_id: 'NOBODY-1', code: 'KQ-9' }])
    expect(placesOf(await at.sent(nobody, { kind: 'codes' }))).toEqual(['2 benefit_unknown'])
  })
})

test('a check whose process has ended is over after a while, and says so', async () => {
  const { id: importId } = await at.sent(benefitsCsv({ benefit_id: 'NEW-1' }))
  const key = { programmeId, importId }
  const now = at.surroundings.now()
  await at.opened.database.inTransaction((tx) => claimCheck(tx, key, { now, staleBefore: now }))
  expect(await freshImport(at.deps, key)).toMatchObject({ state: 'checking' })
  at.surroundings.advance(staleAfterMs)
  const found = await freshImport(at.deps, key)
  if (!found) throw new Error('no import')
  expect(await showImport(at.opened.database.reader, found)).toMatchObject({
    state: 'refused',
    problems: [{ code: 'check_interrupted' }],
  })
  expect(at.failures).toEqual([])
})
