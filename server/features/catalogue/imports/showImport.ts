import type { ImportDifference, ImportLine, ImportProblem, ImportShown } from '../../../../shared/contract/imports'
import type { Reader } from '../../../db/database'
import type { CatalogueProblem } from '../catalogueProblems'
import { advice } from './advice'
import { type Import, type PieceKind, piecesOf } from './imports.store'
import { benefitsImport, codesImport } from './shapes'

export interface ImportAsked {
  isRepeated?: boolean
  /** Which pieces of the lists are to be shown. */
  problemsFrom?: number
  differencesFrom?: number
}

/** A line without what others know of it: who its sender is, and what became of its draft. */
export type ImportRead<Told extends ImportLine> = Omit<Told, 'madeBy' | 'version'>

/** An import with what came of its check. */
export async function showImport(
  reader: Reader,
  found: Import,
  { isRepeated = false, problemsFrom = 0, differencesFrom = 0 }: ImportAsked = {},
): Promise<ImportRead<ImportShown>> {
  const { summary } = found
  const problems = await listOf<CatalogueProblem>(reader, found, { kind: 'problems', from: problemsFrom })
  const notices = await listOf<CatalogueProblem>(reader, found, { kind: 'notices', from: 0 })
  const differences = await listOf<ImportDifference>(reader, found, { kind: 'differences', from: differencesFrom })
  return {
    ...importLine(found),
    isRepeated,
    isComplete: summary?.complete ?? false,
    overlaps: summary?.overlaps ?? [],
    leftOut: summary?.leftOut ?? { count: 0, first: [] },
    problems: problems.items.map((problem) => problemShown(problem, found)),
    nextProblems: problems.next,
    notices: notices.items.map((problem) => problemShown(problem, found)),
    differences: differences.items,
    nextDifferences: differences.next,
    codes: summary?.codes ?? [],
    batches: summary?.batches ?? [],
  }
}

export function importLine(found: Import): ImportRead<ImportLine> {
  const { id, programmeId, kind, state, fileName, fileBytes, fileHash, versionId, summary } = found
  const counts = summary?.counts ?? null
  return {
    id,
    programmeId,
    kind,
    state,
    fileName,
    fileBytes,
    fileHash,
    madeAt: found.madeAt.toISOString(),
    checkedAt: found.checkedAt?.toISOString() ?? null,
    counts,
    isSameAsLive: counts !== null && counts.rows > 0 && counts.unchanged === counts.rows,
    submittedAt: found.submittedAt?.toISOString() ?? null,
    versionId,
  }
}

/** With the place where a person finds it, and what to do about it. */
export function problemShown(
  { row, column, code, zh, en }: CatalogueProblem,
  { kind, summary }: Pick<Import, 'kind' | 'summary'>,
): ImportProblem {
  const shape = kind === 'codes' ? codesImport : benefitsImport
  const header = new Map(Object.entries<string>(shape.columns)).get(column) ?? ''
  const { zh: adviceZh, en: adviceEn } = advice[code]
  return { row, column, header, letter: summary?.columns[column] ?? '', code, zh, en, adviceZh, adviceEn }
}

/** A piece of a list, and the number of the next one. */
async function listOf<Item>(
  reader: Reader,
  { programmeId, id: importId }: Import,
  { kind, from }: { kind: PieceKind; from: number },
): Promise<{ items: Item[]; next: string | null }> {
  const [piece, after] = await piecesOf(reader, { programmeId, importId }, { kind, from, limit: 2 })
  const items = piece ? (JSON.parse(piece.toString('utf8')) as Item[]) : []
  return { items, next: after ? String(from + 1) : null }
}
