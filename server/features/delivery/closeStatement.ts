import { addDays, type BusinessDay, businessDayOf, startOfDay } from '../../../shared/values/businessDay'
import { inSlices } from '../../db/statements'
import type { StatementLine, SupplierPort, SupplierStatement } from '../../ports/supplier'
import {
  changeOrder,
  hasOrdersBefore,
  markStated,
  moveRedemption,
  type OrderedBenefit,
  ordersNamed,
  ordersUnstated,
} from '../redemption'
import { closeOrder, lockForClosing } from './closeOrder'
import type { DeliveryDeps } from './dependencies'
import { type Difference, type DifferenceKind, keepDifferences } from './differences.store'
import { comparedDays, keepStatement } from './statements.store'

/** A day's statement is asked for from this hour of the next day on, Shanghai time. */
const readyHour = 2
/** So many days back one that was not ready yet is asked for. */
const daysBack = 7
const linesAtATime = 500

/** Compares the statements of the last days that are ready and were not compared yet; answers how many. */
export async function closeStatements(deps: DeliveryDeps, signal?: AbortSignal): Promise<number> {
  const now = deps.surroundings.now()
  const yesterday = addDays(businessDayOf(new Date(now.getTime() - readyHour * 3_600_000)), -1)
  const days = Array.from({ length: daysBack }, (_, back) => addDays(yesterday, -back)).reverse()
  const failures: unknown[] = []
  let closed = 0
  for (const [supplier, port] of deps.suppliers) {
    const compared = await comparedDays(deps.database.reader, supplier, days)
    for (const day of days) {
      if (signal?.aborted || compared.has(day)) continue
      // Before its first order there is nothing that a supplier could tell.
      if (!(await hasOrdersBefore(deps.database.reader, supplier, startOfDay(addDays(day, 1))))) continue
      try {
        if (await closeStatement(deps, { supplier, port, day })) closed += 1
      } catch (error) {
        failures.push(error)
      }
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} statements could not be compared`)
  return closed
}

interface OfDay {
  supplier: string
  day: BusinessDay
}

/**
 * Compares a supplier's closed list of one day with our orders: what is open is closed by it, and what differs is kept for
 * operators. It may be done again after it was broken off anywhere.
 * @returns false when the statement is not ready yet
 * @throws Unsure when the supplier does not answer
 */
export async function closeStatement(
  deps: DeliveryDeps,
  { supplier, port, day }: OfDay & { port: SupplierPort },
): Promise<boolean> {
  const statement = await port.statement(day)
  if (statement === null) return false
  // A delivery is never undone by a line that speaks of an earlier try.
  const lines = [...statement.lines].sort((one, other) => Number(isFailure(one)) - Number(isFailure(other)))
  const delivered = new Set<string>()
  for (const slice of inSlices(lines, linesAtATime)) {
    await compareLines(deps, { supplier, day, statement, lines: slice, delivered })
  }
  await lookForMissing(deps, { supplier, day, deduplicates: port.deduplicates })
  await deps.database.inTransaction((tx) =>
    keepStatement(tx, {
      supplier,
      day,
      proof: statement.proof,
      lineCount: lines.length,
      closedAt: deps.surroundings.now(),
    }),
  )
  return true
}

function isFailure({ state }: StatementLine): boolean {
  return state === 'rejected'
}

interface Slice extends OfDay {
  statement: SupplierStatement
  lines: readonly StatementLine[]
  /** Numbers that stood on the statement as delivered before. */
  delivered: Set<string>
}

async function compareLines(deps: DeliveryDeps, slice: Slice): Promise<void> {
  const { supplier, day, lines, delivered, statement } = slice
  const { database, surroundings } = deps
  const known = await ordersNamed(
    database.reader,
    lines.map(({ orderNo }) => orderNo),
  )
  const differences: Difference[] = []
  const stated: string[] = []
  for (const line of lines) {
    const found = known.get(line.orderNo)
    const order = found?.supplier === supplier ? found : undefined
    const differs = (kind: DifferenceKind, values: Pick<Difference, 'ours' | 'theirs'>) => {
      const place = { supplier, day, orderNo: line.orderNo, programmeId: order?.programmeId ?? null }
      const id = surroundings.newId()
      differences.push({ id, ...place, kind, ...values, source: 'statement', seenAt: surroundings.now() })
    }
    if (!order) {
      differs('unknown_order', { ours: null, theirs: line.state })
      continue
    }
    stated.push(line.orderNo)
    if (delivered.has(line.orderNo) && line.state === 'delivered') {
      differs('delivered_twice', { ours: order.serial, theirs: line.serial })
    } else if (delivered.has(line.orderNo)) {
      // It was delivered after all, as another line says.
    } else if (line.sku !== order.sku) {
      differs('other_sku', { ours: order.sku, theirs: line.sku })
    } else {
      await closeByLine(deps, order, { line, day, proof: statement.proof })
    }
    if (line.state === 'delivered') delivered.add(line.orderNo)
  }
  await database.inTransaction(async (tx) => {
    await markStated(tx, stated, day)
    await keepDifferences(tx, differences)
  })
}

function closeByLine(
  deps: DeliveryDeps,
  found: OrderedBenefit,
  { line, day, proof }: { line: StatementLine; day: BusinessDay; proof: string },
): Promise<unknown> {
  const outcome = line.state === 'delivered' ? 'delivered' : 'failed'
  const isSaid = found.state === outcome && (found.serial === line.serial || line.serial === null)
  if (isSaid) return Promise.resolve()
  return deps.database.inTransaction(async (tx) => {
    const order = await lockForClosing(tx, found, deps.surroundings.now())
    const said = { serial: line.serial, link: null, reason: null, proof, day }
    return closeOrder(tx, order, { ...deps, verdict: { outcome, evidence: 'statement', ...said } })
  })
}

/**
 * What is not on the closed list: a delivery of ours is a difference. An order of which nobody knows, at a supplier that must
 * not be asked twice, is given to a person, since nothing more will be said of it.
 */
async function lookForMissing(
  deps: DeliveryDeps,
  { supplier, day, deduplicates }: OfDay & { deduplicates: boolean },
): Promise<void> {
  const { database, surroundings, pace } = deps
  const before = (moment: Date) => new Date(moment.getTime() - pace.midnightMs)
  const until = before(startOfDay(addDays(day, 1)))
  const states = ['delivered'] as const
  const ours = await ordersUnstated(database.reader, { supplier, from: before(startOfDay(day)), until, states })
  const doubtful = deduplicates
    ? []
    : await ordersUnstated(database.reader, {
        supplier,
        from: startOfDay(addDays(day, -daysBack)),
        until,
        states: ['placing', 'unknown'],
      })
  await database.inTransaction((tx) =>
    keepDifferences(
      tx,
      ours.map((order) => ({
        id: surroundings.newId(),
        supplier,
        day,
        orderNo: order.orderNo,
        kind: 'missing',
        programmeId: order.programmeId,
        ours: order.state,
        theirs: null,
        source: 'statement',
        seenAt: surroundings.now(),
      })),
    ),
  )
  for (const order of doubtful) await giveToPerson(deps, order)
}

function giveToPerson({ database, surroundings }: DeliveryDeps, found: OrderedBenefit): Promise<void> {
  return database.inTransaction(async (tx) => {
    const order = await lockForClosing(tx, found, surroundings.now())
    if (order.state !== 'placing' && order.state !== 'unknown') return
    const { placedAt, unsureSince, rejections } = order
    const change = { state: 'manual', dueAt: null, placedAt, unsureSince, rejections } as const
    await changeOrder(tx, order.orderNo, { ...change, error: 'its supplier has no such order on the closed statement' })
    await moveRedemption(tx, order, 'manual')
  })
}
