import type { Redemption as RedemptionShown } from '../../../shared/contract/redemption'
import type { RefusalCode } from '../../../shared/contract/refusals'
import { businessDayOf, monthOf } from '../../../shared/values/businessDay'
import { noPoints } from '../../../shared/values/points'
import type { Database, Tx } from '../../db/database'
import { claimKey, type IdempotencyKey } from '../../http/idempotency'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import { type Benefit, benefitForRedemption } from '../catalogue'
import { type Account, lockAccount } from '../points'
import {
  allotStock,
  type DeliverDeps,
  deliverRedemptions,
  type Redemption,
  redemptionShown,
  redemptionUnderKey,
} from '../redemption'
import { type Observed, refuseWhenLocked } from '../risk'
import { tierOf } from '../tiers'
import type { Choice } from './entitlementSet'
import { refusalOf, setOn } from './entitlements.rules'
import { choicesOf, insertChoice, setsOf } from './entitlements.store'
import { type LaneOfChoice, laneOfChoice } from './laneOfChoice'

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
export async function chooseEntitlement(
  { database, ...deps }: EntitlementDeps,
  session: Session,
  { key, wish, ...proof }: Asked,
): Promise<RedemptionShown> {
  const outcome = await database.inTransaction(async (tx) => {
    const now = deps.surroundings.now()
    const account = await lockAccount(tx, session, now)
    const earlier = await redemptionUnderKey(tx, { cardholderId: session.cardholderId, key: key.key })
    const chosen = earlier ?? (await decide(tx, session, { wish, now, key: key.key, account, ...proof, ...deps }))
    // What was decided on a lane is kept also where it refuses, so this one is not thrown inside.
    if ('refusal' in chosen) return chosen
    const claim = await claimKey(tx, key, now)
    const redemption =
      'decided' in chosen
        ? await give(tx, session, { ...chosen, key: key.key, now, ...deps })
        : sameAsWished(chosen, wish)
    const reply = redemptionShown(redemption, now)
    await claim.answered(reply)
    return { reply }
  })
  if ('refusal' in outcome) throw new Refused(outcome.refusal)
  return outcome.reply
}

interface Asked {
  key: IdempotencyKey
  wish: Wish
  /** What lanes are decided by; none where the programme has no rules. */
  risk?: Observed | null | undefined
  /** The token of a step-up. */
  stepUp?: string | undefined
}

/** A key is kept with its redemption for ever, while its answer is forgotten after days: a late repetition meets it here. */
function sameAsWished(redemption: Redemption, { benefitId, month }: Wish): Redemption {
  const { origin, createdAt } = redemption
  const isSame = origin === 'entitlement' && redemption.benefitId === benefitId
  if (isSame && monthOf(businessDayOf(createdAt)) === month) return redemption
  throw new Refused('idempotency_key_reused')
}

/** The lock, the rules, and last of all the lane: nobody types a password for what would be refused all the same. */
async function decide(
  tx: Tx,
  session: Session,
  { wish, now, key, account, risk, stepUp, ...deps }: DeliverDeps & Omit<Asked, 'key'> & Deciding,
): Promise<{ refusal: RefusalCode } | { decided: Decided; lane: LaneOfChoice }> {
  await refuseWhenLocked(tx, session)
  const decided = await place(tx, session, { wish, now })
  const lane = await laneOfChoice(tx, session, { risk, stepUp, key, benefitId: wish.benefitId, account, ...deps })
  if (lane.refusal === null) return { decided, lane }
  await lane.keep(tx, null)
  return { refusal: lane.refusal }
}

interface Deciding {
  key: string
  account: Account
  now: Date
}

interface Giving {
  decided: Decided
  lane: LaneOfChoice
  key: string
  now: Date
}

async function give(
  tx: Tx,
  { programmeId, cardholderId }: Session,
  { decided: { benefit, ...place }, lane, key, now, ...deps }: DeliverDeps & Giving,
): Promise<Redemption> {
  const who = { programmeId, cardholderId }
  const { allotments, count } = await allotStock(tx, programmeId, { benefits: [benefit], now })
  const [allotment] = allotments
  if (!allotment) throw new Refused('sold_out')
  await count()
  const id = deps.surroundings.newId()
  await lane.keep(tx, id)
  await insertChoice(tx, { ...who, ...place, benefitId: benefit.id, redemptionId: id, chosenAt: now })
  const price = { points: noPoints, transactionId: null }
  const grant = { who, id, benefit, allotment, price, origin: 'entitlement' as const, key }
  const [redemption] = await deliverRedemptions(tx, [grant], { ...deps, now })
  return redemption as Redemption
}

type Decided = Pick<Choice, 'month' | 'slot' | 'tier' | 'version'> & { benefit: Benefit }

/** Asks the rules, under the account's lock. */
async function place(
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
