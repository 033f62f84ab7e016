import type { CatalogueProblems } from '../catalogueProblems'

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
