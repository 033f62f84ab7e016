import type { BenefitColumn, CellChange, RowCounts, RowKind } from '../../../shared/contract/versions'
import type { VersionRow } from './versions.store'

/** A benefit on both sides; of a removed one, `row` is as it was. */
export interface RowDifference {
  benefitId: string
  kind: RowKind
  row: VersionRow
  changes: CellChange[]
}

/** How one catalogue differs from another, in the order of `after`; what was removed comes last. */
export function differences(before: readonly VersionRow[], after: readonly VersionRow[]): RowDifference[] {
  const known = new Map(before.map((row) => [idOf(row), row]))
  const kept = new Set(after.map(idOf))
  const stayed = inPlace(after.flatMap((row) => known.get(idOf(row)) ?? []))
  const found = after.map((row): RowDifference => {
    const was = known.get(idOf(row))
    const changes = cellChanges(was, row)
    return { benefitId: idOf(row), kind: kindOf(was, { changes, stayed }), row, changes }
  })
  const removed = before.filter((row) => !kept.has(idOf(row)))
  return [...found, ...removed.map((row) => ({ benefitId: idOf(row), kind: 'removed' as const, row, changes: [] }))]
}

export function countKinds(found: readonly RowDifference[]): RowCounts {
  const counts = { new: 0, changed: 0, moved: 0, removed: 0, unchanged: 0 }
  for (const { kind } of found) counts[kind] += 1
  return counts
}

/** Ids of all that is not the same on both sides, places apart. */
export function differing(before: readonly VersionRow[], after: readonly VersionRow[]): string[] {
  return differences(before, after)
    .filter(({ kind }) => kind !== 'unchanged' && kind !== 'moved')
    .map(({ benefitId }) => benefitId)
}

function idOf({ cells }: VersionRow): string {
  return cells.benefit_id
}

function kindOf(
  was: VersionRow | undefined,
  { changes, stayed }: { changes: readonly CellChange[]; stayed: ReadonlySet<VersionRow> },
): RowKind {
  if (!was) return 'new'
  if (changes.length > 0) return 'changed'
  return stayed.has(was) ? 'unchanged' : 'moved'
}

function cellChanges(was: VersionRow | undefined, { cells }: VersionRow): CellChange[] {
  const changes: CellChange[] = []
  for (const column of Object.keys(cells) as BenefitColumn[]) {
    const before = was?.cells[column] ?? ''
    const after = cells[column]
    if (before !== after) changes.push({ column, before, after })
  }
  return changes
}

/** The most rows that follow each other as they did before: whatever else there is was moved between them. */
function inPlace(rows: readonly VersionRow[]): Set<VersionRow> {
  /** The row with which a run of each length ends earliest, and what comes before each row in its run. */
  const ends: VersionRow[] = []
  const previous = new Map<VersionRow, VersionRow | undefined>()
  for (const row of rows) {
    const length = runBefore(ends, row)
    previous.set(row, ends[length - 1])
    ends[length] = row
  }
  const stayed = new Set<VersionRow>()
  for (let row = ends.at(-1); row; row = previous.get(row)) stayed.add(row)
  return stayed
}

/** How many rows the longest run has that this row can go on. */
function runBefore(ends: readonly VersionRow[], row: VersionRow): number {
  let [low, high] = [0, ends.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(ends[middle] as VersionRow, row)) low = middle + 1
    else high = middle
  }
  return low
}

function isBefore(one: VersionRow, other: VersionRow): boolean {
  return one.position < other.position || (one.position === other.position && idOf(one) < idOf(other))
}
