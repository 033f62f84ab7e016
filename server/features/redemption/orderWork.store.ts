import { type Points, points } from '../../../shared/values/points'
import type { Parameter, Reader, Tx } from '../../db/database'
import { marks, moment } from '../../db/statements'
import { type SortedPart, sortedRows } from '../../http/sortedList.store'
import type { SupplierOrderRow } from './supplierOrders.entities'

export type OrderState = 'new' | 'placing' | 'accepted' | 'unknown' | 'manual' | 'delivered' | 'failed'

/** An order as it is stored, for those who see it through. */
export interface OrderedBenefit {
  orderNo: string
  programmeId: string
  cardholderId: string
  redemptionId: string
  supplier: string
  sku: string
  accountCipher: string
  points: Points
  state: OrderState
  attempts: number
  placedAt: Date | null
  unsureSince: Date | null
  rejections: number
  serial: string | null
  createdAt: Date
}

/** Closed orders are never opened again: every change below asks for an open one. */
const isOpen = "state NOT IN ('delivered', 'failed')"

/** Orders that may be taken now, the longest due first. */
export async function dueOrders(
  reader: Reader,
  { supplier, now, limit, withNew }: { supplier: string; now: Date; limit: number; withNew: boolean },
): Promise<OrderedBenefit[]> {
  const rows = await reader.rows<SupplierOrderRow>(
    `SELECT * FROM supplier_order WHERE supplier = ? AND due_at <= ? ${withNew ? '' : "AND state <> 'new'"}
     ORDER BY due_at LIMIT ${limit}`,
    [supplier, now],
  )
  return rows.map(orderOf)
}

/** A change of an open order that a worker makes or has made. */
export interface OrderChange {
  state: Exclude<OrderState, 'delivered' | 'failed'>
  dueAt: Date | null
  placedAt: Date | null
  unsureSince: Date | null
  rejections: number
  error: string | null
}

/** Takes a due order for one worker; false when another was quicker. Its number of attempts is the fence from then on. */
export async function leaseOrder(
  tx: Tx,
  { orderNo, attempts, state }: Pick<OrderedBenefit, 'orderNo' | 'attempts' | 'state'>,
  { now, change }: { now: Date; change: OrderChange },
): Promise<boolean> {
  const { sql, parameters } = settingOf(change)
  const taken = await tx.change(
    `UPDATE supplier_order SET ${sql}, attempts = attempts + 1
     WHERE order_no = ? AND attempts = ? AND state = ? AND due_at <= ?`,
    [...parameters, orderNo, attempts, state, now],
  )
  return taken === 1
}

/**
 * Says that a worker is about to send its order again; false when somebody has closed it or taken it meanwhile. From then on
 * no person can close it, until the sending has ended or its lease is over.
 */
export async function markPlacing(
  tx: Tx,
  { orderNo, attempts }: Pick<OrderedBenefit, 'orderNo' | 'attempts'>,
): Promise<boolean> {
  const marked = await tx.change(
    "UPDATE supplier_order SET state = 'placing' WHERE order_no = ? AND attempts = ? AND state IN ('unknown', 'accepted')",
    [orderNo, attempts],
  )
  return marked === 1
}

/** Changes an order that is locked and open. */
export async function changeOrder(tx: Tx, orderNo: string, change: OrderChange): Promise<void> {
  const { sql, parameters } = settingOf(change)
  const changed = await tx.change(`UPDATE supplier_order SET ${sql} WHERE order_no = ? AND ${isOpen}`, [
    ...parameters,
    orderNo,
  ])
  if (changed !== 1) throw new Error(`order ${orderNo} is closed and was to be changed`)
}

function settingOf(change: OrderChange): { sql: string; parameters: Parameter[] } {
  const { state, dueAt, placedAt, unsureSince, rejections, error } = change
  return {
    sql: 'state = ?, due_at = ?, placed_at = ?, unsure_since = ?, rejections = ?, last_error = ?',
    parameters: [state, dueAt, placedAt, unsureSince, rejections, error === null ? null : error.slice(0, 300)],
  }
}

/** By whose word an order was closed. */
export interface Closing {
  state: 'delivered' | 'failed'
  evidence: 'answer' | 'query' | 'callback' | 'statement' | 'person'
  serial: string | null
  proof: string | null
  closedAt: Date
}

/** Closes an order that is locked and open, for ever. */
export async function endOrder(tx: Tx, orderNo: string, closing: Closing): Promise<void> {
  const { state, evidence, serial, proof, closedAt } = closing
  const ended = await tx.change(
    `UPDATE supplier_order SET state = ?, evidence = ?, serial = ?, evidence_hash = ?, closed_at = ?, due_at = NULL,
       placed_at = COALESCE(placed_at, ?) WHERE order_no = ? AND ${isOpen}`,
    [state, evidence, serial, proof, closedAt, closedAt, orderNo],
  )
  if (ended !== 1) throw new Error(`order ${orderNo} was closed before`)
}

export function findOrder(reader: Reader, orderNo: string): Promise<OrderedBenefit | null> {
  return oneOrder(reader, orderNo, '')
}

/** After the account's lock, before stock. */
export function lockOrder(tx: Tx, orderNo: string): Promise<OrderedBenefit | null> {
  return oneOrder(tx, orderNo, tx.forUpdate)
}

async function oneOrder(reader: Reader, orderNo: string, lock: string): Promise<OrderedBenefit | null> {
  const [row] = await reader.rows<SupplierOrderRow>(`SELECT * FROM supplier_order WHERE order_no = ?${lock}`, [orderNo])
  return row ? orderOf(row) : null
}

export async function ordersNamed(reader: Reader, orderNos: readonly string[]): Promise<Map<string, OrderedBenefit>> {
  if (orderNos.length === 0) return new Map()
  const rows = await reader.rows<SupplierOrderRow>(
    `SELECT * FROM supplier_order WHERE order_no IN (${marks(orderNos)})`,
    orderNos,
  )
  return new Map(rows.map((row) => [row.order_no, orderOf(row)]))
}

/** Remembers on which statement orders stand. */
export async function markStated(tx: Tx, orderNos: readonly string[], day: string): Promise<void> {
  if (orderNos.length === 0) return
  await tx.change(
    `UPDATE supplier_order SET stated_on = ? WHERE stated_on IS NULL AND order_no IN (${marks(orderNos)})`,
    [day, ...orderNos],
  )
}

/** Orders placed in a span of time that stand on no statement, in these states. */
export async function ordersUnstated(
  reader: Reader,
  { supplier, from, until, states }: { supplier: string; from: Date; until: Date; states: readonly OrderState[] },
): Promise<OrderedBenefit[]> {
  const rows = await reader.rows<SupplierOrderRow>(
    `SELECT * FROM supplier_order WHERE supplier = ? AND placed_at >= ? AND placed_at < ?
       AND stated_on IS NULL AND state IN (${marks(states)}) ORDER BY order_no`,
    [supplier, from, until, ...states],
  )
  return rows.map(orderOf)
}

/** Whether anything was ordered of a supplier before a moment. */
export async function hasOrdersBefore(reader: Reader, supplier: string, before: Date): Promise<boolean> {
  const rows = await reader.rows<Pick<SupplierOrderRow, 'order_no'>>(
    'SELECT order_no FROM supplier_order WHERE supplier = ? AND placed_at < ? LIMIT 1',
    [supplier, before],
  )
  return rows.length > 0
}

/** Puts the due orders of suppliers that are not among these off; answers which suppliers that were. */
export async function putOffOrdersOfOthers(
  tx: Tx,
  { suppliers, now, until }: { suppliers: readonly string[]; now: Date; until: Date },
): Promise<string[]> {
  const others = suppliers.length > 0 ? `supplier NOT IN (${marks(suppliers)})` : '1 = 1'
  const rows = await tx.rows<Pick<SupplierOrderRow, 'supplier'>>(
    `SELECT DISTINCT supplier FROM supplier_order WHERE due_at <= ? AND ${others}`,
    [now, ...suppliers],
  )
  for (const { supplier } of rows) {
    await tx.change('UPDATE supplier_order SET due_at = ?, last_error = ? WHERE supplier = ? AND due_at <= ?', [
      until,
      `the supplier ${supplier} is not configured`,
      supplier,
      now,
    ])
  }
  return rows.map(({ supplier }) => supplier)
}

export interface OpenOrders {
  supplier: string
  state: OrderState
  orders: number
}

/** How many orders are open at which supplier, and in which state. */
export async function countOpenOrders(reader: Reader, programmeId: string): Promise<OpenOrders[]> {
  const rows = await reader.rows<{ supplier: string; state: string; orders: string | number }>(
    `SELECT supplier, state, COUNT(*) AS orders FROM supplier_order
     WHERE programme_id = ? AND state IN ('new', 'placing', 'accepted', 'unknown', 'manual') GROUP BY supplier, state`,
    [programmeId],
  )
  return rows.map(({ supplier, state, orders }) => ({ supplier, state: state as OrderState, orders: Number(orders) }))
}

/** An open order that operators look at. */
export interface OrderAtDesk extends OrderedBenefit {
  lastError: string | null
}

const sortColumns = {
  redeemedAt: { sql: 'created_at', kind: 'moment' },
  points: { sql: 'points', kind: 'number' },
  supplier: { sql: 'supplier', kind: 'text' },
} as const
export type OrderPart = SortedPart<keyof typeof sortColumns>

/** Those that wait for a person, and those that have been unknown or unsent since before a moment, and where it goes on. */
export async function ordersForPeople(
  reader: Reader,
  { programmeId, before, ...only }: { programmeId: string; before: Date; supplier?: string; state?: string },
  part: OrderPart,
): Promise<{ orders: OrderAtDesk[]; next: string | null }> {
  const { supplier, state } = only
  const where = `programme_id = ? AND state IN ('manual', 'unknown', 'new')
       AND (state = 'manual' OR (state = 'unknown' AND unsure_since < ?) OR (state = 'new' AND created_at < ?))
       ${supplier ? 'AND supplier = ?' : ''} ${state ? 'AND state = ?' : ''}`
  const parameters = [programmeId, before, before, ...[supplier, state].filter((value) => value !== undefined)]
  const list = { from: 'supplier_order', where, parameters, columns: sortColumns }
  const read = (row: SupplierOrderRow) => ({ ...orderOf(row), lastError: row.last_error })
  const { found, next } = await sortedRows(reader, { ...list, id: 'order_no', read }, part)
  return { orders: found, next }
}

function orderOf(row: SupplierOrderRow): OrderedBenefit {
  return {
    orderNo: row.order_no,
    programmeId: row.programme_id,
    cardholderId: row.cardholder_id,
    redemptionId: row.redemption_id,
    supplier: row.supplier,
    sku: row.sku,
    accountCipher: row.account_cipher,
    points: points(row.points),
    state: row.state as OrderState,
    attempts: row.attempts,
    placedAt: row.placed_at === null ? null : moment(row.placed_at),
    unsureSince: row.unsure_since === null ? null : moment(row.unsure_since),
    rejections: row.rejections,
    serial: row.serial,
    createdAt: moment(row.created_at),
  }
}
