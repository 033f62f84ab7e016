import type { TierId } from '../../../shared/contract/tiers'
import { businessDayOf, startOfDay } from '../../../shared/values/businessDay'
import type { Tx } from '../../db/database'
import { firstAnswers, type IdempotencyKey } from '../../http/idempotency'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import { productsHeld } from '../cards'
import { type Benefit, benefitsNamed } from '../catalogue'
import { type Bench, openBenches } from '../points'
import { type Guarded, type Guards, readGuards, tokenFingerprints } from '../risk'
import { tiersOf } from '../tiers'
import { type BatchLanes, readLanes } from './batchLanes'
import type { Redemption } from './redemption'
import type { PastRedemption } from './redemption.rules'
import { pastInCampaigns, pastRedemptions, redeemedSince, redemptionsUnderKeys } from './redemption.store'
import type { RedemptionRequest } from './redemptionRequest'

/** All that the rules need to know of a batch, read under the locks of its accounts. */
export interface BatchContext {
  /** Time has done to its lots what it has done by now. */
  benchOf(request: RedemptionRequest): Bench
  /** What was redeemed under the request's key before. */
  earlier(request: RedemptionRequest): Redemption | undefined
  /** @throws Refused what the key was refused with before */
  refuseAgain(key: IdempotencyKey): void
  benefitOf(request: RedemptionRequest): Benefit | undefined
  pastOf(request: RedemptionRequest): PastRedemption[]
  tierOf(request: RedemptionRequest): TierId
  productsOf(request: RedemptionRequest): ReadonlySet<string>
  guards: Guards
  guardedOf(request: RedemptionRequest): Guarded
  redeemedTodayOf(request: RedemptionRequest): number
  lanes: BatchLanes
}

/** Locks the accounts of a batch, in the order of their ids, and reads the rest in the same trip. */
export async function readBatch(
  tx: Tx,
  requests: readonly RedemptionRequest[],
  { surroundings, vault }: { surroundings: Surroundings; vault: Vault },
): Promise<BatchContext> {
  const holders = requests.map(({ who }) => who).sort((a, b) => (a.cardholderId < b.cardholderId ? -1 : 1))
  const ids = holders.map(({ cardholderId }) => cardholderId)
  const wanted = requests.map(({ who, agreed }) => ({ cardholderId: who.cardholderId, benefitId: agreed.benefitId }))
  const keys = requests.map(({ key }) => key)
  const guardedOf = guardedBy(vault)
  const [benches, earlier, refuseAgain, benefitOf, past, tierOf, guards, redeemedToday] = await Promise.all([
    openBenches(tx, holders, surroundings),
    redemptionsUnderKeys(tx, keys),
    firstAnswers(tx, keys),
    benefitsOf(tx, requests),
    pastRedemptions(tx, wanted),
    tiersOf(tx, ids),
    readGuards(tx, requests.map(guardedOf)),
    redeemedSince(tx, ids, startOfDay(businessDayOf(surroundings.now()))),
  ])
  const benchBy = new Map(benches.map((bench) => [bench.who.cardholderId, bench]))
  const benchOf = ({ who }: RedemptionRequest) => benchBy.get(who.cardholderId) as Bench
  // Asked only where a benefit of the batch asks for it.
  const campaigns = requests.flatMap((request) => {
    const campaignId = benefitOf(request)?.campaignId
    return campaignId ? [{ cardholderId: request.who.cardholderId, campaignId }] : []
  })
  const isByProduct = requests.some((request) => benefitOf(request)?.products)
  const [inCampaign, products, lanes] = await Promise.all([
    pastInCampaigns(tx, campaigns),
    isByProduct ? productsHeld(tx, ids) : new Map<string, ReadonlySet<string>>(),
    readLanes(tx, requests, { benchOf, now: surroundings.now() }),
  ])
  for (const bench of benches) bench.age()
  return {
    benchOf,
    earlier: ({ key }) => earlier(key),
    refuseAgain,
    benefitOf,
    pastOf: ({ who: { cardholderId } }) => unique([...past(cardholderId), ...inCampaign(cardholderId)]),
    tierOf: ({ who }) => tierOf(who.cardholderId),
    productsOf: ({ who }) => products.get(who.cardholderId) ?? new Set(),
    guards,
    guardedOf,
    redeemedTodayOf: ({ who }) => redeemedToday(who.cardholderId),
    lanes,
  }
}

function guardedBy(vault: Vault): (request: RedemptionRequest) => Guarded {
  return ({ who, sessionId, key, agreed: { benefitId, points, account }, stepUp }) => {
    const asked = { ...who, sessionId, key: key.key, benefitId, points }
    if (stepUp === undefined) return asked
    const proof = { ...asked, stepUp: tokenFingerprints(vault, stepUp) }
    return account === undefined ? proof : { ...proof, accountPrints: vault.fingerprints('account', account) }
  }
}

async function benefitsOf(
  tx: Tx,
  requests: readonly RedemptionRequest[],
): Promise<(request: RedemptionRequest) => Benefit | undefined> {
  const asked = new Map<string, Set<string>>()
  for (const { who, agreed } of requests) {
    asked.set(who.programmeId, (asked.get(who.programmeId) ?? new Set()).add(agreed.benefitId))
  }
  const found = await Promise.all(
    [...asked].map(async ([programmeId, ids]) => {
      const benefits = await benefitsNamed(tx, { programmeId, benefitIds: [...ids] })
      return [programmeId, new Map(benefits.map((benefit) => [benefit.id, benefit]))] as const
    }),
  )
  const byProgramme = new Map(found)
  return ({ who, agreed }) => byProgramme.get(who.programmeId)?.get(agreed.benefitId)
}

/** A redemption of the benefit that is also one of its campaign counts once. */
function unique(past: PastRedemption[]): PastRedemption[] {
  return [...new Map(past.map((one) => [one.id, one])).values()]
}
