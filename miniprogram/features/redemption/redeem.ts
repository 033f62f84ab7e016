import type { Client } from '../../../shared/client/createClient'
import type { Api } from '../../../shared/contract/api'
import type { Redemption } from '../../../shared/contract/redemption'
import type { Attempt, Road, SendTools } from '../../answers/sendOnce'
import { Refusal } from '../../wechat/refusal'
import type { Storage } from '../../wechat/storage'

/** What somebody agreed to. */
export interface RedemptionWish {
  benefitId: string
  points: number
  /** Whom to top up. Like the key, it is the same in every try. */
  account?: string
  /** An entitlement: the month whose choice it uses. */
  month?: string
  /** What proves who sends it, where the server asks for that. It is good for once and never stored. */
  stepUp?: string
}

export interface RedemptionServer {
  redemption: Pick<Client<Api>['redemption'], 'confirm' | 'byKey'>
  entitlements: Pick<Client<Api>['entitlements'], 'choose'>
}

/** A benefit for points or by tier. What became of it is known by its key, so two can never come out of one wish. */
export function redemptionRoad(
  { redemption, entitlements }: RedemptionServer,
  tools: SendTools,
): Road<RedemptionWish, Redemption> {
  return {
    tools,
    nameOf,
    send({ benefitId, points, account, month, stepUp, key }) {
      if (month === undefined) return redemption.confirm({ body: { benefitId, points, account, stepUp }, key })
      return entitlements.choose({ params: { benefitId }, body: { month, stepUp }, key })
    },
    async ask({ key }) {
      try {
        return await redemption.byKey({ params: { key } })
      } catch (error) {
        if (error instanceof Refusal && error.code === 'not_found') return undefined
        throw error
      }
    },
  }
}

/** The same road, on which whatever is sent carries the proof of a step-up. */
export function proven<Reply>(road: Road<RedemptionWish, Reply>, stepUp: string | undefined): typeof road {
  return stepUp === undefined ? road : { ...road, send: (attempt) => road.send({ ...attempt, stepUp }) }
}

/** The road on which a new attempt has the key that is there for it; where there is none, a new one. */
export function under<Reply>(from: Road<RedemptionWish, Reply>, takeKey: () => string | undefined): typeof from {
  return { ...from, tools: { ...from.tools, newKey: () => takeKey() ?? from.tools.newKey() } }
}

const prefix = 'attempt:'
/** A benefit can be redeemed for points and chosen as an entitlement: these are two wishes. */
const nameOf = ({ benefitId, month }: RedemptionWish) => prefix + (month ? `${month}:${benefitId}` : benefitId)

/** All attempts whose end is not known. They outlive a logout, so that logging in again cannot redeem twice. */
export function openRedemptions(storage: Storage): Attempt<RedemptionWish>[] {
  return storage
    .names()
    .filter((name) => name.startsWith(prefix))
    .flatMap((name) => storage.read<Attempt<RedemptionWish>>(name) ?? [])
}
