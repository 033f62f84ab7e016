import type { LedgerRow } from '../../../shared/contract/points'

/** A row and where it stands among those of its day. */
export interface PlacedRow {
  row: LedgerRow
  /** The day, above its first row. */
  day?: string
  isLast: boolean
}

/** The rows of a month with their days above them, in the order in which they came. */
export function byDay(rows: LedgerRow[]): PlacedRow[] {
  return rows.map((row, at) => ({
    row,
    day: rows[at - 1]?.effectiveOn === row.effectiveOn ? undefined : row.effectiveOn,
    isLast: rows[at + 1]?.effectiveOn !== row.effectiveOn,
  }))
}
