import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { businessDayOf, startOfDay } from '../../../shared/values/businessDay'
import { nextRelease } from '../../../shared/values/stock'
import type { Reader } from '../../db/database'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import { productsHeld } from '../cards'
import { benefitForRedemption, nextCodeUntil, releaseShown } from '../catalogue'
import { pointsSummary } from '../points'
import { type Guarded, type Guards, readGuards } from '../risk'
import { tierOf } from '../tiers'
import { earlier, refusalOf, validUntil } from './redemption.rules'
import { pastInCampaigns, pastRedemptions, redeemedSince } from './redemption.store'

/** What the confirmation page says before anything is taken: the same rules as at the redemption itself. */
export async function quoteRedemption(
  reader: Reader,
  {
    programmeId,
    cardholderId,
    sessionId,
    benefitId,
  }: Pick<Session, 'programmeId' | 'cardholderId' | 'sessionId'> & {
    benefitId: string
  },
  now: Date,
): Promise<ReplyOf<Api['redemption']['quote']>> {
  const benefit = await benefitForRedemption(reader, { programmeId, benefitId })
  if (!benefit) throw new Refused('not_found')
  const { points, campaignId, delivery, accountKind, validDays, limitPerPerson } = benefit
  const { lastSeq } = benefit
  // The key is not made yet, and none is needed to see what would be asked for.
  const guarded = { programmeId, cardholderId, sessionId, benefitId, points, key: '' }
  const [{ available, debt }, tier, ofBenefit, inCampaign, products, codeUntil, guards, redeemed] = await Promise.all([
    pointsSummary(reader, { cardholderId, today: businessDayOf(now) }),
    tierOf(reader, cardholderId),
    pastRedemptions(reader, [{ cardholderId, benefitId }]),
    pastInCampaigns(reader, campaignId === null ? [] : [{ cardholderId, campaignId }]),
    productsHeld(reader, [cardholderId]),
    benefit.source === null ? nextCodeUntil(reader, programmeId, { benefitId, lastSeq, now }) : null,
    readGuards(reader, [guarded]),
    redeemedSince(reader, [cardholderId], startOfDay(businessDayOf(now))),
  ])
  const mine = ofBenefit(cardholderId)
  const others = inCampaign(cardholderId).filter((one) => one.benefitId !== benefitId)
  const asking = {
    now,
    tier,
    agreedPoints: points,
    past: [...mine, ...others],
    products: products.get(cardholderId) ?? new Set<string>(),
    available,
    debt,
  }
  return {
    points,
    balanceBefore: available,
    balanceAfter: available >= points ? available - points : null,
    redeemedByMe: mine.length,
    limitPerPerson,
    delivery,
    account: accountKind,
    validUntil: delivery === 'topup' ? null : earlier(validUntil(now, validDays), codeUntil).toISOString(),
    nextRelease: releaseShown(nextRelease(benefit, now)),
    stepUp: guards.needsStepUp(guarded, { redeemedToday: redeemed(cardholderId), now }),
    refusal: closedBy(guards, guarded) ?? refusalOf(benefit, asking),
  }
}

function closedBy(guards: Guards, guarded: Guarded) {
  if (guards.isFrozen(guarded)) return 'redemption_frozen'
  return guards.isStrange(guarded) ? 'device_not_trusted' : null
}
