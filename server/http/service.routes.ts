import type { Api } from '../../shared/contract/api'
import type { Database } from '../db/database'
import type { Metrics } from './metrics'
import type { HandlersOf } from './mount'
import { Refused } from './refused'

export function serviceRoutes({
  database,
  metrics,
  openapi,
}: {
  database: Database
  metrics: Metrics
  openapi: Record<string, unknown>
}): HandlersOf<Api['service']> {
  return {
    alive: async () => ({ status: 'ok' }),
    async ready() {
      try {
        await database.ping()
      } catch {
        throw new Refused('busy_try_later', { retryAfterSeconds: 5 })
      }
      return { status: 'ok' }
    },
    metrics: () => metrics.text(),
    openapi: async () => openapi,
  }
}
