import type { AccountKind } from '../../../shared/contract/catalogue'
import type { RefusalCode } from '../../../shared/contract/refusals'
import type { TierId } from '../../../shared/contract/tiers'
import { isAccount } from '../../../shared/values/accounts'
import {
  addDays,
  type BusinessDay,
  businessDayOf,
  monthOf,
  startOfDay,
  startOfWeek,
} from '../../../shared/values/businessDay'
import { nextRelease, remainingAt } from '../../../shared/values/stock'
import type { Benefit } from '../catalogue'

/** What stands on the cardholder's side at the moment of asking. */
export interface Asking {
  now: Date
  tier: TierId
  /** The price that the cardholder saw and agreed to. */
  agreedPoints: number
  /** What the cardholder has redeemed of this benefit and of its campaign; failed ones are not among it. */
  past: readonly PastRedemption[]
  /** The products of the cardholder's cards. */
  products: ReadonlySet<string>
  available: number
  debt: number
}

export interface PastRedemption {
  id: string
  benefitId: string
  campaignId: string | null
  at: Date
}

export type Offer = Pick<
  Benefit,
  | 'id'
  | 'startsAt'
  | 'endsAt'
  | 'tier'
  | 'points'
  | 'limitPerPerson'
  | 'limits'
  | 'campaignId'
  | 'products'
  | 'stock'
  | 'issued'
  | 'releases'
>

const rank: Record<TierId, number> = { basic: 0, silver: 1, gold: 2, platinum: 3 }

/**
 * Why a redemption is refused, or null when it may go on. What cannot be changed by waiting or earning is told first;
 * the balance comes last, since points for something that is sold out would be collected in vain.
 */
export function refusalOf(offer: Offer, asking: Asking): RefusalCode | null {
  if (asking.now < offer.startsAt) return 'benefit_not_started'
  if (asking.now > offer.endsAt) return 'benefit_ended'
  if (rank[asking.tier] < rank[offer.tier]) return 'tier_too_low'
  if (offer.products && !offer.products.some((product) => asking.products.has(product))) return 'product_not_eligible'
  if (asking.agreedPoints !== offer.points) return 'price_changed'
  const limit = limitReached(offer, asking)
  if (limit) return limit
  if (remainingAt(offer, asking.now) <= 0) return soldOut(offer, asking.now)
  if (asking.debt > 0) return 'points_in_debt'
  if (asking.available < offer.points) return 'points_insufficient'
  return null
}

/** Whether there will be more. */
export function soldOut(offer: Pick<Offer, 'releases'>, now: Date): 'sold_out' | 'not_released_yet' {
  return nextRelease(offer, now) ? 'not_released_yet' : 'sold_out'
}

/** The limit that lasts longest comes first. */
function limitReached(offer: Offer, { past, now }: Asking): RefusalCode | null {
  const today = businessDayOf(now)
  const mine = past.filter(({ benefitId }) => benefitId === offer.id).map(({ at }) => businessDayOf(at))
  const isOver = (limit: number | null, count: number) => limit !== null && count >= limit
  if (isOver(offer.limitPerPerson, mine.length)) return 'limit_reached'
  const inCampaign = past.filter(({ campaignId }) => campaignId !== null && campaignId === offer.campaignId)
  if (isOver(offer.limits.campaign, inCampaign.length)) return 'limit_campaign_reached'
  const within = (sameSpan: (day: BusinessDay) => boolean) => mine.filter(sameSpan).length
  if (
    isOver(
      offer.limits.month,
      within((day) => monthOf(day) === monthOf(today)),
    )
  )
    return 'limit_month_reached'
  if (
    isOver(
      offer.limits.week,
      within((day) => startOfWeek(day) === startOfWeek(today)),
    )
  )
    return 'limit_week_reached'
  if (
    isOver(
      offer.limits.day,
      within((day) => day === today),
    )
  )
    return 'limit_day_reached'
  return null
}

/** Why this account cannot be topped up, or null when it can. */
export function accountRefusal(kind: AccountKind | null, account: string | undefined): RefusalCode | null {
  if (kind === null) return account === undefined ? null : 'account_invalid'
  if (account === undefined) return 'account_required'
  return isAccount(kind, account) ? null : 'account_invalid'
}

/** The last moment of the Shanghai day that lies so many days after the redemption. */
export function validUntil(redeemedAt: Date, validDays: number): Date {
  const dayAfter = addDays(businessDayOf(redeemedAt), validDays + 1)
  return new Date(startOfDay(dayAfter).getTime() - 1)
}

/** A code works no longer than its batch. */
export function earlier(one: Date, other: Date | null): Date {
  return other && other < one ? other : one
}

export function isExpired(lastMoment: Date | null, now: Date): boolean {
  return lastMoment !== null && now > lastMoment
}
