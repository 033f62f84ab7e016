import type { Api } from '../../../shared/contract/api'
import { businessDayOf } from '../../../shared/values/businessDay'
import type { Database } from '../../db/database'
import type { HandlersOf } from '../../http/mount'
import type { Surroundings } from '../../ports/surroundings'
import { recomputeEvaluation } from './recomputeEvaluation'
import { showHistory } from './showHistory'
import { standingOf } from './standingOf'
import { endCeremony } from './tiers.store'

export function tierRoutes({
  database,
  surroundings,
}: {
  database: Database
  surroundings: Surroundings
}): Omit<HandlersOf<Api['tiers']>, 'upgrade'> {
  const { reader } = database
  return {
    standing: ({ session }) => standingOf(reader, session, businessDayOf(surroundings.now())),
    history: ({ session }) => showHistory(reader, session, businessDayOf(surroundings.now())),
    evaluation: ({ session: { cardholderId }, params: { evaluationId } }) =>
      recomputeEvaluation(reader, { cardholderId, evaluationId }),
    async ceremonySeen({ session: { cardholderId }, params: { evaluationId } }) {
      await database.inTransaction((tx) => endCeremony(tx, { cardholderId, evaluationId }))
      return {}
    },
  }
}
