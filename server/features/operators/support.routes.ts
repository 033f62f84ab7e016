import type { Api } from '../../../shared/contract/api'
import { businessDayOf } from '../../../shared/values/businessDay'
import type { HandlersOf } from '../../http/mount'
import type { OperatorSession } from '../../http/operators'
import { explainEntry } from '../points'
import { recomputeEvaluation } from '../tiers'
import { findCardholders } from './findCardholders'
import { noteLook } from './noteLook'
import { revealAtDesk } from './revealAtDesk'
import { programmeMeant } from './scope'
import { refuseUnknown } from './shownCardholder'
import { showPerson } from './showPerson'
import { showTimeline } from './showTimeline'
import type { Looking, SupportDeps } from './supportDeps'
import { unmaskPhone } from './unmaskPhone'
import { writeLook } from './writeLook'

interface From {
  session: OperatorSession
  requestId: string
  address: string
}

/** What the desk does for a cardholder on the phone. */
export function supportRoutes(deps: SupportDeps): HandlersOf<Api['support']> {
  const { reader } = deps.database
  const looking = ({ session, requestId, address }: From, asked: string | undefined): Looking => {
    const programmeId = programmeMeant(session, { asked, otherwise: deps.defaultProgrammeId })
    return { operator: session, programmeId, requestId, address }
  }
  return {
    find: ({ body: { lookup, programmeId }, ...from }) => findCardholders(deps, looking(from, programmeId), lookup),
    person: ({ params, query, ...from }) => showPerson(deps, looking(from, query.programmeId), params.cardholderId),
    async timeline({ params: { cardholderId }, query: { programmeId, kind, cursor }, ...from }) {
      const look = looking(from, programmeId)
      await refuseUnknown(deps, { programmeId: look.programmeId, cardholderId })
      const changes = [{ field: 'timeline', before: null, after: kind ?? 'all' }]
      if (cursor === undefined)
        await writeLook(deps, look, { action: 'cardholder.viewed', subject: cardholderId, reason: null, changes })
      else await noteLook(deps, look, { cardholderId, what: 'timeline', id: kind ?? 'all' })
      return showTimeline(deps, { cardholderId, kind, cursor })
    },
    async explainEntry({ params: { cardholderId, transactionId }, query, ...from }) {
      const look = looking(from, query.programmeId)
      const who = { programmeId: look.programmeId, cardholderId }
      await refuseUnknown(deps, who)
      await noteLook(deps, look, { cardholderId, what: 'entry', id: transactionId })
      return explainEntry(reader, who, { transactionId, today: businessDayOf(deps.surroundings.now()) })
    },
    async explainStep({ params: { cardholderId, evaluationId }, query, ...from }) {
      const look = looking(from, query.programmeId)
      await refuseUnknown(deps, { programmeId: look.programmeId, cardholderId })
      await noteLook(deps, look, { cardholderId, what: 'step', id: evaluationId })
      return recomputeEvaluation(reader, { cardholderId, evaluationId })
    },
    unmask: ({ params: { cardholderId }, body: { programmeId, reason }, ...from }) =>
      unmaskPhone(deps, looking(from, programmeId), { cardholderId, reason }),
    revealCode: ({ params, session: operator, requestId, address }) =>
      revealAtDesk(deps, { operator, requestId, address }, params.requestId),
  }
}
