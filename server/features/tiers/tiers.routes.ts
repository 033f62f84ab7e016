import type { Api } from '../../../shared/contract/api'
import { businessDayOf } from '../../../shared/values/businessDay'
import type { Database } from '../../db/database'
import type { HandlersOf } from '../../http/mount'
import type { Surroundings } from '../../ports/surroundings'
import { recomputeEvaluation } from './recomputeEvaluation'
import { showHistory } from './showHistory'
import { standingOf } from './standingOf'

export function tierRoutes({
  database: { reader },
  surroundings,
}: {
  database: Database
  surroundings: Surroundings
}): Omit<HandlersOf<Api['tiers']>, 'upgrade'> {
  return {
    standing: ({ session }) => standingOf(reader, session, businessDayOf(surroundings.now())),
    history: ({ session }) => showHistory(reader, session, businessDayOf(surroundings.now())),
    evaluation: ({ session: { cardholderId }, params: { evaluationId } }) =>
      recomputeEvaluation(reader, { cardholderId, evaluationId }),
  }
}
