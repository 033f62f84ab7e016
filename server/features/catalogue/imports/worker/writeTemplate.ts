import { Workbook } from 'exceljs'
import { benefitsImport, codesImport, type ImportOf } from '../shapes'
import { benefitNotes, type ColumnNote, codeNotes } from '../templateNotes'
import { columnLetter } from './checkFile'
import { addChoices, columnOf } from './choices'

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
  rows.columns = named.map(({ chinese }) => ({ header: chinese, ...columnOf(chinese) }))
  rows.getRow(1).font = { bold: true }
  rows.addRow(named.map(({ note }) => note.example)).font = { italic: true, color: { argb: 'FF888888' } }
  for (const [at, { note }] of named.entries()) {
    if (note.choices) addChoices(rows, { letter: columnLetter(at), choices: note.choices, filledTo: 2 })
  }
  const explained = workbook.addWorksheet('说明 Notes')
  explained.columns = [16, 20, 8, 44, 52].map((width) => ({ width }))
  explained.addRow(['列 Column', 'English name', '必填', '写法', 'How to write it']).font = { bold: true }
  for (const { column, chinese, note, isNeeded } of named)
    explained.addRow([chinese, column, isNeeded ? '是 yes' : '', note.zh, note.en])
  await workbook.xlsx.writeFile(into)
}
