import { businessDayOf } from '../../../shared/values/businessDay'
import type { Reader } from '../../db/database'
import { productsHeld } from '../cards'
import type { Benefit } from '../catalogue'
import { pointsSummary } from '../points'
import { tierOf } from '../tiers'
import { refusalOf } from './redemption.rules'
import { pastOf } from './wallet.store'

/** What somebody can redeem at this moment, by the very rules of a redemption. */
export async function redeemableBy(
  reader: Reader,
  cardholderId: string,
  now: Date,
): Promise<(benefit: Benefit) => boolean> {
  const [{ available, debt }, tier, past, held] = await Promise.all([
    pointsSummary(reader, { cardholderId, today: businessDayOf(now) }),
    tierOf(reader, cardholderId),
    pastOf(reader, cardholderId),
    productsHeld(reader, [cardholderId]),
  ])
  const asking = { now, tier, past, products: held.get(cardholderId) ?? new Set<string>(), available, debt }
  return (benefit) => refusalOf(benefit, { ...asking, agreedPoints: benefit.points }) === null
}
