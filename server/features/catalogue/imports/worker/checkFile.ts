import { isCardNumberTyped } from '../../../../ports/typedCardNumber'
import { type CatalogueProblem, CatalogueProblems } from '../../catalogueProblems'
import { plainName } from '../../csvTable'
import { type CheckedRow, type Difference, type RowKind, rowChecks } from '../checkRows'
import { FileFault } from '../reading/fileFault'
import { plainSheet, type RowsRead, readRows } from '../reading/readRows'
import { HeadUnusable, type ReadRow, TableRows } from '../reading/tableRows'
import { type BenefitColumn, benefitsImport } from '../shapes'
import { hiddenNotices, mergedProblems } from '../sheetWorries'
import { exampleId } from '../templateNotes'
import type { CheckCounts, CheckSummary } from './messages'
import type { Telling } from './telling'

/** How much of each is told; the file with its reasons has all of it. */
const mostTold = 5_000
const pieceSize = 200
/** Few pieces: each is kept by a transaction of its own. */
export const namesInPiece = 5_000

/** What came of all rows. */
export interface FileChecked {
  read: RowsRead
  counts: CheckCounts
  complete: boolean
  head: readonly string[]
  ids: string[]
  /** Rows whose fault only showed at the end. */
  lateRows: ReadonlySet<number>
}

export interface RowTaker {
  row?(read: ReadRow<BenefitColumn>, checked: CheckedRow): void
  problem(problem: CatalogueProblem): void
  /** What is in order, and still worth knowing, of the sheet as a whole. */
  notice?(notice: CatalogueProblem): void
}

/** Checks a file and tells problems, notices, differences and names. */
export async function checkFile(telling: Telling): Promise<CheckSummary> {
  const problems = new CatalogueProblems(mostTold)
  const notices: CatalogueProblem[] = []
  const differences: Difference[] = []
  const checked = await checkedFile(telling, {
    row(_, { notices: ofRow, difference }) {
      if (notices.length < mostTold) notices.push(...ofRow)
      // Without the texts that it was cut out of.
      if (difference && differences.length < mostTold) differences.push(structuredClone(difference))
    },
    problem(problem) {
      if (problems.list.length < mostTold) problems.list.push(problem)
    },
    notice(notice) {
      if (notices.length < mostTold) notices.push(notice)
    },
  })
  const columns = columnLetters(checked.head)
  problems.columnsAre('benefits', Object.keys(columns))
  const good = differences.filter(({ row }) => !checked.lateRows.has(row))
  for (const items of pieces(problems.inOrder(), pieceSize)) telling.tell({ kind: 'problems', items })
  for (const items of pieces(notices, pieceSize)) telling.tell({ kind: 'notices', items })
  for (const items of pieces(good, pieceSize)) telling.tell({ kind: 'differences', items })
  for (const items of pieces(checked.ids, namesInPiece)) telling.tell({ kind: 'names', items })
  const { read, counts, complete, ids } = checked
  return { form: read.form, counts, complete, columns, overlaps: overlapsOf(telling, ids) }
}

/** Reads and checks all rows; the taker sees each of them, and every problem. */
export async function checkedFile({ order, bytes, known }: Telling, taker: RowTaker): Promise<FileChecked> {
  const suppliers = order.suppliers ? new Set(order.suppliers) : undefined
  const checks = rowChecks({ known, suppliers, now: order.now, waiting: new Map(order.waiting) })
  const counts = { rows: 0, new: 0, changed: 0, unchanged: 0, wrong: 0, problems: 0, notices: 0 }
  const kinds = new Map<number, RowKind>()
  const ofFile = new CatalogueProblems()
  const note = (problem: CatalogueProblem) => {
    counts.problems++
    taker.problem(problem)
  }
  const table = new TableRows(benefitsImport, ofFile, (row) => {
    if (row.cells.benefit_id === exampleId) return
    // Such a file is not kept, so that nothing more is said of it.
    if (Object.values(row.cells).some(isCardNumberTyped)) throw new FileFault('card_number_found')
    const checked = checks.check(row)
    counts.rows++
    counts[checked.kind ?? 'wrong']++
    counts.notices += checked.notices.length
    if (checked.kind && row.cells.campaign !== '') kinds.set(row.row, checked.kind)
    for (const problem of checked.problems) note(problem)
    taker.row?.(row, checked)
  })
  const read = await rowsOf(bytes, table)
  mergedProblems(read.merged, 'benefits', ofFile)
  if (read.brokenAt !== null) ofFile.note({ file: 'benefits', row: read.brokenAt, column: '', code: 'csv' })
  if (counts.rows === 0 && ofFile.count === 0) ofFile.note({ file: 'benefits', row: 1, column: '', code: 'no_rows' })
  const hidden = new CatalogueProblems(mostTold)
  hiddenNotices(read, 'benefits', { head: table.head, notices: hidden })
  counts.notices += hidden.count
  for (const notice of hidden.list) taker.notice?.(notice)
  for (const problem of ofFile.list) note(problem)
  const late = checks.end()
  for (const problem of late) note(problem)
  const lateRows = new Set(late.map(({ row }) => row))
  for (const row of lateRows) {
    const kind = kinds.get(row)
    if (kind === undefined) continue
    counts[kind]--
    counts.wrong++
  }
  return { read, counts, complete: ofFile.count === 0, head: table.head, ids: checks.ids(), lateRows }
}

/** A first row that names other columns ends the reading, and has been noted. */
async function rowsOf(bytes: Buffer, table: TableRows<BenefitColumn>): Promise<RowsRead> {
  try {
    const read = await readRows(bytes, benefitsImport.sheetNames, (row, cells) => table.row(row, cells))
    table.end()
    return read
  } catch (error) {
    if (!(error instanceof HeadUnusable)) throw error
    return { form: 'csv', ...plainSheet, brokenAt: null }
  }
}

/** `{ title: 'B' }`: where a person finds the column. */
export function columnLetters(head: readonly string[]): Record<string, string> {
  const names = Object.entries<string>(benefitsImport.columns)
  const found = head.flatMap((cell, at): [string, string][] => {
    const [column] = names.find(([english, chinese]) => [english, plainName(chinese)].includes(plainName(cell))) ?? []
    return column === undefined ? [] : [[column, columnLetter(at)]]
  })
  return Object.fromEntries(found)
}

export function columnLetter(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : columnLetter(Math.floor(at / 26) - 1) + columnLetter(at % 26)
}

function overlapsOf({ order }: Telling, ids: readonly string[]): CheckSummary['overlaps'] {
  if (order.others.length === 0) return []
  const named = new Set(ids)
  return order.others.flatMap(({ id, names }) => {
    const both = names.split('\n').filter((name) => named.has(name))
    return both.length === 0 ? [] : [{ id, count: both.length, first: both.slice(0, 5) }]
  })
}

export function* pieces<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size)
}
