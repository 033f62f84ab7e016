import type { BankEvent } from '../../../shared/contract/spend'
import { type BusinessDay, daysBetween } from '../../../shared/values/businessDay'
import { signedFen } from '../../ports/bankFileRow'
import { isKnownCategory } from './categoryToMcc'
import type { PublishedFile } from './publishedRows'
import { numberRows, transactionIdOf, transactionOf } from './transactions'

export type Published = {
  /** The rows of each business day in the order of the bank's own time; days without rows are left out. */
  days: Map<BusinessDay, BankEvent[]>
  report: PublishReport
}

export type PublishReport = {
  files: number
  rows_read: number
  /** What is left after the repeated rows: purchases and refunds. */
  rows: number
  purchases: number
  refunds: number
  /** Rows whose transaction an earlier file of the same call already had. */
  repeated_rows_left_out: number
  days: number
  first_day: BusinessDay | null
  last_day: BusinessDay | null
  /** By how many days all dates were moved. */
  moved_days: number
  sum_fen: number
  /** Rows with a category that has no code of its own in `categoryToMcc.ts`. */
  unknown_categories: number
}

/** Turns published files into the bank's transactions, by business day. Pure: equal input gives equal output. */
export function publish(
  files: readonly PublishedFile[],
  { programmeId, until }: { programmeId: string; until?: BusinessDay },
): Published {
  const movedDays = until ? daysBetween({ from: lastPublishedDay(files) ?? until, to: until }) : 0
  const seen = new Set<string>()
  const transactions: BankEvent[] = []
  let rowsRead = 0
  let unknownCategories = 0
  for (const { rows } of files) {
    for (const numbered of numberRows(rows)) {
      rowsRead += 1
      const id = transactionIdOf(numbered, programmeId)
      if (seen.has(id)) continue
      seen.add(id)
      if (!isKnownCategory(numbered.row.category_code)) unknownCategories += 1
      transactions.push(transactionOf(numbered, { programmeId, movedDays }))
    }
  }
  const days = byDay(transactions)
  const dayNames = [...days.keys()]
  const report: PublishReport = {
    files: files.length,
    rows_read: rowsRead,
    rows: transactions.length,
    purchases: transactions.filter((row) => row.type === 'purchase').length,
    refunds: transactions.filter((row) => row.type === 'refund').length,
    repeated_rows_left_out: rowsRead - transactions.length,
    days: days.size,
    first_day: dayNames[0] ?? null,
    last_day: dayNames.at(-1) ?? null,
    moved_days: movedDays,
    sum_fen: transactions.reduce((sum, row) => sum + signedFen(row), 0),
    unknown_categories: unknownCategories,
  }
  return { days, report }
}

/** The order of the bank's own time; the id decides between equal moments. */
export function inBankTime(rows: readonly BankEvent[]): BankEvent[] {
  const key = (row: BankEvent) => `${row.occurred_at} ${row.transaction_id}`
  return [...rows].sort((one, other) => (key(one) < key(other) ? -1 : 1))
}

export function lastPublishedDay(files: readonly PublishedFile[]): BusinessDay | undefined {
  let last: BusinessDay | undefined
  for (const { rows } of files) {
    for (const { posted_on } of rows) if (!last || posted_on > last) last = posted_on
  }
  return last
}

function byDay(transactions: readonly BankEvent[]): Map<BusinessDay, BankEvent[]> {
  const days = new Map<BusinessDay, BankEvent[]>()
  for (const row of inBankTime(transactions)) {
    const day = row.posted_on as BusinessDay
    const rows = days.get(day)
    if (rows) rows.push(row)
    else days.set(day, [row])
  }
  return days
}
