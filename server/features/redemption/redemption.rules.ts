import type { RefusalCode } from '../../../shared/contract/refusals'
import type { TierId } from '../../../shared/contract/tiers'
import { addDays, businessDayOf, startOfDay } from '../../../shared/values/businessDay'
import type { Benefit } from '../catalogue'

/** What stands on the cardholder's side at the moment of asking. */
export interface Asking {
  now: Date
  tier: TierId
  /** The price that the cardholder saw and agreed to. */
  agreedPoints: number
  /** How often the cardholder has redeemed this benefit. */
  redeemedBefore: number
  available: number
  debt: number
}

export type Offer = Pick<Benefit, 'startsAt' | 'endsAt' | 'tier' | 'points' | 'limitPerPerson' | 'remaining'>

const rank: Record<TierId, number> = { basic: 0, silver: 1, gold: 2, platinum: 3 }

/**
 * Why a redemption is refused, or null when it may go on. What cannot be changed by waiting or earning is told first;
 * the balance comes last, since points for something that is sold out would be collected in vain.
 */
export function refusalOf(offer: Offer, asking: Asking): RefusalCode | null {
  if (asking.now < offer.startsAt) return 'benefit_not_started'
  if (asking.now > offer.endsAt) return 'benefit_ended'
  if (rank[asking.tier] < rank[offer.tier]) return 'tier_too_low'
  if (asking.agreedPoints !== offer.points) return 'price_changed'
  if (asking.redeemedBefore >= offer.limitPerPerson) return 'limit_reached'
  if (offer.remaining <= 0) return 'sold_out'
  if (asking.debt > 0) return 'points_in_debt'
  if (asking.available < offer.points) return 'points_insufficient'
  return null
}

/** The last moment of the Shanghai day that lies so many days after the redemption. */
export function validUntil(redeemedAt: Date, validDays: number): Date {
  const dayAfter = addDays(businessDayOf(redeemedAt), validDays + 1)
  return new Date(startOfDay(dayAfter).getTime() - 1)
}

export function isExpired(lastMoment: Date | null, now: Date): boolean {
  return lastMoment !== null && now > lastMoment
}
