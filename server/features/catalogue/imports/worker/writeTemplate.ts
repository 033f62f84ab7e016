import { Workbook, type Worksheet } from 'exceljs'
import { benefitsImport, codesImport, type ImportOf } from '../shapes'
import { benefitNotes, type ColumnNote, codeNotes } from '../templateNotes'

const lastRow = 5_000

/** Writes an empty file with drop-downs, a row that shows how, and a sheet that says what each column holds. */
export async function writeTemplate(kind: ImportOf, into: string): Promise<void> {
  const { columns, optional, sheetNames } = kind === 'codes' ? codesImport : benefitsImport
  const notes: Record<string, ColumnNote> = kind === 'codes' ? codeNotes : benefitNotes
  const workbook = new Workbook()
  const rows = workbook.addWorksheet(sheetNames[0], { views: [{ state: 'frozen', ySplit: 1, xSplit: 2 }] })
  const named = Object.entries<string>(columns).flatMap(([column, chinese]) => {
    const note = notes[column]
    return note ? [{ column, chinese, note, isNeeded: !optional?.has(column) }] : []
  })
  rows.columns = named.map(({ chinese }) => ({
    header: chinese,
    width: Math.max(12, chinese.length * 2 + 4),
    style: { numFmt: '@' },
  }))
  rows.getRow(1).font = { bold: true }
  rows.addRow(named.map(({ note }) => note.example)).font = { italic: true, color: { argb: 'FF888888' } }
  for (const [at, { note }] of named.entries()) if (note.choices) addChoices(rows, at + 1, note.choices)
  const explained = workbook.addWorksheet('说明 Notes')
  explained.columns = [16, 20, 8, 44, 52].map((width) => ({ width }))
  explained.addRow(['列 Column', 'English name', '必填', '写法', 'How to write it']).font = { bold: true }
  for (const { column, chinese, note, isNeeded } of named)
    explained.addRow([chinese, column, isNeeded ? '是 yes' : '', note.zh, note.en])
  await workbook.xlsx.writeFile(into)
}

function addChoices(sheet: Worksheet, column: number, choices: readonly string[]): void {
  const letter = sheet.getColumn(column).letter
  const rule = {
    type: 'list' as const,
    allowBlank: true,
    formulae: [`"${choices.join(',')}"`],
    showErrorMessage: true,
    errorTitle: '请从列表选择',
    error: choices.join('、'),
  }
  // The typings leave out that a rule may stand over a whole range at once.
  const { dataValidations } = sheet as Worksheet & { dataValidations: { add(range: string, one: typeof rule): void } }
  dataValidations.add(`${letter}2:${letter}${lastRow}`, rule)
}
