import type { BusinessDay } from '../../../shared/values/businessDay'
import type { Reader, Tx } from '../../db/database'
import { marks, moment } from '../../db/statements'
import { type SortedPart, sortedRows } from '../../http/sortedList.store'
import type { SupplierDifferenceRow } from './delivery.entities'

export type DifferenceKind =
  /** The supplier tells of an order that we have not. */
  | 'unknown_order'
  /** It says delivered of what failed here, or the reverse. */
  | 'closed_otherwise'
  /** It names another receipt than the one that closed the order: perhaps it was delivered twice. */
  | 'other_serial'
  /** It stands on the statement more than once as delivered. */
  | 'delivered_twice'
  /** It delivered something else. */
  | 'other_sku'
  /** We have it delivered, and its day's statement has not. */
  | 'missing'

export interface Difference {
  id: string
  supplier: string
  day: BusinessDay
  orderNo: string
  kind: DifferenceKind
  /** Null where the order is not ours. */
  programmeId: string | null
  ours: string | null
  theirs: string | null
  source: 'answer' | 'query' | 'callback' | 'statement'
  seenAt: Date
}

/** Of nobody's programme. */
const nobodys = '*'

/** Each is kept once, however often it is said. */
export async function keepDifferences(tx: Tx, differences: readonly Difference[]): Promise<void> {
  if (differences.length === 0) return
  await tx.insert(
    'supplier_difference',
    differences.map((each) => ({
      supplier: each.supplier,
      day: each.day,
      order_no: each.orderNo.slice(0, 64),
      kind: each.kind,
      id: each.id,
      programme_id: each.programmeId ?? nobodys,
      ours: each.ours?.slice(0, 64) ?? null,
      theirs: each.theirs?.slice(0, 64) ?? null,
      source: each.source,
      seen_at: each.seenAt,
    })),
    { ignoreKnown: true },
  )
}

/** How many numbers that are none of ours a supplier named on a day, counted up to a limit. */
export async function countUnknownOrders(
  reader: Reader,
  { supplier, day, limit }: { supplier: string; day: BusinessDay; limit: number },
): Promise<number> {
  const rows = await reader.rows<Pick<SupplierDifferenceRow, 'order_no'>>(
    `SELECT order_no FROM supplier_difference WHERE supplier = ? AND day = ? AND kind = 'unknown_order' LIMIT ${limit}`,
    [supplier, day],
  )
  return rows.length
}

const sortColumns = {
  seenAt: { sql: 'seen_at', kind: 'moment' },
  day: { sql: 'day', kind: 'text' },
  supplier: { sql: 'supplier', kind: 'text' },
} as const
export type DifferencePart = SortedPart<keyof typeof sortColumns>

/** A part of the differences, in an order, and where it goes on. */
export async function differencesPage(
  reader: Reader,
  { programmeIds, supplier, kind }: { programmeIds: readonly string[]; supplier?: string; kind?: string },
  part: DifferencePart,
): Promise<{ differences: Difference[]; next: string | null }> {
  const where = `programme_id IN (${marks(programmeIds)}) ${supplier ? 'AND supplier = ?' : ''} ${kind ? 'AND kind = ?' : ''}`
  const parameters = [...programmeIds, ...[supplier, kind].filter((value) => value !== undefined)]
  const list = { from: 'supplier_difference', where, parameters, columns: sortColumns }
  const { found, next } = await sortedRows(reader, { ...list, id: 'id', read: differenceOf }, part)
  return { differences: found, next }
}

function differenceOf(row: SupplierDifferenceRow): Difference {
  return {
    id: row.id,
    supplier: row.supplier,
    day: row.day as BusinessDay,
    orderNo: row.order_no,
    kind: row.kind as DifferenceKind,
    programmeId: row.programme_id === nobodys ? null : row.programme_id,
    ours: row.ours,
    theirs: row.theirs,
    source: row.source as Difference['source'],
    seenAt: moment(row.seen_at),
  }
}
