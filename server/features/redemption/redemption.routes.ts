import type { Api } from '../../../shared/contract/api'
import type { Database } from '../../db/database'
import type { HandlersOf } from '../../http/mount'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import { quoteRedemption } from './quoteRedemption'
import { redeemer } from './redeemer'
import { type Redemption, redemptionShown } from './redemption'
import { findRedemption, redemptionsOf, redemptionUnderKey } from './redemption.store'
import { revealCode } from './revealCode'
import { showProof } from './showProof'

export interface RedemptionDeps {
  database: Database
  surroundings: Surroundings
  vault: Vault
}

const walletPage = 20

export function redemptionRoutes(deps: RedemptionDeps): HandlersOf<Api['redemption']> {
  const { reader } = deps.database
  const redeem = redeemer(deps)
  const shown = (redemption: Redemption) => redemptionShown(redemption, deps.surroundings.now())
  return {
    quote: ({ session, params }) => quoteRedemption(reader, { ...session, ...params }, deps.surroundings.now()),
    confirm: async ({ session: { programmeId, cardholderId }, key, body }) =>
      shown(await redeem({ who: { programmeId, cardholderId }, key, agreed: body })),
    byKey: async ({ session, params }) =>
      shown(found(await redemptionUnderKey(reader, { cardholderId: session.cardholderId, key: params.key }))),
    async wallet({ session, query }) {
      const { cardholderId } = session
      const rows = await redemptionsOf(reader, { cardholderId, before: query.cursor, limit: walletPage + 1 })
      const redemptions = rows.slice(0, walletPage)
      return {
        redemptions: redemptions.map(shown),
        next: rows.length > walletPage ? (redemptions.at(-1)?.id ?? null) : null,
      }
    },
    one: async ({ session, params }) => {
      const { cardholderId } = session
      return shown(found(await findRedemption(reader, { cardholderId, redemptionId: params.redemptionId })))
    },
    proof: ({ session, params }) => showProof(reader, { ...session, redemptionId: params.redemptionId }),
    reveal: ({ session, params, address }) => revealCode(deps, session, { redemptionId: params.redemptionId, address }),
  }
}

/** Somebody else's redemption is answered like one that is not there. */
function found(redemption: Redemption | null): Redemption {
  if (!redemption) throw new Refused('not_found')
  return redemption
}
