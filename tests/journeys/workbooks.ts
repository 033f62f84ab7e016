import path from 'node:path'
import { Workbook } from 'exceljs'

const demo = path.resolve(__dirname, '../../server/demo')

/** What a person puts into the field for a file. */
export interface ChosenFile {
  name: string
  mimeType: string
  buffer: Buffer
}

export const workbookOf = (name: string) => path.join(demo, name)

/** A workbook of the demo with some cells of one benefit changed, as somebody changes them in a spreadsheet. */
export async function changedWorkbook(
  name: string,
  benefitId: string,
  cells: Record<string, string | number>,
): Promise<ChosenFile> {
  const book = new Workbook()
  await book.xlsx.readFile(workbookOf(name))
  const [sheet] = book.worksheets
  if (!sheet) throw new Error(`${name} has no sheet`)
  const head = textsOf(sheet.getRow(1).values)
  const rowNumber = textsOf(sheet.getColumn(1).values).indexOf(benefitId)
  if (rowNumber < 0) throw new Error(`${name} has no ${benefitId}`)
  for (const [column, cell] of Object.entries(cells)) sheet.getRow(rowNumber).getCell(head.indexOf(column)).value = cell
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return { name: `changed-${name}`, mimeType: type, buffer: Buffer.from(await book.xlsx.writeBuffer()) }
}

/** The texts of the last column of a workbook, its name first. */
export async function lastColumn(file: string): Promise<string[]> {
  const book = new Workbook()
  await book.xlsx.readFile(file)
  const [sheet] = book.worksheets
  return textsOf(sheet?.getColumn(sheet.columnCount).values).filter(Boolean)
}

/** Counted from 1, as a spreadsheet counts. */
function textsOf(values: unknown): string[] {
  return Array.from(values as unknown[], (value) => (typeof value === 'string' ? value : ''))
}
