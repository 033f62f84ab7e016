import type { Api } from '../../../shared/contract/api'
import type { HandlersOf } from '../../http/mount'
import { chooseEntitlement, type EntitlementDeps } from './chooseEntitlement'
import { showEntitlements } from './showEntitlements'

export function entitlementRoutes(deps: EntitlementDeps): HandlersOf<Api['entitlements']> {
  const { database, surroundings } = deps
  return {
    show: ({ session }) => showEntitlements(database.reader, session, surroundings.now()),
    choose: ({ session: { programmeId, cardholderId }, key, params, body }) =>
      chooseEntitlement(
        deps,
        { programmeId, cardholderId },
        { key, wish: { benefitId: params.benefitId, month: body.month } },
      ),
  }
}
