import { addDays, type BusinessDay, businessDayOf, startOfDay } from '../../../shared/values/businessDay'
import type { Database, Reader } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import { delaysOf } from './delays.rules'
import {
  benefitsDelivered,
  firstWritten,
  lastTold,
  type OrderClosed,
  ordersClosed,
  pointsWritten,
  type Span,
} from './facts.store'
import {
  countedUntil,
  type DayFigures,
  keepDay,
  keepLoop,
  loopsCountedAt,
  type SupplierFigures,
} from './insights.store'
import { loopOn } from './loop.store'

interface Counting {
  database: Database
  surroundings: Surroundings
  signal: AbortSignal
}

/** Longer than a transaction takes that wrote in the last moment of its day: a day is added up when nothing more comes. */
const settledAfterMs = 15 * 60_000
/** The loop of a day is looked at again while files of the bank for it may still come. */
const loopAgainDays = 3
/** And no more often than this, since it costs a look at the facts of ninety days. */
const loopAgainMs = 30 * 60_000
/** How far back the loop is worked out where nobody has before. */
const loopKnownDays = 120
/** The embedded database does one thing at a time: others have their turn in between. */
const loopsAtOnce = 10

/**
 * Adds up every day that is over and was not added up, the earliest first; each in a transaction of its own, which a second
 * process that is as far finds done. Answers how many days it did.
 */
export async function countDays(programmeId: string, { database, surroundings, signal }: Counting): Promise<number> {
  const { reader } = database
  const last = lastDayOver(surroundings.now())
  const counted = await countedUntil(reader, programmeId)
  const first = counted ? addDays(counted, 1) : await firstDay(reader, programmeId)
  let done = 0
  for (let day = first; day !== null && day <= last && !signal.aborted; day = addDays(day, 1)) {
    const figures = await figuresOf(reader, { programmeId, from: startOfDay(day), until: startOfDay(addDays(day, 1)) })
    const at = { programmeId, day }
    const isNew = await database.inTransaction((tx) => keepDay(tx, at, { figures, now: surroundings.now() }))
    if (isNew) done++
  }
  return done
}

function lastDayOver(now: Date): BusinessDay {
  return addDays(businessDayOf(new Date(now.getTime() - settledAfterMs)), -1)
}

async function firstDay(reader: Reader, programmeId: string): Promise<BusinessDay | null> {
  const first = await firstWritten(reader, programmeId)
  return first && businessDayOf(first)
}

/** What was written within a span: of a day that is over by the job, and of today for whoever looks. */
export async function figuresOf(reader: Reader, span: Span): Promise<DayFigures> {
  const points = await pointsWritten(reader, span)
  const benefits = await benefitsDelivered(reader, span)
  return { points, benefits, suppliers: suppliersOf(await ordersClosed(reader, span)) }
}

function suppliersOf(orders: readonly OrderClosed[]): SupplierFigures[] {
  const names = [...new Set(orders.map(({ supplier }) => supplier))].sort()
  return names.map((supplier) => {
    const own = orders.filter((order) => order.supplier === supplier)
    const delivered = own.filter(({ isDelivered }) => isDelivered)
    const delays = delaysOf(delivered.map(({ tookMs }) => tookMs))
    return { supplier, delivered: delivered.length, failed: own.length - delivered.length, delays }
  })
}

/**
 * Works out the loop of the days that lack it, the newest first; anew of the last few, when a day is over and when the bank
 * has told of more spending since. Each costs a look at the facts of ninety days, so a programme's past is filled in by and
 * by. Answers how many days it did.
 */
export async function countLoops(programmeId: string, { database, surroundings, signal }: Counting): Promise<number> {
  const { reader } = database
  const newest = lastDayOver(surroundings.now())
  const oldest = addDays(newest, 1 - loopKnownDays)
  const counted = await loopsCountedAt(reader, { programmeId, from: oldest, until: newest })
  const told = await lastTold(reader, programmeId)
  // Where there was no spending yet there is no loop, rather than one of nothing.
  if (!told) return 0
  const isStale = (day: BusinessDay) => {
    const at = counted.get(day)
    return at === undefined || (told > at && surroundings.now().getTime() - at.getTime() >= loopAgainMs)
  }
  let done = 0
  for (const day of daysToLookAt({ oldest, newest }, { counted, isStale }).slice(0, loopsAtOnce)) {
    if (signal.aborted) break
    // Read before, so that what comes in meanwhile is looked at again.
    const now = surroundings.now()
    const figures = await loopOn(reader, { programmeId, day })
    await database.inTransaction((tx) => keepLoop(tx, { programmeId, day }, { figures, now }))
    done++
  }
  return done
}

function daysToLookAt(
  { oldest, newest }: { oldest: BusinessDay; newest: BusinessDay },
  { counted, isStale }: { counted: ReadonlyMap<BusinessDay, Date>; isStale: (day: BusinessDay) => boolean },
): BusinessDay[] {
  const days: BusinessDay[] = []
  const isNewDay = !counted.has(newest)
  const settled = addDays(newest, -loopAgainDays)
  // Oldest of the last few first: the newest is kept last, so that who is killed before it begins again.
  for (let day = addDays(settled, 1); day <= newest; day = addDays(day, 1)) if (isNewDay || isStale(day)) days.push(day)
  for (let day = settled; day >= oldest; day = addDays(day, -1)) if (!counted.has(day)) days.push(day)
  return days
}
