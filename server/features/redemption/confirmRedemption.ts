import type { Redemption as RedemptionShown } from '../../../shared/contract/redemption'
import { businessDayOf } from '../../../shared/values/businessDay'
import type { Database, Tx } from '../../db/database'
import { claimKey, type IdempotencyKey } from '../../http/idempotency'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import { type Benefit, benefitForRedemption } from '../catalogue'
import { lockAccount, pointsSummary, redeemPoints } from '../points'
import { tierOf } from '../tiers'
import { deliverRedemption, type Who } from './deliverRedemption'
import { type Redemption, redemptionShown } from './redemption'
import { refusalOf } from './redemption.rules'
import { redemptionUnderKey, timesRedeemed } from './redemption.store'

/** What the cardholder agreed to. */
export interface Agreed {
  benefitId: string
  points: number
}

export interface ConfirmDeps {
  database: Database
  surroundings: Surroundings
}

/**
 * Redeems a benefit in one transaction: all of points, stock, code, redemption and message, or nothing.
 * Locks are taken in one order everywhere: key, account, lots, stock, code. The account comes first, so one person's
 * taps queue behind each other and the limit per person holds; the stock comes late, so it is held only for an instant.
 * @throws Refused
 */
export function confirmRedemption(
  { database, surroundings }: ConfirmDeps,
  who: Who,
  { key, agreed }: { key: IdempotencyKey; agreed: Agreed },
): Promise<RedemptionShown> {
  return database.inTransaction(async (tx) => {
    const now = surroundings.now()
    const claim = await claimKey(tx, key, now)
    await lockAccount(tx, who, now)
    const earlier = await redemptionUnderKey(tx, { cardholderId: who.cardholderId, key: key.key })
    const redemption = earlier
      ? sameAsAgreed(earlier, agreed)
      : await redeem(tx, who, { agreed, key: key.key, surroundings, now })
    const reply = redemptionShown(redemption, now)
    await claim.answered(reply)
    return reply
  })
}

/** A key is kept with its redemption for ever, while its answer is forgotten after days: a late repetition meets it here. */
function sameAsAgreed(redemption: Redemption, { benefitId, points }: Agreed): Redemption {
  const { origin } = redemption
  if (origin === 'points' && redemption.benefitId === benefitId && redemption.points === points) return redemption
  throw new Refused('idempotency_key_reused')
}

async function redeem(
  tx: Tx,
  who: Who,
  { agreed, key, surroundings, now }: { agreed: Agreed; key: string; surroundings: Surroundings; now: Date },
): Promise<Redemption> {
  const benefit = await decide(tx, who, { agreed, now })
  const id = surroundings.newId()
  const { transactionId } = await redeemPoints(tx, who, {
    amount: benefit.points,
    redemptionId: id,
    title: benefit.title,
    surroundings,
  })
  return deliverRedemption(tx, who, {
    id,
    benefit,
    price: { points: benefit.points, transactionId },
    origin: 'points',
    key,
    surroundings,
    now,
  })
}

/** Asks the rules, under the account's lock; answers the benefit when nothing stands against it. */
async function decide(tx: Tx, who: Who, { agreed, now }: { agreed: Agreed; now: Date }): Promise<Benefit> {
  const { cardholderId, programmeId } = who
  const { benefitId } = agreed
  const benefit = await benefitForRedemption(tx, { programmeId, benefitId })
  if (!benefit) throw new Refused('not_found')
  const { available, debt } = await pointsSummary(tx, { cardholderId, today: businessDayOf(now) })
  const refusal = refusalOf(benefit, {
    now,
    tier: await tierOf(tx, cardholderId),
    agreedPoints: agreed.points,
    redeemedBefore: await timesRedeemed(tx, { cardholderId, benefitId }),
    available,
    debt,
  })
  if (refusal) throw new Refused(refusal)
  return benefit
}
