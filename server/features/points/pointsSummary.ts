import type { PointsSummary } from '../../../shared/contract/points'
import type { BusinessDay } from '../../../shared/values/businessDay'
import { points, sumPoints } from '../../../shared/values/points'
import type { Reader } from '../../db/database'
import type { Account, Lot } from './lot'
import { ageing } from './lots.rules'
import { findAccounts, liveLots } from './points.store'

/**
 * The balance as of today. What a job has not posted yet but time has done already is counted in, so that the screen
 * never shows points that could not be used.
 */
export async function pointsSummary(
  reader: Reader,
  { cardholderId, today }: { cardholderId: string; today: BusinessDay },
): Promise<PointsSummary> {
  return (await pointsSummaries(reader, [cardholderId], today)).get(cardholderId) as PointsSummary
}

/** The same for several cardholders, asked for together. */
export async function pointsSummaries(
  reader: Reader,
  cardholderIds: readonly string[],
  today: BusinessDay,
): Promise<Map<string, PointsSummary>> {
  const [accounts, lots] = await Promise.all([findAccounts(reader, cardholderIds), liveLots(reader, cardholderIds)])
  return new Map(
    cardholderIds.map((id) => [id, summaryOf(accounts.get(id) ?? null, { lots: lots.get(id) ?? [], today })]),
  )
}

function summaryOf(
  account: Account | null,
  { lots: stored, today }: { lots: readonly Lot[]; today: BusinessDay },
): PointsSummary {
  const lots = stored.map((lot) => aged(lot, today))
  return {
    available: sumPoints(lots.map((lot) => lot.available)),
    pending: sumPoints(lots.map((lot) => lot.pending)),
    held: account?.held ?? 0,
    debt: account?.debt ?? 0,
    expiringNext: soonest(lots, 'available', (lot) => lot.expiresOn),
    availableNext: soonest(lots, 'pending', (lot) => lot.availableOn),
  }
}

/** The lot as it is today, whether or not a job has posted that. */
export function aged(lot: Lot, today: BusinessDay): Lot {
  const { settle, expire } = ageing(lot, today)
  const pending = settle ? points(0) : lot.pending
  const available = points(lot.available + (settle?.amount ?? 0) - (expire?.amount ?? 0))
  return { ...lot, pending, available, expired: points(lot.expired + (expire?.amount ?? 0)) }
}

function soonest(lots: readonly Lot[], bucket: 'available' | 'pending', dayOf: (lot: Lot) => BusinessDay) {
  const filled = lots.filter((lot) => lot[bucket] > 0)
  const on = filled.map(dayOf).sort()[0]
  if (on === undefined) return null
  return { on, amount: sumPoints(filled.filter((lot) => dayOf(lot) === on).map((lot) => lot[bucket])) }
}
