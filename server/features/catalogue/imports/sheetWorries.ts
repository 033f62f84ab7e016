import type { CatalogueProblems } from '../catalogueProblems'
import type { SheetRead } from './reading/sheetRows'

/** Notes merged cells: only the first of them holds the text, and the others would count as empty. */
export function mergedProblems(
  areas: readonly string[],
  file: 'benefits' | 'codes',
  problems: CatalogueProblems,
): void {
  for (const area of areas.slice(0, 100)) {
    const [, row = '1'] = /^[A-Z]+(\d+)/.exec(area) ?? []
    problems.note({ file, row: Number(row), column: '', code: 'cell_merged' }, area)
  }
}

/** Notes what somebody who filtered or folded a sheet may believe to have left out. */
export function hiddenNotices(
  { hiddenRows, hiddenColumns }: Pick<SheetRead, 'hiddenRows' | 'hiddenColumns'>,
  file: 'benefits' | 'codes',
  { head, notices }: { head: readonly string[]; notices: CatalogueProblems },
): void {
  for (const at of hiddenColumns) {
    const name = head[at - 1]
    if (name) notices.note({ file, row: 1, column: '', code: 'column_hidden' }, file === 'codes' ? `#${at}` : name)
  }
  for (const row of hiddenRows) if (row > 1) notices.note({ file, row, column: '', code: 'row_hidden' })
}
