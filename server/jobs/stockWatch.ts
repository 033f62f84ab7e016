import type { Database } from '../db/database'
import { type LowStock, lowStock } from '../features/catalogue'
import { allProgrammeIds } from '../features/programmes'
import type { Logger } from '../http/logging'
import type { Metrics } from '../http/metrics'
import type { Surroundings } from '../ports/surroundings'

export interface StockWatchDeps {
  database: Database
  surroundings: Surroundings
  logger: Logger
  metrics: Metrics
}

/**
 * Looks which benefits have no more left than their mark. Each is logged once when it falls there, and again when it was
 * restocked in between; a process that starts logs those that it finds.
 * @returns a run, which answers how many fell
 */
export function stockWatch({ database, surroundings, logger, metrics }: StockWatchDeps): () => Promise<number> {
  let known: ReadonlySet<string> = new Set()
  const nameOf = ({ programmeId, benefitId }: LowStock) => `${programmeId} ${benefitId}`
  return async () => {
    const now = surroundings.now()
    const low: LowStock[] = []
    for (const programmeId of await allProgrammeIds(database.reader)) {
      low.push(...(await lowStock(database.reader, { programmeId, now })))
    }
    metrics.stockIsLow(low)
    const fallen = low.filter((benefit) => !known.has(nameOf(benefit)))
    for (const benefit of fallen) logger.warn({ ...benefit }, 'a benefit is low on stock')
    known = new Set(low.map(nameOf))
    return fallen.length
  }
}
