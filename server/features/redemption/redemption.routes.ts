import type { Api } from '../../../shared/contract/api'
import type { Database } from '../../db/database'
import { inputHash as hashOf } from '../../http/idempotency'
import type { HandlersOf } from '../../http/mount'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import type { Observe } from '../risk'
import { markUsed } from './markUsed'
import { quoteRedemption } from './quoteRedemption'
import { redeemer } from './redeemer'
import { type Redemption, redemptionShown } from './redemption'
import { findRedemption, redemptionUnderKey } from './redemption.store'
import { revealCode } from './revealCode'
import { showProof } from './showProof'
import { walletPart } from './wallet.store'

export interface RedemptionDeps {
  database: Database
  surroundings: Surroundings
  vault: Vault
  /** Looks at who asks, for their lane; without it everybody is normal. */
  observe?: Observe
}

const walletPage = 20

export function redemptionRoutes(deps: RedemptionDeps): Omit<HandlersOf<Api['redemption']>, 'planExpiring'> {
  const { reader } = deps.database
  const redeem = redeemer(deps)
  const shown = (redemption: Redemption) => redemptionShown(redemption, deps.surroundings.now())
  return {
    quote: ({ session, params }) => quoteRedemption(reader, { ...session, ...params }, deps.surroundings.now()),
    async confirm({ session, address, key, body: { stepUp, ...agreed } }) {
      const { programmeId, cardholderId, sessionId } = session
      const risk = await deps.observe?.({ point: 'redeem', session, address })
      const inputHash = stepUp === undefined ? key.inputHash : hashOf(key.endpointId, { body: agreed })
      const who = { programmeId, cardholderId }
      return shown(await redeem({ who, sessionId, risk, key: { ...key, inputHash }, agreed, stepUp }))
    },
    byKey: async ({ session, params }) =>
      shown(found(await redemptionUnderKey(reader, { cardholderId: session.cardholderId, key: params.key }))),
    async wallet({ session, query }) {
      const asked = { cardholderId: session.cardholderId, now: deps.surroundings.now(), limit: walletPage }
      const { redemptions, next } = await walletPart(reader, { ...asked, ...query })
      return { redemptions: redemptions.map(shown), next }
    },
    one: async ({ session, params }) => {
      const { cardholderId } = session
      return shown(found(await findRedemption(reader, { cardholderId, redemptionId: params.redemptionId })))
    },
    markUsed: async ({ session: { cardholderId }, params, body }) =>
      shown(await markUsed(deps.database, { cardholderId, ...params, ...body }, deps.surroundings.now())),
    proof: ({ session, params }) => showProof(reader, { ...session, redemptionId: params.redemptionId }),
    async reveal({ session, params: { redemptionId }, address, body }) {
      const risk = await deps.observe?.({ point: 'redeem', session, address, isLook: true })
      return revealCode(deps, session, { redemptionId, address, risk, stepUp: body.stepUp })
    },
  }
}

/** Somebody else's redemption is answered like one that is not there. */
function found(redemption: Redemption | null): Redemption {
  if (!redemption) throw new Refused('not_found')
  return redemption
}
