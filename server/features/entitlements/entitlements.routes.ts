import type { Api } from '../../../shared/contract/api'
import type { HandlersOf } from '../../http/mount'
import { chooseEntitlement, type EntitlementDeps } from './chooseEntitlement'
import { showEntitlements } from './showEntitlements'
import { type LadderDeps, showLadder } from './showLadder'

export interface EntitlementRoutesDeps extends EntitlementDeps, Pick<LadderDeps, 'shelves'> {
  /** The programme that a visitor without a session sees. */
  defaultProgrammeId: string
}

export function entitlementRoutes(deps: EntitlementRoutesDeps): HandlersOf<Api['entitlements']> {
  const { database, surroundings } = deps
  const { reader } = database
  return {
    ladder: ({ session }) =>
      showLadder(
        { ...deps, reader },
        {
          programmeId: session?.programmeId ?? deps.defaultProgrammeId,
          cardholderId: session?.cardholderId ?? null,
          level: session?.level ?? null,
        },
      ),
    show: ({ session }) => showEntitlements(reader, session, surroundings.now()),
    choose: ({ session: { programmeId, cardholderId, sessionId }, key, params, body }) =>
      chooseEntitlement(
        deps,
        { programmeId, cardholderId },
        { key, sessionId, wish: { benefitId: params.benefitId, month: body.month } },
      ),
  }
}
