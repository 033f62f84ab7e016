import type { Api } from '../../../shared/contract/api'
import { businessDayOf } from '../../../shared/values/businessDay'
import type { Database } from '../../db/database'
import type { HandlersOf } from '../../http/mount'
import type { Surroundings } from '../../ports/surroundings'
import { explainEntry } from './explainEntry'
import { lotsByLastDay } from './lotsByLastDay'
import { pointsSummary } from './pointsSummary'
import { showLedger } from './showLedger'

export function pointsRoutes({
  database: { reader },
  surroundings,
}: {
  database: Database
  surroundings: Surroundings
}): HandlersOf<Api['points']> {
  const today = () => businessDayOf(surroundings.now())
  return {
    summary: ({ session }) => pointsSummary(reader, { cardholderId: session.cardholderId, today: today() }),
    ledger: ({ session, query }) =>
      showLedger(reader, session, { month: query.month, cursor: query.cursor, today: today() }),
    explain: ({ session, params }) => explainEntry(reader, session, { ...params, today: today() }),
    lots: async ({ session }) => ({
      days: await lotsByLastDay(reader, { cardholderId: session.cardholderId, today: today() }),
    }),
  }
}
