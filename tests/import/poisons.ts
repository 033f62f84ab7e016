import {
  book,
  changed,
  csvText,
  good,
  heads,
  inline,
  type Poison,
  rowOf,
  sheetOf,
  sheetXml,
  withCell,
  workbookOf,
  zip,
} from './poison'

const mib = 1_048_576
const zeros = (bytes: number) => Buffer.alloc(bytes, 0x20)
const rels = (target: string, type = 'worksheet') =>
  `<Relationships><Relationship Id="rId1" Type="http://x/${type}" Target="${target}"/></Relationships>`
const doctype = (inside: string) => `<?xml version="1.0"?><!DOCTYPE x [${inside}]><worksheet><sheetData/></worksheet>`
const billion = Array.from({ length: 9 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`).join('')
const manyRows = (count: number) => {
  const rows = Array.from({ length: count }, (_, no) => `<row><c><v>${(no * 7_919) % 1_000_003}</v></c></row>`)
  return sheetXml(rowOf(heads) + rows.join(''))
}

/** What is no spreadsheet, or one of a kind that is not read. */
const kinds: Poison[] = [
  { name: 'an empty file', code: 'empty', make: () => Buffer.alloc(0) },
  { name: 'blank lines alone', code: 'empty', make: () => Buffer.from('\n\n,,,\n') },
  { name: 'an old .xls', code: 'file_old_xls', make: () => compound('Workbook') },
  { name: 'a workbook with a password', code: 'file_encrypted', make: () => compound('EncryptedPackage') },
  {
    name: 'a .docx renamed',
    code: 'file_other_office',
    make: () => zip([{ name: 'word/document.xml', text: '<x/>' }]),
  },
  {
    name: 'an .ods',
    code: 'file_other_office',
    make: () =>
      zip([
        { name: 'mimetype', text: 'application/ods' },
        { name: 'content.xml', text: '<x/>' },
      ]),
  },
  { name: 'an .xlsb', code: 'file_binary_workbook', make: () => zip([{ name: 'xl/workbook.bin', text: 'x' }]) },
  { name: 'a macro', code: 'file_macros', make: () => book({ more: [{ name: 'xl/vbaProject.bin', text: 'x' }] }) },
  {
    name: 'an .xlsm by its type',
    code: 'file_macros',
    make: () =>
      book({
        types:
          '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
      }),
  },
  {
    name: 'an old macro sheet',
    code: 'file_macros',
    make: () => book({ more: [{ name: 'xl/macrosheets/sheet1.xml', text: '<x/>' }] }),
  },
  { name: 'a picture', code: 'file_kind', make: () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') },
  { name: 'a PDF', code: 'file_kind', make: () => Buffer.from('%PDF-1.7\n%âãÏÓ\n') },
  {
    name: 'a web page named .xls',
    code: 'file_kind',
    make: () => Buffer.from('<html><table><tr><td>1</td></tr></table></html>'),
  },
  { name: 'XML of 2003', code: 'file_kind', make: () => Buffer.from('<?xml version="1.0"?><Workbook/>') },
  { name: 'a zip of something else', code: 'file_kind', make: () => zip([{ name: 'readme.txt', text: 'hello' }]) },
  { name: 'an empty zip', code: 'file_kind', make: () => zip([]) },
  {
    name: 'bytes of no encoding',
    code: 'encoding',
    make: () => Buffer.concat([csvText(good), Buffer.from([0xff, 0xff, 0x80])]),
  },
  { name: 'more than 20 MB', code: 'file_too_large', make: () => Buffer.alloc(20 * mib + 1, 'a') },
]

function compound(stream: string): Buffer {
  return Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1_024),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(512),
  ])
}

/** Archives that are broken or want to be bigger than they look. */
const archives: Poison[] = [
  { name: 'a zip cut off', code: 'zip_broken', make: () => book({}).subarray(0, 300) },
  { name: 'a head without a body', code: 'zip_broken', make: () => Buffer.from('PK\u0003\u0004') },
  { name: 'bytes turned inside', code: 'zip_broken', make: turned },
  { name: 'a bomb of blanks', code: 'zip_too_big', make: () => book({ sheet: zeros(100 * mib) }) },
  {
    name: 'a bomb that is not read',
    code: 'zip_too_big',
    make: () => book({ more: [{ name: 'xl/media/x.png', text: zeros(60 * mib) }] }),
  },
  { name: 'a bomb of strings', code: 'zip_too_big', make: () => book({ strings: zeros(80 * mib) }) },
  {
    name: 'a bomb that says it is small',
    code: 'zip_broken',
    make: () => book({ sheet: zeros(50 * mib), lies: { 'xl/worksheets/sheet1.xml': { size: 1_000 } } }),
  },
  {
    name: 'many parts of one place',
    code: 'zip_unsafe',
    make: () => book({ more: [1, 2, 3].map((no) => ({ name: `xl/a${no}.xml`, text: '<x/>', lie: { offset: 0 } })) }),
  },
  {
    name: 'two parts of one name',
    code: 'zip_unsafe',
    make: () => book({ more: [{ name: 'xl/workbook.xml', text: '<x/>' }] }),
  },
  {
    name: 'a way out of the folder',
    code: 'zip_unsafe',
    make: () => book({ more: [{ name: '../../etc/cron.d/x', text: 'x' }] }),
  },
  {
    name: 'a thousand parts',
    code: 'zip_unsafe',
    make: () => book({ more: Array.from({ length: 1_001 }, (_, no) => ({ name: `xl/x${no}`, text: '' })) }),
  },
  {
    name: 'a part with a password',
    code: 'file_encrypted',
    make: () => book({ lies: { 'xl/worksheets/sheet1.xml': { flag: 0x801 } } }),
  },
  {
    name: 'an odd way of packing',
    code: 'zip_unsafe',
    make: () => book({ lies: { 'xl/worksheets/sheet1.xml': { method: 14 } } }),
  },
]

function turned(): Buffer {
  const bytes = book({
    sheet: sheetOf([heads, ...Array.from({ length: 200 }, (_, no) => changed(0, `N-${no * 7_919}`))]),
  })
  const at = bytes.indexOf('sheet1.xml') + 200
  for (let place = at; place < at + 60; place++) bytes[place] = (bytes[place] as number) ^ 0x5a
  return bytes
}

/** XML that is broken or plays tricks. */
const markup: Poison[] = [
  {
    name: 'a billion laughs',
    code: 'xml_entities',
    make: () => book({ sheet: doctype(`<!ENTITY e0 "ha">${billion}`) }),
  },
  {
    name: 'a file of the server',
    code: 'xml_entities',
    make: () => book({ sheet: doctype('<!ENTITY f SYSTEM "file:///etc/passwd">') }),
  },
  {
    name: 'an entity in the strings',
    code: 'xml_entities',
    make: () => book({ strings: '<!DOCTYPE sst [<!ENTITY a "b">]><sst/>' }),
  },
  {
    name: 'an entity that nobody has defined',
    code: 'xml_entities',
    make: () => book({ sheet: sheetXml(`<row>${inline('&boo;')}</row>`) }),
  },
  { name: 'a tag that is not closed', code: 'xml_broken', make: () => book({ sheet: '<worksheet><sheetData><row>' }) },
  { name: 'a thousand tags in each other', code: 'xml_broken', make: () => book({ sheet: '<a>'.repeat(1_000) }) },
  {
    name: 'rows that go backwards',
    code: 'xml_broken',
    make: () =>
      book({ sheet: sheetXml(`<row r="5">${heads.map(inline).join('')}</row><row r="2">${inline('b')}</row>`) }),
  },
  {
    name: 'a workbook without sheets',
    code: 'sheet_missing',
    make: () => book({ workbook: '<workbook><sheets/></workbook>' }),
  },
  {
    name: 'a chart in place of a sheet',
    code: 'sheet_missing',
    make: () => book({ rels: rels('worksheets/sheet1.xml', 'chartsheet') }),
  },
  { name: 'a sheet that is not there', code: 'zip_broken', make: () => book({ rels: rels('worksheets/sheet9.xml') }) },
  {
    name: 'the sheet hidden',
    code: 'sheet_hidden',
    make: () => book({ workbook: workbookOf(['权益']).replace('<sheet ', '<sheet state="hidden" ') }),
  },
  { name: 'the sheet in second place', code: 'sheet_not_first', make: secondSheet },
]

function secondSheet(): Buffer {
  const both = `<Relationships>${[1, 2].map((no) => `<Relationship Id="rId${no}" Type="http://x/worksheet" Target="worksheets/sheet${no}.xml"/>`).join('')}</Relationships>`
  const more = [{ name: 'xl/worksheets/sheet2.xml', text: sheetOf([heads, good]) }]
  return book({ workbook: workbookOf(['说明', '权益']), rels: both, sheet: sheetOf([['说明']]), more })
}

/** Too much of everything. */
const sizes: Poison[] = [
  { name: 'a million rows', code: 'too_many_rows', make: () => book({ sheet: manyRows(1_000_000) }) },
  {
    name: 'a million rows of CSV',
    code: 'too_many_rows',
    make: () => Buffer.from(`${heads.join(',')}\n${'A,B,C,D,E,F,G,H\n'.repeat(1_000_000)}`),
  },
  {
    name: '16,384 columns',
    code: 'too_many_columns',
    make: () => book({ sheet: sheetXml(`<row>${inline('x').repeat(16_384)}</row>`) }),
  },
  { name: '16,384 columns of CSV', code: 'too_many_columns', make: () => Buffer.from('x,'.repeat(4_000)) },
  {
    name: 'a column beyond the last',
    code: 'too_many_columns',
    make: () => book({ sheet: sheetXml('<row><c r="ZZZ1" t="str"><v>x</v></c></row>') }),
  },
  {
    name: 'a cell of 40,000 characters',
    code: 'cell_too_long',
    make: () => book({ sheet: withCell(10, inline('字'.repeat(40_000))) }),
  },
  {
    name: 'a cell of 3 MB',
    code: 'cell_too_long',
    make: () => book({ sheet: withCell(10, inline('字词'.repeat(500_000))) }),
  },
  {
    name: 'a string of 40,000 characters',
    code: 'cell_too_long',
    make: () => book({ strings: `<sst><si><t>${'字'.repeat(40_000)}</t></si></sst>` }),
  },
  {
    name: 'a CSV row without an end',
    code: 'csv',
    make: () => Buffer.concat([csvText(good), Buffer.from(`\n"${'x,'.repeat(20_000)}`)]),
  },
]

/** Files that can be read and must not be believed. */
const cells: Poison[] = [
  { name: 'no names of columns', code: 'head_missing', make: () => Buffer.from('a,b,c\n1,2,3') },
  { name: 'other columns', code: 'column_unknown', make: () => Buffer.from('benefit_id,b,c\n1,2,3') },
  { name: 'names of columns alone', code: 'no_rows', make: () => csvText() },
  { name: 'a column twice', code: 'column_repeated', make: () => Buffer.from([...heads, 'title'].join(',')) },
  { name: 'a formula', code: 'cell_formula', make: () => book({ sheet: withCell(4, '<c><f>1+1</f><v>2</v></c>') }) },
  {
    name: 'a command',
    code: 'cell_formula',
    make: () => book({ sheet: withCell(1, '<c t="str"><f>cmd|\'/c calc\'!A1</f><v>x</v></c>') }),
  },
  { name: 'a command in CSV', code: 'formula', make: () => csvText(changed(1, "=cmd|'/c calc'!A1")) },
  { name: 'a formula behind a full-width sign', code: 'formula', make: () => csvText(changed(1, '＝1+1')) },
  { name: 'an error', code: 'cell_error', make: () => book({ sheet: withCell(4, '<c t="e"><v>#REF!</v></c>') }) },
  {
    name: 'merged cells',
    code: 'cell_merged',
    make: () => book({ sheet: sheetOf([heads, good], '<mergeCells><mergeCell ref="A2:A9"/></mergeCells>') }),
  },
  {
    name: 'a number of 19 digits',
    code: 'number_imprecise',
    make: () => book({ sheet: withCell(0, '<c><v>1.2345678901234567E+18</v></c>') }),
  },
  { name: 'a number of 19 digits in CSV', code: 'number_imprecise', make: () => csvText(changed(0, '1.23457E+18')) },
  { name: 'a sign that writes backwards', code: 'control_character', make: () => csvText(changed(1, 'abc\u202ecba')) },
  { name: 'a title that nobody sees', code: 'control_character', make: () => csvText(changed(1, '\u200b\u3164')) },
  { name: 'a text that was broken before', code: 'character_broken', make: () => csvText(changed(1, '会\ufffd员')) },
  {
    name: 'a formula written as escapes',
    code: 'formula',
    make: () => book({ sheet: withCell(1, inline('_x003D_1+1')) }),
  },
  {
    name: 'a percentage',
    code: 'number_percent',
    make: () =>
      book({
        sheet: withCell(4, '<c s="1"><v>50</v></c>'),
        styles: '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs></styleSheet>',
      }),
  },
  { name: 'a bell', code: 'control_character', make: () => csvText(changed(1, 'a\u0007b')) },
]

export const poisons: Poison[] = [...kinds, ...archives, ...markup, ...sizes, ...cells]
