import type { BusinessDay } from '../../../shared/values/businessDay'
import { wholeNumber } from '../../../shared/values/integers'
import type { Reader, Tx } from '../../db/database'
import { moment } from '../../db/statements'
import type { Delays } from './delays.rules'
import type { BenefitDelivered, PointsOfDay } from './facts.store'
import type { InsightBenefitRow, InsightLoopRow, InsightPointsRow, InsightSupplierRow } from './insights.entities'
import type { LoopFigures } from './loop.rules'

/** What a supplier's orders came to. */
export interface SupplierFigures {
  supplier: string
  delivered: number
  failed: number
  delays: Delays
}

export interface DayFigures {
  points: PointsOfDay[]
  benefits: BenefitDelivered[]
  suppliers: SupplierFigures[]
}

interface Day {
  programmeId: string
  day: BusinessDay
}

/** Keeps what a day came to, once: of several that count it, the first. Answers whether it was this one. */
export async function keepDay(
  tx: Tx,
  { programmeId, day }: Day,
  { figures, now }: { figures: DayFigures; now: Date },
): Promise<boolean> {
  const at = { programme_id: programmeId, day }
  if ((await tx.insert('insight_counted', [{ ...at, counted_at: now }], { ignoreKnown: true })) === 0) return false
  const points = figures.points.map((moved) => ({
    programme_id: programmeId,
    counted_on: day,
    day: moved.day,
    issued: moved.issued,
    redeemed: moved.redeemed,
    expired: moved.expired,
    taken_back: moved.takenBack,
  }))
  const benefits = figures.benefits.map(({ benefitId, delivered, points: spent }) => {
    return { ...at, benefit_id: benefitId, delivered, points: spent }
  })
  const suppliers = figures.suppliers.map(({ supplier, delivered, failed, delays }) => {
    return { ...at, supplier, delivered, failed, delays: JSON.stringify(delays) }
  })
  if (points.length > 0) await tx.insert('insight_points', points)
  if (benefits.length > 0) await tx.insert('insight_benefit', benefits)
  if (suppliers.length > 0) await tx.insert('insight_supplier', suppliers)
  return true
}

/** The last day that is counted; days are counted without a gap. */
export async function countedUntil(reader: Reader, programmeId: string): Promise<BusinessDay | null> {
  const [row] = await reader.rows<{ day: BusinessDay | null }>(
    'SELECT MAX(day) AS day FROM insight_counted WHERE programme_id = ?',
    [programmeId],
  )
  return row?.day ?? null
}

/** By the day for which they count, up to a day. */
export async function pointsCounted(reader: Reader, programmeId: string, until: BusinessDay): Promise<PointsOfDay[]> {
  const rows = await reader.rows<InsightPointsRow>(
    `SELECT day, SUM(issued) AS issued, SUM(redeemed) AS redeemed, SUM(expired) AS expired, SUM(taken_back) AS taken_back
     FROM insight_points WHERE programme_id = ? AND day <= ? GROUP BY day ORDER BY day`,
    [programmeId, until],
  )
  return rows.map((row) => ({
    day: row.day as BusinessDay,
    issued: wholeNumber(row.issued, 'points'),
    redeemed: wholeNumber(row.redeemed, 'points'),
    expired: wholeNumber(row.expired, 'points'),
    takenBack: wholeNumber(row.taken_back, 'points'),
  }))
}

interface Days {
  programmeId: string
  from: BusinessDay
  until: BusinessDay
}

export async function benefitsCounted(reader: Reader, { programmeId, from, until }: Days): Promise<BenefitDelivered[]> {
  const rows = await reader.rows<InsightBenefitRow>(
    `SELECT benefit_id, SUM(delivered) AS delivered, SUM(points) AS points FROM insight_benefit
     WHERE programme_id = ? AND day >= ? AND day <= ? GROUP BY benefit_id`,
    [programmeId, from, until],
  )
  return rows.map((row) => ({
    benefitId: row.benefit_id,
    delivered: wholeNumber(row.delivered, 'redemptions'),
    points: wholeNumber(row.points, 'points'),
  }))
}

export async function suppliersCounted(reader: Reader, { programmeId, from, until }: Days): Promise<SupplierFigures[]> {
  const rows = await reader.rows<InsightSupplierRow>(
    `SELECT supplier, delivered, failed, delays FROM insight_supplier
     WHERE programme_id = ? AND day >= ? AND day <= ? ORDER BY supplier, day`,
    [programmeId, from, until],
  )
  return rows.map((row) => ({
    supplier: row.supplier,
    delivered: wholeNumber(row.delivered, 'orders'),
    failed: wholeNumber(row.failed, 'orders'),
    delays: JSON.parse(row.delays) as Delays,
  }))
}

/** Keeps how the loop stood, in place of what was kept of that day before. */
export async function keepLoop(
  tx: Tx,
  { programmeId, day }: Day,
  { figures, now }: { figures: LoopFigures; now: Date },
): Promise<void> {
  const row = { programme_id: programmeId, day, figures: JSON.stringify(figures), counted_at: now }
  await tx.upsert('insight_loop', [row], { key: ['programme_id', 'day'] })
}

export async function loopsCounted(
  reader: Reader,
  { programmeId, from, until }: Days,
): Promise<{ day: BusinessDay; figures: LoopFigures }[]> {
  const rows = await reader.rows<InsightLoopRow>(
    'SELECT day, figures FROM insight_loop WHERE programme_id = ? AND day >= ? AND day <= ? ORDER BY day',
    [programmeId, from, until],
  )
  return rows.map(({ day, figures }) => ({ day: day as BusinessDay, figures: JSON.parse(figures) as LoopFigures }))
}

/** When the loop of each day was worked out last. */
export async function loopsCountedAt(
  reader: Reader,
  { programmeId, from, until }: Days,
): Promise<Map<BusinessDay, Date>> {
  const rows = await reader.rows<InsightLoopRow>(
    'SELECT day, counted_at FROM insight_loop WHERE programme_id = ? AND day >= ? AND day <= ?',
    [programmeId, from, until],
  )
  return new Map(rows.map((row) => [row.day as BusinessDay, moment(row.counted_at)]))
}
