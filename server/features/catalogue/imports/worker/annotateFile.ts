import { stream, type Worksheet } from 'exceljs'
import type { CatalogueProblem } from '../../catalogueProblems'
import { advice } from '../advice'
import { guardedText } from '../guardedText'
import { type Cell, textOf } from '../reading/cell'
import { readRows } from '../reading/readRows'
import { benefitsImport, reasonColumn } from '../shapes'
import { benefitNotes } from '../templateNotes'
import { checkedFile, columnLetters } from './checkFile'
import { addChoices, columnOf } from './choices'
import type { CheckSummary } from './messages'
import type { Telling } from './telling'

/** More than anybody corrects by hand; a file of nothing but faults must not grow without end. */
const mostNoted = 300_000
/** Blank rows are kept, so that numbers of rows stay; an odd file may have a million of them. */
const mostBlank = 1_000

/** Writes the operator's own rows to an .xlsx again, each with what is wrong with it, with the drop-downs of the template, and a list of all problems. */
export async function annotateFile(telling: Telling, into: string): Promise<CheckSummary> {
  const noted: CatalogueProblem[] = []
  const checked = await checkedFile(telling, {
    problem: (problem) => noted.length < mostNoted && noted.push(problem),
    notice: (notice) => noted.length < mostNoted && noted.push(notice),
  })
  const workbook = new stream.xlsx.WorkbookWriter({ filename: into, useStyles: true, useSharedStrings: false })
  const rows = workbook.addWorksheet(benefitsImport.sheetNames[0], { views: [{ state: 'frozen', ySplit: 1 }] })
  // Widths and formats stand before the first row in the file, and so have to be known before it.
  rows.columns = [...checked.head, reasonColumn].map(columnOf)
  const filledTo = await writeRows(telling, rows, reasonsByRow(noted))
  addChoicesOf(rows, { letters: columnLetters(checked.head), filledTo })
  rows.commit()
  const list = workbook.addWorksheet('问题清单', { views: [{ state: 'frozen', ySplit: 1 }] })
  writeList(list, noted)
  list.commit()
  await workbook.commit()
  const { read, counts, complete } = checked
  return { form: read.form, counts, complete, columns: {}, overlaps: [] }
}

/** Answers how many rows it wrote. */
async function writeRows({ bytes }: Telling, sheet: Worksheet, reasons: ReadonlyMap<number, string>): Promise<number> {
  let written = 0
  let reasonAt = 0
  await readRows(bytes, benefitsImport.sheetNames, (row, cells) => {
    if (reasonAt === 0) {
      const earlier = cells.findIndex((cell) => textOf(cell).trim() === reasonColumn)
      reasonAt = earlier === -1 ? cells.length : earlier
    }
    for (let blank = 0; written < row - 1 && blank < mostBlank; blank++, written++) sheet.addRow([]).commit()
    const isHead = reasonAt > 0 && written === row - 1 && row === 1
    const texts = shown(cells, reasonAt)
    texts[reasonAt] = isHead ? reasonColumn : (reasons.get(row) ?? '')
    addTexts(sheet, texts, { bold: isHead })
    written++
  })
  return written
}

/** Under whatever place and name the columns have in this file. */
function addChoicesOf(
  sheet: Worksheet,
  { letters, filledTo }: { letters: Readonly<Record<string, string>>; filledTo: number },
): void {
  for (const [column, { choices }] of Object.entries(benefitNotes)) {
    const letter = letters[column]
    if (choices && letter) addChoices(sheet, { letter, choices, filledTo })
  }
}

function shown(cells: readonly Cell[], reasonAt: number): string[] {
  const texts = Array.from({ length: Math.max(cells.length, reasonAt + 1) }, (_, at) => {
    const cell = cells[at]
    return typeof cell === 'object' && cell.moment !== undefined && !cell.wrong ? cell.text : textOf(cell)
  })
  return texts
}

function addTexts(sheet: Worksheet, texts: readonly string[], { bold = false }: { bold?: boolean } = {}): void {
  const row = sheet.addRow(texts.map((text) => guardedText(text)))
  // As text, so that a number of many digits and a date stay as they are when somebody goes on editing.
  row.numFmt = '@'
  if (bold) row.font = { bold: true }
  row.commit()
}

function reasonsByRow(problems: readonly CatalogueProblem[]): Map<number, string> {
  const reasons = new Map<number, string>()
  for (const problem of problems) {
    const before = reasons.get(problem.row)
    const { column, code, zh } = problem
    const name = column === '' ? '' : `${chineseName(column)}：`
    const sentence = `${name}${zh}。${advice[code].zh}`
    reasons.set(problem.row, before === undefined ? sentence : `${before}\n${sentence}`.slice(0, 30_000))
  }
  return reasons
}

function chineseName(column: string): string {
  return new Map(Object.entries<string>(benefitsImport.columns)).get(column) ?? column
}

function writeList(sheet: Worksheet, problems: readonly CatalogueProblem[]): void {
  addTexts(sheet, ['行 Row', '列 Column', '代码 Code', '原因', '怎么改', 'Reason', 'What to do'], { bold: true })
  for (const { row, column, code, zh, en } of problems)
    addTexts(sheet, [String(row), chineseName(column), code, zh, advice[code].zh, en, advice[code].en])
}
