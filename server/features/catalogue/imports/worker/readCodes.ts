import { CatalogueProblems } from '../../catalogueProblems'
import { codesIn } from '../../codesFile'
import type { TableRow } from '../../csvTable'
import { readRows } from '../reading/readRows'
import { HeadUnusable, TableRows } from '../reading/tableRows'
import { codesImport } from '../shapes'
import { hiddenNotices, mergedProblems } from '../sheetWorries'
import { exampleId } from '../templateNotes'
import { pieces } from './checkFile'
import type { CheckSummary } from './messages'
import type { Telling } from './telling'

const mostTold = 5_000
const mostNoticesTold = 200
const pieceSize = 500

/** Tells the codes of a file and what is wrong with them; no problem quotes a cell of it. */
export async function readCodes(telling: Telling): Promise<CheckSummary> {
  const problems = new CatalogueProblems(mostTold)
  const rows: TableRow<keyof typeof codesImport.columns>[] = []
  const table = new TableRows(codesImport, problems, ({ row, cells, whole, count, wrong }) => {
    if (cells.benefit_id === exampleId) return
    for (const [column, { code }] of wrong) problems.note({ file: 'codes', row, column, code })
    if (!whole) problems.note({ file: 'codes', row, column: '', code: 'column_count' }, count)
    rows.push({ row, cells, whole: whole && wrong.size === 0 })
  })
  const read = await readRows(telling.bytes, codesImport.sheetNames, (row, cells) => table.row(row, cells)).catch(
    (error: unknown) => {
      if (error instanceof HeadUnusable) return null
      throw error
    },
  )
  if (read) table.end()
  mergedProblems(read?.merged ?? [], 'codes', problems)
  if (read && read.brokenAt !== null) problems.note({ file: 'codes', row: read.brokenAt, column: '', code: 'csv' })
  if (read && rows.length === 0 && problems.count === 0)
    problems.note({ file: 'codes', row: 1, column: '', code: 'no_rows' })
  const notices = new CatalogueProblems(mostNoticesTold)
  if (read) hiddenNotices(read, 'codes', { head: table.head, notices })
  const complete = read !== null && read.brokenAt === null
  const { codes, batches } = codesIn(rows, problems)
  for (const items of pieces(problems.inOrder(), pieceSize)) telling.tell({ kind: 'problems', items })
  for (const items of pieces(notices.list, pieceSize)) telling.tell({ kind: 'notices', items })
  for (const items of pieces([...batches.values()], pieceSize)) telling.tell({ kind: 'batches', items })
  if (problems.count === 0) for (const items of pieces(codes, pieceSize)) telling.tell({ kind: 'codes', items })
  const wrong = new Set(problems.list.map(({ row }) => row)).size
  const none = { new: codes.length, changed: 0, unchanged: 0, notices: 0 }
  const counts = { ...none, rows: rows.length, wrong, problems: problems.count }
  return { form: read?.form ?? 'csv', counts, complete, columns: {}, overlaps: [] }
}
