import { businessDayOf } from '../../../shared/values/businessDay'
import type { SupplierNotice } from '../../ports/supplier'
import { changeOrder, findOrder, moveRedemption } from '../redemption'
import { type Closed, closeOrder, lockForClosing, type Verdict } from './closeOrder'
import type { DeliveryDeps } from './dependencies'
import { countUnknownOrders, keepDifferences } from './differences.store'
import { nextOf, redemptionStateOf } from './order.rules'

/** What became of a callback; all of them are taken, or the supplier would send them for ever. */
export type Taken = Closed | 'accepted' | 'nothing_new' | 'unknown_order'

/** More numbers that are none of ours than anybody would read are not kept of one day. */
const unknownADay = 1_000

/**
 * Takes a signed word of a supplier about an order, which may come twice, late, or before the answer to the order itself. A
 * verdict closes it; that it was accepted settles a doubt, and says nothing new of an order that is further on.
 */
export async function takeNotice(
  deps: DeliveryDeps,
  supplier: string,
  { orderNo, answer }: SupplierNotice,
): Promise<Taken> {
  const { database } = deps
  const found = await findOrder(database.reader, orderNo)
  if (!found || found.supplier !== supplier) {
    await keepUnknown(deps, { supplier, orderNo, theirs: answer.state })
    return 'unknown_order'
  }
  return database.inTransaction(async (tx) => {
    const now = deps.surroundings.now()
    const order = await lockForClosing(tx, found, now)
    if (answer.state !== 'accepted') return closeOrder(tx, order, { ...deps, verdict: verdictOf(answer) })
    if (order.state !== 'unknown' && order.state !== 'placing') return 'nothing_new'
    const chance = deps.surroundings.chance()
    const next = nextOf(order, answer, { asked: 'query', now, chance, deduplicates: true, pace: deps.pace })
    if (typeof next !== 'object') throw new Error(`an order cannot become ${next} by being accepted`)
    await changeOrder(tx, orderNo, { ...next, error: null })
    await moveRedemption(tx, order, redemptionStateOf(next.state))
    return 'accepted'
  })
}

function verdictOf(answer: Exclude<SupplierNotice['answer'], { state: 'accepted' }>): Verdict {
  const common = { evidence: 'callback', proof: answer.proof } as const
  if (answer.state === 'rejected')
    return { ...common, outcome: 'failed', serial: null, link: null, reason: answer.reason }
  return { ...common, outcome: 'delivered', serial: answer.serial, link: answer.link ?? null, reason: null }
}

async function keepUnknown(
  { database, surroundings, logger }: DeliveryDeps,
  { supplier, orderNo, theirs }: { supplier: string; orderNo: string; theirs: string },
): Promise<void> {
  const now = surroundings.now()
  const day = businessDayOf(now)
  if ((await countUnknownOrders(database.reader, { supplier, day, limit: unknownADay })) >= unknownADay) {
    logger.warn({ supplier, orderNo }, 'a callback about one more order that is not ours is not kept')
    return
  }
  await database.inTransaction((tx) => {
    const place = { supplier, day, orderNo, programmeId: null }
    const said = { kind: 'unknown_order', ours: null, theirs, source: 'callback' } as const
    return keepDifferences(tx, [{ id: surroundings.newId(), ...place, ...said, seenAt: now }])
  })
}
