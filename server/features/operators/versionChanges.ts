import type { Change } from '../../../shared/contract/requests'
import type { RowKind } from '../../../shared/contract/versions'
import type { RowDifference } from '../catalogue'

/** A request is kept with what it changed, so that this is bounded; all of it is in the difference of the version. */
const mostBytes = 20_000
const longestValue = 160

const told: readonly RowKind[] = ['new', 'changed', 'moved', 'removed']

/** What a version changes: how much in all, and then benefit by benefit and cell by cell. */
export function changesOf(differences: readonly RowDifference[]): Change[] {
  const totals = told.flatMap((kind): Change[] => {
    const count = differences.filter((one) => one.kind === kind).length
    return count === 0 ? [] : [{ field: `catalogue.${kind}`, before: null, after: count }]
  })
  const changes = [...totals]
  let [bytes, left] = [0, 0]
  for (const difference of differences) {
    for (const change of changesOfBenefit(difference)) {
      if (bytes <= mostBytes) bytes += Buffer.byteLength(JSON.stringify(change))
      if (bytes <= mostBytes) changes.push(change)
      else left += 1
    }
  }
  return left === 0 ? changes : [...changes, { field: 'catalogue.notListed', before: null, after: left }]
}

function changesOfBenefit({ benefitId, kind, row, changes }: RowDifference): Change[] {
  if (kind === 'removed') return [{ field: `benefit.${benefitId}`, before: shortened(row.cells.title), after: null }]
  return changes
    .filter(({ column }) => column !== 'benefit_id')
    .map(({ column, before, after }) => {
      return { field: `benefit.${benefitId}.${column}`, before: shortened(before), after: shortened(after) }
    })
}

function shortened(text: string): string | null {
  if (text === '') return null
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}
