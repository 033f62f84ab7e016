import { Workbook } from 'exceljs'
import { encode } from 'iconv-lite'
import { annotatedFile } from '../../server/features/catalogue/imports/annotatedFile'
import { findImport } from '../../server/features/catalogue/imports/imports.store'
import { versionRows } from '../../server/features/catalogue/versions.store'
import { benefitsCsv, csv } from '../support/catalogueFiles'
import { head, type ImportDesk, openImportDesk, placesOf, programmeId, row, xlsx } from '../support/importDesk'
import { refusalOf } from '../support/refusalOf'

let at: ImportDesk
beforeEach(async () => {
  at = await openImportDesk()
})
afterEach(() => at.opened.close())

async function written(workbook: Workbook): Promise<Buffer> {
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

describe('what nobody sees', () => {
  test.each([
    ['a blank of no width', '视频\u200b会员', 'control_character'],
    ['a soft hyphen', '会\u00ad员', 'control_character'],
    ['a joiner that joins nothing', '\u200d', 'control_character'],
    ['a filler', '\u3164', 'control_character'],
    ['a tag', '会员\u{e0041}', 'control_character'],
    ['a character of private use', '会员\ue000', 'control_character'],
    ['half a pair', '会员\ud83d', 'character_broken'],
    ['the mark of a broken text', '会员\ufffd', 'character_broken'],
  ])('%s makes a title wrong', async (_, title, code) => {
    const shown = await at.sent(benefitsCsv({ benefit_id: 'NEW-1', title }))
    expect(placesOf(shown)).toEqual([`2B ${code}`])
  })

  test('what belongs to an emoji is no fault', async () => {
    const shown = await at.sent(benefitsCsv({ benefit_id: 'NEW-1', title: '❤️ 家庭卡 👨‍👩‍👧 👍🏽 1️⃣' }))
    expect(shown).toMatchObject({ counts: { new: 1, problems: 0 } })
  })

  test('hidden rows and columns are told, here and in the file with the reasons', async () => {
    const workbook = new Workbook()
    const sheet = workbook.addWorksheet('权益')
    sheet.addRows([head, row('SEEN-1'), row('HIDDEN-1')])
    sheet.getRow(3).hidden = true
    sheet.getColumn(5).hidden = true
    const shown = await at.sent(await written(workbook))
    expect(shown.counts).toMatchObject({ new: 2, problems: 0, notices: 2 })
    expect(shown.notices.map(({ row: no, code }) => `${no} ${code}`)).toEqual(['1 column_hidden', '3 row_hidden'])
    expect(shown.notices[0]?.zh).toContain('积分')
    const found = await findImport(at.opened.database.reader, { programmeId, importId: shown.id })
    if (!found) throw new Error('no import')
    const back = new Workbook()
    await back.xlsx.load((await annotatedFile(at.deps, found)) as never)
    expect(String(back.worksheets[0]?.getCell('M3').value)).toContain('隐藏')
  })

  test('a hidden sheet is neither taken nor passed over where it is the one that is wanted', async () => {
    const workbook = new Workbook()
    workbook.addWorksheet('旧数据', { state: 'veryHidden' }).addRows([head, row('HIDDEN-1')])
    workbook.addWorksheet('上新').addRows([head, row('SEEN-1')])
    const shown = await at.sent(await written(workbook))
    expect(shown.differences.map(({ benefitId }) => benefitId)).toEqual(['SEEN-1'])
    const wanted = new Workbook()
    wanted.addWorksheet('权益', { state: 'hidden' }).addRows([head, row('HIDDEN-1')])
    wanted.addWorksheet('上新').addRows([head, row('SEEN-1')])
    expect(await at.sent(await written(wanted))).toMatchObject({
      state: 'refused',
      problems: [{ code: 'sheet_hidden' }],
    })
  })
})

describe('what a spreadsheet writes in its own way', () => {
  test('characters that XML cannot hold are what they stand for', async () => {
    const shown = await at.sent(
      await xlsx([head, row('NEW-1', { 1: '会员_x0009_卡' }), row('NEW-2', { 1: '_x003D_1+1' })]),
    )
    expect(placesOf(shown)).toEqual(['2B control_character', '3B formula'])
  })

  test('a time is a time, also at midnight and in the last moment of a day', async () => {
    const workbook = new Workbook()
    const sheet = workbook.addWorksheet('权益')
    const serials = [46_752, 46_752.999_999_99, 46_752]
    sheet.addRows([head, ...serials.map((_, no) => row(`NEW-${no}`))])
    for (const [no, serial] of serials.entries()) {
      const cell = sheet.getCell(`H${no + 2}`)
      cell.value = serial
      cell.numFmt = no === 2 ? 'yyyy/m/d' : 'yyyy/m/d h:mm'
    }
    const shown = await at.sent(await written(workbook))
    const { versionId } = await at.submitted(shown.id)
    const rows = await versionRows(at.opened.database.reader, { programmeId, versionId: versionId ?? '' })
    expect(rows.map(({ cells }) => cells.ends_at)).toEqual(['2027-12-31 00:00', '2027-12-31 23:59:59', '2027-12-31'])
  })

  test('a percentage is not the number that it seems', async () => {
    const workbook = new Workbook()
    const sheet = workbook.addWorksheet('权益')
    sheet.addRows([head, row('NEW-1')])
    sheet.getCell('E2').value = 50
    sheet.getCell('E2').numFmt = '0%'
    const shown = await at.sent(await written(workbook))
    expect(placesOf(shown)).toEqual(['2E number_percent'])
    expect(shown.problems[0]?.zh).toContain('5000%')
  })

  test('CSV with semicolons or tabs, with a line that says so, and in UTF-16', async () => {
    const plain = benefitsCsv({ benefit_id: 'CSV-1', title: '视频会员' }).toString().trimEnd()
    const semicolons = plain.replaceAll(',', ';')
    const files = [
      semicolons,
      plain.replaceAll(',', '\t'),
      `sep=;\r\n${semicolons}`,
      plain.replace('benefit_id', 'ｂenefit_id').replace('title', 't\u200bitle'),
    ].map((text) => Buffer.from(text))
    for (const bytes of [
      ...files,
      encode(plain, 'utf-16le', { addBOM: true }),
      encode(plain, 'utf-16be', { addBOM: true }),
    ])
      expect(await at.sent(bytes)).toMatchObject({
        problems: [],
        counts: { rows: 1, problems: 0 },
        differences: [{ title: '视频会员' }],
      })
  })

  test('a row above the names of the columns is told as that, once', async () => {
    expect(placesOf(await at.sent(await xlsx([['十二月上新'], head, row('NEW-1')])))).toEqual(['1 head_missing'])
  })

  test('names of columns alone are no file to import', async () => {
    expect(placesOf(await at.sent(await xlsx([head])))).toEqual(['1 no_rows'])
  })
})

describe('codes', () => {
  const kind = 'codes'
  const sentCodes = (...codes: string[]) =>
    at.sent(csv(codes.map((code) => ({ benefit_id: 'LIVE-1', code }))), { kind })

  test.each([
    ['a blank of no width behind it', 'KQ-1\u200b', 'control_character'],
    ['nothing but that', '\u200b', 'control_character'],
    ['full-width letters', 'ＫＱ-1', 'code_characters'],
    ['a blank that does not break', 'KQ\u00a01', 'code_characters'],
    ['a dash that is no hyphen', 'KQ–1', 'code_characters'],
    ['a letter of another script', 'КQ-1', 'code_characters'],
    ['an apostrophe before it', "'00123", 'code_characters'],
  ])('that look like others are refused: %s', async (_, code, problem) => {
    await at.live()
    expect(placesOf(await sentCodes('KQ-1', code))).toEqual([`3 ${problem}`])
    expect(await at.opened.database.reader.rows('SELECT 1 FROM staged_code')).toEqual([])
  })

  test('that a spreadsheet has taken for something else are refused', async () => {
    await at.live()
    const workbook = new Workbook()
    const sheet = workbook.addWorksheet('卡密')
    sheet.addRows([
      ['权益编号', '卡密'],
      ['LIVE-1', new Date('2026-12-01T00:00:00Z')],
      ['LIVE-1', true],
      ['LIVE-1', 0.3],
    ])
    sheet.addRows([
      ['LIVE-1', 12],
      ['LIVE-1', 12],
      ['LIVE-1', 'KQ-1'],
    ])
    sheet.getCell('B6').numFmt = '00000'
    const shown = await at.sent(await written(workbook), { kind })
    expect(placesOf(shown)).toEqual([2, 3, 4, 5].map((no) => `${no} code_not_text`))
  })

  test('are told of no benefit that is none: where the columns are mixed up, it is the code', async () => {
    await at.live()
    const shown = await at.sent(csv([{ benefit_id: 'SECRETCODE-9999', code: 'LIVE-1' }]), { kind })
    expect(placesOf(shown)).toEqual(['2 benefit_unknown'])
    const kept = await at.opened.database.reader.rows('SELECT summary FROM catalogue_import')
    expect(JSON.stringify([shown, kept])).not.toContain('SECRETCODE-9999')
  })
})

test('the benefit of a wrong row stays as it is, where the good rows are to be the whole catalogue', async () => {
  await at.live()
  const shown = await at.sent(benefitsCsv({ benefit_id: 'NEW-1' }, { benefit_id: 'LIVE-2', points: '七百' }))
  const { versionId } = await at.submitted(shown.id, { onlyGood: true, replace: true })
  const rows = await versionRows(at.opened.database.reader, { programmeId, versionId: versionId ?? '' })
  expect(rows.map(({ cells }) => [cells.benefit_id, cells.points])).toEqual([
    ['NEW-1', '100'],
    ['LIVE-2', '100'],
  ])
})

test.each<Record<string, string | number>>([{ benefit_id: 'live-2' }, { benefit_id: 'LIVE-1', points: 5 }])(
  'a wrong row that may mean any benefit is not left out of a whole catalogue: %p',
  async (wrong) => {
    await at.live()
    const shown = await at.sent(benefitsCsv({ benefit_id: 'LIVE-1' }, wrong))
    expect(await refusalOf(at.submitted(shown.id, { onlyGood: true, replace: true }))).toBe('import_wrong')
  },
)
