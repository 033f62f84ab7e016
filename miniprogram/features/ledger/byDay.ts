import type { LedgerRow } from '../../../shared/contract/points'

/** The rows of a month under their days, in the order in which they came. */
export function byDay(rows: LedgerRow[]): { day: string; rows: LedgerRow[] }[] {
  const days: { day: string; rows: LedgerRow[] }[] = []
  for (const row of rows) {
    const last = days[days.length - 1]
    if (last?.day === row.effectiveOn) last.rows.push(row)
    else days.push({ day: row.effectiveOn, rows: [row] })
  }
  return days
}
