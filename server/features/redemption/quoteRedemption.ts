import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { businessDayOf } from '../../../shared/values/businessDay'
import type { Reader } from '../../db/database'
import { Refused } from '../../http/refused'
import { benefitForRedemption } from '../catalogue'
import { pointsSummary } from '../points'
import { tierOf } from '../tiers'
import { refusalOf } from './redemption.rules'
import { timesRedeemed } from './redemption.store'

/** What the confirmation page says before anything is taken: the same rules as at the redemption itself. */
export async function quoteRedemption(
  reader: Reader,
  { programmeId, cardholderId, benefitId }: { programmeId: string; cardholderId: string; benefitId: string },
  now: Date,
): Promise<ReplyOf<Api['redemption']['quote']>> {
  const benefit = await benefitForRedemption(reader, { programmeId, benefitId })
  if (!benefit) throw new Refused('not_found')
  const [{ available, debt }, tier, redeemedBefore] = await Promise.all([
    pointsSummary(reader, { cardholderId, today: businessDayOf(now) }),
    tierOf(reader, cardholderId),
    timesRedeemed(reader, { cardholderId, benefitId }),
  ])
  return {
    points: benefit.points,
    balanceBefore: available,
    balanceAfter: available >= benefit.points ? available - benefit.points : null,
    redeemedByMe: redeemedBefore,
    limitPerPerson: benefit.limitPerPerson,
    refusal: refusalOf(benefit, { now, tier, agreedPoints: benefit.points, redeemedBefore, available, debt }),
  }
}
