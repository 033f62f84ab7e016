import type { Api } from '../../../shared/contract/api'
import { businessDayOf } from '../../../shared/values/businessDay'
import type { Database } from '../../db/database'
import type { HandlersOf } from '../../http/mount'
import type { Surroundings } from '../../ports/surroundings'
import { explainEntry } from './explainEntry'
import { inOrderOfUse } from './lots.rules'
import { liveLotsOf } from './points.store'
import { aged, pointsSummary } from './pointsSummary'
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
    lots: async ({ session }) => {
      const lots = (await liveLotsOf(reader, session.cardholderId)).map((lot) => aged(lot, today()))
      const useful = lots.filter((lot) => lot.pending + lot.available + lot.held > 0).sort(inOrderOfUse)
      return {
        lots: useful.map(({ lotId: id, pending, available, held, availableOn, expiresOn }) => {
          return { id, pending, available, held, availableOn, expiresOn }
        }),
      }
    },
  }
}
