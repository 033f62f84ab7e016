import type { Api } from '../../../shared/contract/api'
import type { Standing, TierId } from '../../../shared/contract/tiers'
import { businessDayOf } from '../../../shared/values/businessDay'
import { points } from '../../../shared/values/points'
import { tierWords } from '../../../shared/words/tiers'
import type { Database, Tx } from '../../db/database'
import { claimKey, type IdempotencyKey } from '../../http/idempotency'
import type { HandlersOf } from '../../http/mount'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import { refuseWhenLocked } from '../risk'
import { announceUpgrade, bringUpToDate, insertTierPurchase, standingOf } from '../tiers'
import { lockAccount, type Who } from './points.store'
import { spendPoints } from './spendPoints'

export interface UpgradeDeps {
  database: Database
  surroundings: Surroundings
}

/** What the cardholder agreed to. */
export interface AgreedUpgrade {
  tier: TierId
  points: number
  termMonths: number
}

export function upgradeRoute(deps: UpgradeDeps): HandlersOf<Api['tiers']>['upgrade'] {
  return ({ session: { programmeId, cardholderId, sessionId }, key, body: agreed }) =>
    upgradeByPoints(deps, { programmeId, cardholderId }, { key, agreed, sessionId })
}

/**
 * Spends points to reach the next tier early, in one transaction: all of points, tier, its term and word of it, or nothing.
 * @throws Refused redemption_frozen, device_not_trusted, upgrade_not_offered, price_changed, points_in_debt, points_insufficient
 */
export function upgradeByPoints(
  { database, surroundings }: UpgradeDeps,
  who: Who,
  { key, agreed, sessionId }: { key: IdempotencyKey; agreed: AgreedUpgrade; sessionId?: string },
): Promise<Standing> {
  return database.inTransaction(async (tx) => {
    const now = surroundings.now()
    const claim = await claimKey(tx, key, now)
    await lockAccount(tx, who, now)
    await refuseWhenLocked(tx, { ...who, sessionId })
    await followTier(tx, who, surroundings)
    await checkOffer(tx, who, { agreed, now })
    await buy(tx, who, { agreed, surroundings, now })
    await followTier(tx, who, surroundings)
    const reply = await standingOf(tx, who, businessDayOf(now))
    if (reply.tier !== agreed.tier) throw new Error('points were spent on a tier that was not reached')
    await claim.answered(reply)
    return reply
  })
}

/** Before it is asked what is offered as well: a term may have ended a moment ago, and the job not have come yet. */
async function followTier(tx: Tx, who: Who, surroundings: Surroundings): Promise<void> {
  const change = await bringUpToDate(tx, who, surroundings)
  if (change) await announceUpgrade(tx, who, { change, surroundings })
}

async function checkOffer(tx: Tx, who: Who, { agreed, now }: { agreed: AgreedUpgrade; now: Date }): Promise<void> {
  const { upgradeOffer } = await standingOf(tx, who, businessDayOf(now))
  if (upgradeOffer?.tier !== agreed.tier) throw new Refused('upgrade_not_offered')
  const { points: price, termMonths } = upgradeOffer
  if (price !== agreed.points || termMonths !== agreed.termMonths) throw new Refused('price_changed')
}

async function buy(
  tx: Tx,
  who: Who,
  { agreed, surroundings, now }: { agreed: AgreedUpgrade; surroundings: Surroundings; now: Date },
): Promise<void> {
  const { tier } = agreed
  const id = surroundings.newId()
  const amount = points(agreed.points)
  const memo = `升级至${tierWords[tier].zh}`
  const { transactionId } = await spendPoints(tx, who, {
    kind: 'tier_upgrade',
    amount,
    reference: id,
    memo,
    surroundings,
  })
  const day = businessDayOf(now)
  await insertTierPurchase(tx, who, { id, tier, points: amount, day, transactionId, createdAt: now })
}
