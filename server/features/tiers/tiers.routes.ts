import type { Api } from '../../../shared/contract/api'
import { businessDayOf } from '../../../shared/values/businessDay'
import type { Database } from '../../db/database'
import type { HandlersOf } from '../../http/mount'
import type { Surroundings } from '../../ports/surroundings'
import { standingOf } from './standingOf'
import { evaluationsOf } from './tiers.store'

export function tierRoutes({
  database: { reader },
  surroundings,
}: {
  database: Database
  surroundings: Surroundings
}): HandlersOf<Api['tiers']> {
  return {
    standing: ({ session }) => standingOf(reader, session, businessDayOf(surroundings.now())),
    history: async ({ session }) => {
      const evaluations = await evaluationsOf(reader, session.cardholderId)
      return {
        evaluations: evaluations.map((each) => ({ ...each, evaluatedAt: each.evaluatedAt.toISOString() })),
      }
    },
  }
}
