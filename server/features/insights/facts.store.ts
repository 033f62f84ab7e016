import type { BusinessDay } from '../../../shared/values/businessDay'
import { wholeNumber } from '../../../shared/values/integers'
import type { Parameter, Reader } from '../../db/database'
import { moment } from '../../db/statements'

/** Reads other features' tables: what is added up across them would be no door of any one. It reads counts alone. */
export interface Span {
  programmeId: string
  from: Date
  /** The first moment that is not in it. */
  until: Date
}

/** Points that crossed the border of what cardholders own, and came back: below zero where more came back. */
export interface PointsOfDay {
  day: BusinessDay
  issued: number
  redeemed: number
  expired: number
  takenBack: number
}

type Sum = string | number | null

/** By the day for which they count; the span is that of writing. */
export async function pointsWritten(reader: Reader, span: Span): Promise<PointsOfDay[]> {
  const rows = await reader.rows<Record<'issued' | 'redeemed' | 'expired' | 'taken_back', Sum> & { day: string }>(
    `SELECT effective_on AS day, ${net('issuer', 'from')} AS issued, ${net('redeemed', 'to')} AS redeemed,
            ${net('expired', 'to')} AS expired, ${net('clawed_back', 'to')} AS taken_back
     FROM transfer WHERE programme_id = ? AND created_at >= ? AND created_at < ?
       AND (from_account IN (${border}) OR to_account IN (${border})) GROUP BY effective_on ORDER BY effective_on`,
    parametersOf(span),
  )
  return rows.map((row) => ({
    day: row.day as BusinessDay,
    issued: whole(row.issued),
    redeemed: whole(row.redeemed),
    expired: whole(row.expired),
    takenBack: whole(row.taken_back),
  }))
}

const border = "'issuer', 'redeemed', 'expired', 'clawed_back'"

/** What moved in one direction of an account, less what moved back. */
function net(account: string, direction: 'from' | 'to'): string {
  const back = direction === 'from' ? 'to' : 'from'
  return `SUM(CASE WHEN ${direction}_account = '${account}' THEN amount WHEN ${back}_account = '${account}' THEN -amount ELSE 0 END)`
}

export interface BenefitDelivered {
  benefitId: string
  delivered: number
  points: number
}

export async function benefitsDelivered(reader: Reader, span: Span): Promise<BenefitDelivered[]> {
  const rows = await reader.rows<{ benefit_id: string; delivered: Sum; points: Sum }>(
    `SELECT benefit_id, COUNT(*) AS delivered, SUM(points) AS points FROM redemption
     WHERE programme_id = ? AND delivered_at >= ? AND delivered_at < ? AND state = 'delivered' GROUP BY benefit_id`,
    parametersOf(span),
  )
  return rows.map((row) => ({
    benefitId: row.benefit_id,
    delivered: whole(row.delivered),
    points: whole(row.points),
  }))
}

export interface OrderClosed {
  supplier: string
  isDelivered: boolean
  /** From the moment at which it was asked for. */
  tookMs: number
}

export async function ordersClosed(reader: Reader, span: Span): Promise<OrderClosed[]> {
  const rows = await reader.rows<{
    supplier: string
    state: string
    created_at: Date | string
    closed_at: Date | string
  }>(
    `SELECT supplier, state, created_at, closed_at FROM supplier_order
     WHERE programme_id = ? AND closed_at >= ? AND closed_at < ? AND state IN ('delivered', 'failed')`,
    parametersOf(span),
  )
  return rows.map(({ supplier, state, created_at, closed_at }) => ({
    supplier,
    isDelivered: state === 'delivered',
    tookMs: moment(closed_at).getTime() - moment(created_at).getTime(),
  }))
}

/** When the first thing happened that can be added up; null before anything did. */
export async function firstWritten(reader: Reader, programmeId: string): Promise<Date | null> {
  const [row] = await reader.rows<{ first: Date | string | null }>(
    'SELECT MIN(created_at) AS first FROM transfer WHERE programme_id = ?',
    [programmeId],
  )
  const [gift] = await reader.rows<{ first: Date | string | null }>(
    'SELECT MIN(delivered_at) AS first FROM redemption WHERE programme_id = ? AND delivered_at IS NOT NULL',
    [programmeId],
  )
  const found = [row?.first, gift?.first].flatMap((first) => (first ? [moment(first)] : []))
  return found.length > 0 ? new Date(Math.min(...found.map((first) => first.getTime()))) : null
}

function parametersOf({ programmeId, from, until }: Span): Parameter[] {
  return [programmeId, from, until]
}

function whole(sum: Sum): number {
  return wholeNumber(sum ?? 0, 'a sum')
}

/** When the bank has told of spending last; null where it never has. */
export async function lastTold(reader: Reader, programmeId: string): Promise<Date | null> {
  const [row] = await reader.rows<{ told: Date | string | null }>(
    'SELECT MAX(received_at) AS told FROM spend WHERE programme_id = ?',
    [programmeId],
  )
  return row?.told == null ? null : moment(row.told)
}
