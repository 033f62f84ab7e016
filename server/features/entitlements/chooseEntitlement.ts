import type { Redemption as RedemptionShown } from '../../../shared/contract/redemption'
import { businessDayOf, monthOf } from '../../../shared/values/businessDay'
import { noPoints } from '../../../shared/values/points'
import type { Database, Tx } from '../../db/database'
import { claimKey, type IdempotencyKey } from '../../http/idempotency'
import { Refused } from '../../http/refused'
import { type Benefit, benefitForRedemption } from '../catalogue'
import { lockAccount } from '../points'
import {
  allotStock,
  type DeliverDeps,
  deliverRedemptions,
  type Redemption,
  redemptionShown,
  redemptionUnderKey,
} from '../redemption'
import { refuseWhenLocked } from '../risk'
import { tierOf } from '../tiers'
import type { Choice } from './entitlementSet'
import { refusalOf, setOn } from './entitlements.rules'
import { choicesOf, insertChoice, setsOf } from './entitlements.store'

export interface Who {
  programmeId: string
  cardholderId: string
}

/** What the cardholder asked for. */
export interface Wish {
  benefitId: string
  /** The month that the cardholder saw. */
  month: string
}

export interface EntitlementDeps extends DeliverDeps {
  database: Database
}

/**
 * Gives one of the benefits of the cardholder's tier in one transaction: all of choice, stock, code, redemption and
 * message, or nothing. Locks are taken as by a redemption for points: account, key, stock, code. Under the account's
 * lock one person's taps queue behind each other, from however many phones.
 * @throws Refused
 */
export function chooseEntitlement(
  { database, ...deps }: EntitlementDeps,
  who: Who,
  { key, wish, sessionId }: { key: IdempotencyKey; wish: Wish; sessionId?: string },
): Promise<RedemptionShown> {
  return database.inTransaction(async (tx) => {
    const now = deps.surroundings.now()
    await lockAccount(tx, who, now)
    const claim = await claimKey(tx, key, now)
    const earlier = await redemptionUnderKey(tx, { cardholderId: who.cardholderId, key: key.key })
    const redemption = earlier
      ? sameAsWished(earlier, wish)
      : await choose(tx, who, { wish, sessionId, key: key.key, now, ...deps })
    const reply = redemptionShown(redemption, now)
    await claim.answered(reply)
    return reply
  })
}

/** A key is kept with its redemption for ever, while its answer is forgotten after days: a late repetition meets it here. */
function sameAsWished(redemption: Redemption, { benefitId, month }: Wish): Redemption {
  const { origin, createdAt } = redemption
  const isSame = origin === 'entitlement' && redemption.benefitId === benefitId
  if (isSame && monthOf(businessDayOf(createdAt)) === month) return redemption
  throw new Refused('idempotency_key_reused')
}

async function choose(
  tx: Tx,
  who: Who,
  { wish, sessionId, key, now, ...deps }: DeliverDeps & { wish: Wish; sessionId?: string; key: string; now: Date },
): Promise<Redemption> {
  await refuseWhenLocked(tx, { ...who, sessionId })
  const { benefit, ...place } = await decide(tx, who, { wish, now })
  const { allotments, count } = await allotStock(tx, who.programmeId, { benefits: [benefit], now })
  const [allotment] = allotments
  if (!allotment) throw new Refused('sold_out')
  await count()
  const id = deps.surroundings.newId()
  await insertChoice(tx, { ...who, ...place, benefitId: benefit.id, redemptionId: id, chosenAt: now })
  const price = { points: noPoints, transactionId: null }
  const grant = { who, id, benefit, allotment, price, origin: 'entitlement' as const, key }
  const [redemption] = await deliverRedemptions(tx, [grant], { ...deps, now })
  return redemption as Redemption
}

type Decided = Pick<Choice, 'month' | 'slot' | 'tier' | 'version'> & { benefit: Benefit }

/** Asks the rules, under the account's lock. */
async function decide(
  tx: Tx,
  { programmeId, cardholderId }: Who,
  { wish: { benefitId, month }, now }: { wish: Wish; now: Date },
): Promise<Decided> {
  const day = businessDayOf(now)
  if (month !== monthOf(day)) throw new Refused('entitlement_month_over')
  const tier = await tierOf(tx, cardholderId)
  const set = setOn(await setsOf(tx, programmeId), { tier, day })
  const benefit = await benefitForRedemption(tx, { programmeId, benefitId })
  const chosen = (await choicesOf(tx, { cardholderId, month })).map((choice) => choice.benefitId)
  const refusal = refusalOf(set, { offer: benefit, chosen, now })
  if (refusal) throw new Refused(refusal)
  if (!set || !benefit) throw new Error('the rules let a choice pass of which there is nothing')
  return { month, slot: chosen.length + 1, tier, version: set.version, benefit }
}
