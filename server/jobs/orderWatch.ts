import type { Database } from '../db/database'
import { allProgrammeIds } from '../features/programmes'
import { countOpenOrders, type OpenOrders } from '../features/redemption'
import type { Metrics } from '../http/metrics'

/** Counts the orders that suppliers have not ended; a run answers how many wait for a person. */
export function orderWatch({ database, metrics }: { database: Database; metrics: Metrics }): () => Promise<number> {
  return async () => {
    const open: OpenOrders[] = []
    for (const id of await allProgrammeIds(database.reader)) open.push(...(await countOpenOrders(database.reader, id)))
    metrics.ordersOpen(open)
    return open.reduce((sum, { state, orders }) => sum + (state === 'manual' ? orders : 0), 0)
  }
}
