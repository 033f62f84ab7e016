import type { Api } from '../../../shared/contract/api'
import type { HandlersOf } from '../../http/mount'
import type { Observe } from '../risk'
import { chooseEntitlement, type EntitlementDeps } from './chooseEntitlement'
import { showEntitlements } from './showEntitlements'
import { type LadderDeps, showLadder } from './showLadder'

export interface EntitlementRoutesDeps extends EntitlementDeps, Pick<LadderDeps, 'shelves'> {
  /** Looks at who asks, for their lane; without it everybody is normal. */
  observe?: Observe
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
    async choose({ session, address, key, params, body: { month, stepUp } }) {
      const risk = await deps.observe?.({ point: 'redeem', session, address })
      return chooseEntitlement(deps, session, { key, risk, stepUp, wish: { benefitId: params.benefitId, month } })
    },
  }
}
