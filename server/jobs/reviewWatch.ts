import type { Database } from '../db/database'
import { allProgrammeIds } from '../features/programmes'
import { reviewsWaiting } from '../features/risk'
import type { Metrics } from '../http/metrics'
import type { Surroundings } from '../ports/surroundings'

interface WatchDeps {
  database: Database
  surroundings: Pick<Surroundings, 'now'>
  metrics: Metrics
}

/** Counts the redemptions that are held for a person; a run answers how many wait for longer than was promised. */
export function reviewWatch({ database, surroundings, metrics }: WatchDeps): () => Promise<number> {
  return async () => {
    const now = surroundings.now()
    const counts = []
    for (const programmeId of await allProgrammeIds(database.reader)) {
      counts.push({ programmeId, ...(await reviewsWaiting(database.reader, { programmeId, now })) })
    }
    metrics.reviewsWait(counts)
    return counts.reduce((sum, { late }) => sum + late, 0)
  }
}
