import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { loopStepId } from '../../../shared/contract/insights'
import { addDays, type BusinessDay, businessDayOf, startOfDay } from '../../../shared/values/businessDay'
import type { Reader } from '../../db/database'
import { benefitsNamed, stockLeft } from '../catalogue'
import { programmeOf, termsOf } from '../programmes'
import { countOpenOrders } from '../redemption'
import { figuresOf } from './countDays'
import { sumOfDelays, withinMs } from './delays.rules'
import type { BenefitDelivered, PointsOfDay } from './facts.store'
import {
  benefitsCounted,
  countedUntil,
  type DayFigures,
  loopsCounted,
  pointsCounted,
  type SupplierFigures,
  suppliersCounted,
} from './insights.store'
import { shareOf, stepsOf } from './loop.rules'
import { byDay, eachDay, pointsIn } from './pointsByDay.rules'

type Dashboard = ReplyOf<Api['insights']['dashboard']>

interface Asked {
  programmeId: string
  from: BusinessDay
  until: BusinessDay
  now: Date
}

const mostBenefits = 20
const mostStock = 200

/** What was added up, and what was written since; nothing that grows with cardholders is read further back than that. */
export async function showDashboard(reader: Reader, asked: Asked): Promise<Dashboard> {
  const { programmeId, from, now } = asked
  const today = businessDayOf(now)
  const until = asked.until > today ? today : asked.until
  const days = { programmeId, from, until }
  const counted = await countedUntil(reader, programmeId)
  const recent = await recentFigures(reader, { programmeId, counted, now })
  const points = await pointsOf(reader, days, recent)
  return {
    ...days,
    today,
    countedUntil: counted,
    fenPerThousandPoints: await worthOn(reader, programmeId, until),
    ...points,
    suppliers: await suppliersOf(reader, days, recent),
    stock: await stockOf(reader, programmeId, now),
    benefits: await benefitsOf(reader, days, recent),
    loop: await loopOf(reader, days),
  }
}

/** By day, what is not added up yet. Before the first count all of it is looked at, as one: there is not much of it. */
async function recentFigures(
  reader: Reader,
  { programmeId, counted, now }: { programmeId: string; counted: BusinessDay | null; now: Date },
): Promise<{ day: BusinessDay; figures: DayFigures }[]> {
  const today = businessDayOf(now)
  const first = counted ? addDays(counted, 1) : addDays(today, -1)
  const found: { day: BusinessDay; figures: DayFigures }[] = []
  for (const day of eachDay({ from: first, until: today })) {
    const isAll = counted === null && day === first
    const span = { programmeId, from: isAll ? new Date(0) : startOfDay(day), until: startOfDay(addDays(day, 1)) }
    found.push({ day, figures: await figuresOf(reader, span) })
  }
  return found
}

type Recent = Awaited<ReturnType<typeof recentFigures>>
type Days = Pick<Asked, 'programmeId' | 'from' | 'until'>

async function pointsOf(reader: Reader, { programmeId, from, until }: Days, recent: Recent) {
  const known = await pointsCounted(reader, programmeId, until)
  const moved: PointsOfDay[] = byDay([...known, ...recent.flatMap(({ figures }) => figures.points)], until)
  return pointsIn(moved, { from, until })
}

async function worthOn(reader: Reader, programmeId: string, day: BusinessDay): Promise<number | null> {
  const terms = await termsOf(reader, await programmeOf(reader, programmeId))
  return terms.on(day).fenPerThousandPoints ?? null
}

function within(recent: Recent, { from, until }: Days): DayFigures[] {
  return recent.filter(({ day }) => day >= from && day <= until).map(({ figures }) => figures)
}

async function suppliersOf(reader: Reader, days: Days, recent: Recent): Promise<Dashboard['suppliers']> {
  const open = await countOpenOrders(reader, days.programmeId)
  const closed: SupplierFigures[] = [
    ...(await suppliersCounted(reader, days)),
    ...within(recent, days).flatMap(({ suppliers }) => suppliers),
  ]
  const names = [...new Set([...closed, ...open].map(({ supplier }) => supplier))].sort()
  return names.map((supplier) => {
    const own = closed.filter((one) => one.supplier === supplier)
    const waiting = open.filter((one) => one.supplier === supplier)
    const delays = sumOfDelays(own.map((one) => one.delays))
    return {
      supplier,
      delivered: sum(own.map(({ delivered }) => delivered)),
      failed: sum(own.map(({ failed }) => failed)),
      open: sum(waiting.map(({ orders }) => orders)),
      manual: sum(waiting.filter(({ state }) => state === 'manual').map(({ orders }) => orders)),
      p50Ms: withinMs(delays, 0.5),
      p95Ms: withinMs(delays, 0.95),
    }
  })
}

async function stockOf(reader: Reader, programmeId: string, now: Date): Promise<Dashboard['stock']> {
  const lines = await stockLeft(reader, { programmeId, now })
  const inOrder = [...lines.filter(({ isLow }) => isLow), ...lines.filter(({ isLow }) => !isLow)]
  return inOrder.slice(0, mostStock).map(({ benefitId, title, stock, issued, left, lowStockAt, isLow }) => {
    return { benefitId, title, stock, issued, leftNow: left.now, leftInAll: left.inAll, lowStockAt, isLow }
  })
}

async function benefitsOf(reader: Reader, days: Days, recent: Recent): Promise<Dashboard['benefits']> {
  const counted = await benefitsCounted(reader, days)
  const all: BenefitDelivered[] = [...counted, ...within(recent, days).flatMap(({ benefits }) => benefits)]
  const ids = [...new Set(all.map(({ benefitId }) => benefitId))]
  const totals = ids.map((benefitId) => {
    const own = all.filter((one) => one.benefitId === benefitId)
    const spent = sum(own.map(({ points }) => points))
    return { benefitId, delivered: sum(own.map(({ delivered }) => delivered)), points: spent }
  })
  const top = totals
    .sort((one, other) => other.delivered - one.delivered || (one.benefitId < other.benefitId ? -1 : 1))
    .slice(0, mostBenefits)
  const benefitIds = top.map(({ benefitId }) => benefitId)
  const named = await benefitsNamed(reader, { programmeId: days.programmeId, benefitIds })
  const titles = new Map(named.map(({ id, title }) => [id, title]))
  return top.map((one) => ({ ...one, title: titles.get(one.benefitId) ?? one.benefitId }))
}

async function loopOf(reader: Reader, { programmeId, from, until }: Days): Promise<Dashboard['loop']> {
  const known = await loopsCounted(reader, { programmeId, from: addDays(from, -1), until })
  const inRange = known.filter(({ day }) => day >= from)
  const latest = inRange.at(-1) ?? null
  const before = known.find(({ day }) => day < from) ?? null
  return {
    day: latest?.day ?? null,
    cardsBound: latest?.figures.cardsBound ?? 0,
    steps: stepsOf(latest?.figures ?? null, before?.figures ?? null),
    trend: inRange.map(({ day, figures }) => {
      return { day, values: Object.fromEntries(loopStepId.options.map((step) => [step, shareOf(figures, step)])) }
    }),
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
