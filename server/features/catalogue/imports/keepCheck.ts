import { type CatalogueProblem, CatalogueProblems } from '../catalogueProblems'
import type { ImportDeps } from './importDeps'
import {
  deletePieces,
  type Import,
  type ImportKey,
  insertPieces,
  type PieceKind,
  type Summary,
  storeCheck,
} from './imports.store'
import type { FileFault } from './reading/fileFault'

const lists: PieceKind[] = ['problems', 'notices', 'differences', 'names']

/** Keeps lists piece by piece, as they come. */
export function keptLists({ database }: Pick<ImportDeps, 'database'>, key: ImportKey) {
  const next = new Map<PieceKind, number>()
  return {
    clear: () => database.inTransaction((tx) => deletePieces(tx, key, lists)),
    async add(kind: PieceKind, items: readonly unknown[]): Promise<void> {
      const from = next.get(kind) ?? 0
      // Far below what a column takes: problems are short sentences, differences quote up to a thousand characters twice.
      const contents = partsOf(items).map((part) => Buffer.from(JSON.stringify(part), 'utf8'))
      next.set(kind, from + contents.length)
      await database.inTransaction((tx) => insertPieces(tx, key, { kind, from, contents }))
    },
  }
}

const mostBytes = 60_000

/** Items in parts of which each fits into a column. */
function partsOf(items: readonly unknown[]): unknown[][] {
  if (items.length <= 1 || Buffer.byteLength(JSON.stringify(items)) <= mostBytes) return [[...items]]
  const middle = items.length >> 1
  return [...partsOf(items.slice(0, middle)), ...partsOf(items.slice(middle))]
}

export function keepCheck(
  { database, surroundings }: ImportDeps,
  key: ImportKey,
  { summary, live }: { summary: Summary; live: string },
): Promise<void> {
  const now = surroundings.now()
  return database.inTransaction((tx) => storeCheck(tx, key, { state: 'checked', summary, checkedAgainst: live, now }))
}

/** The file cannot be read, or its check did not come to an end. */
export async function keepFault(
  deps: Pick<ImportDeps, 'database' | 'surroundings'>,
  { kind, ...key }: ImportKey & Pick<Import, 'kind'>,
  { code, found }: FileFault,
): Promise<void> {
  const problems = new CatalogueProblems()
  problems.note({ file: kind, row: 1, column: '', code }, found)
  const kept = keptLists(deps, key)
  await kept.clear()
  await kept.add('problems', problems.list satisfies CatalogueProblem[])
  const now = deps.surroundings.now()
  await deps.database.inTransaction(async (tx) => {
    if (code === 'card_number_found') await deletePieces(tx, key, ['file'])
    await storeCheck(tx, key, { state: 'refused', summary: null, checkedAgainst: '', now })
  })
}
