import type { Api } from '../../../shared/contract/api'
import { businessDayOf } from '../../../shared/values/businessDay'
import type { HandlersOf } from '../../http/mount'
import type { OperatorSession } from '../../http/operators'
import { Refused } from '../../http/refused'
import { listDifferences, listManualOrders } from '../delivery'
import { refuseStranger, showPointsAtDesk } from '../points'
import { showRedemptionAtDesk } from '../redemption'
import { approveRequest, rejectRequest, withdrawRequest } from './decideRequest'
import type { DeskDeps } from './executeRequest'
import { listBankFiles } from './listBankFiles'
import { listAudit, listRequests } from './listRequests'
import { listUnmatchedRefunds } from './listUnmatchedRefunds'
import { makeRequest } from './makeRequest'
import { noteLook } from './noteLook'
import { previewRequest } from './previewRequest'
import { findRequest } from './requests.store'
import { mayEnter, programmeMeant, programmesRead } from './scope'
import { showRequest } from './showRequest'

export function operatorsRoutes(deps: DeskDeps): HandlersOf<Api['operators']> {
  const { reader } = deps.database
  const programmeOf = (operator: OperatorSession, asked: string | undefined) =>
    programmeMeant(operator, { asked, otherwise: deps.defaultProgrammeId })
  return {
    me: async ({ session: { operatorId: id, name, programmeId, roles } }) => {
      return { id, name, programmeId, roles: [...roles] }
    },
    makeRequest: ({ session: operator, body, ...rest }) => makeRequest(deps, { operator, ...rest }, body),
    previewRequest: ({ session, body }) => previewRequest(deps, session, body),
    requests: ({ session, query: { programmeId, mine, ...rest } }) => {
      const madeBy = mine ? session.operatorId : undefined
      return listRequests(reader, { programmeId: programmeOf(session, programmeId), madeBy, ...rest })
    },
    async request({ session, params }) {
      const request = await findRequest(reader, params.requestId)
      if (!request || !mayEnter(session, request.programmeId)) throw new Refused('not_found')
      return showRequest(request, deps)
    },
    approve: ({ session: operator, params, body, ...rest }) =>
      approveRequest(deps, { operator, ...rest }, { id: params.requestId, reason: body.reason ?? null }),
    reject: ({ session: operator, params, body, ...rest }) =>
      rejectRequest(deps, { operator, ...rest }, { id: params.requestId, reason: body.reason }),
    withdraw: ({ session: operator, params, body, ...rest }) =>
      withdrawRequest(deps, { operator, ...rest }, { id: params.requestId, reason: body.reason ?? null }),
    audit: ({ session, query: { programmeId, ...rest } }) => {
      const programmeIds = programmesRead(session, programmeOf(session, programmeId))
      return listAudit(reader, { programmeIds, ...rest })
    },
    unmatchedRefunds: ({ session, query: { programmeId, ...rest } }) =>
      listUnmatchedRefunds(reader, { programmeId: programmeOf(session, programmeId), ...rest }),
    bankFiles: ({ session, query }) =>
      listBankFiles(reader, { programmeId: programmeOf(session, query.programmeId), session }),
    manualOrders: ({ session, query: { programmeId, ...rest } }) =>
      listManualOrders(reader, {
        programmeId: programmeOf(session, programmeId),
        ...rest,
        now: deps.surroundings.now(),
      }),
    supplierDifferences: ({ session, query: { programmeId, ...rest } }) => {
      const programmeIds = programmesRead(session, programmeOf(session, programmeId))
      return listDifferences(reader, { programmeIds, ...rest })
    },
    async cardholderRedemption({ session: operator, params, query, requestId, address }) {
      const { cardholderId, redemptionId: id } = params
      const programmeId = programmeOf(operator, query.programmeId)
      const shown = await showRedemptionAtDesk(reader, { programmeId, ...params, now: deps.surroundings.now() })
      await noteLook(deps, { operator, programmeId, requestId, address }, { cardholderId, what: 'redemption', id })
      return shown
    },
    async cardholderPoints({ session: operator, params: { cardholderId }, query, requestId, address }) {
      const { cursor } = query
      const programmeId = programmeOf(operator, query.programmeId)
      const who = { programmeId, cardholderId }
      await refuseStranger(reader, who)
      await noteLook(deps, { operator, programmeId, requestId, address }, { cardholderId, what: 'points', id: null })
      return showPointsAtDesk(reader, who, { today: businessDayOf(deps.surroundings.now()), cursor })
    },
  }
}
