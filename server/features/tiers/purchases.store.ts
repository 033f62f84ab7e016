import type { TierId } from '../../../shared/contract/tiers'
import type { BusinessDay } from '../../../shared/values/businessDay'
import type { Points } from '../../../shared/values/points'
import type { Reader, Tx } from '../../db/database'
import { inSlices, marks } from '../../db/statements'
import type { Who } from './growth.store'
import type { TierPurchase } from './tierPath.rules'
import type { TierPurchaseRow } from './tiers.entities'
import { isHigher } from './tiers.rules'

/** The tiers that cardholders reached for points, in their order; those without any are left out. */
export async function tierPurchases(
  reader: Reader,
  cardholderIds: readonly string[],
): Promise<Map<string, TierPurchase[]>> {
  const purchases = new Map<string, TierPurchase[]>()
  for (const ids of inSlices(cardholderIds)) {
    const rows = await reader.rows<TierPurchaseRow>(
      `SELECT cardholder_id, day, tier FROM tier_purchase WHERE cardholder_id IN (${marks(ids)})`,
      ids,
    )
    for (const row of rows) {
      const theirs = purchases.get(row.cardholder_id) ?? []
      theirs.push({ day: row.day as BusinessDay, tier: row.tier as TierId })
      purchases.set(row.cardholder_id, theirs)
    }
  }
  for (const theirs of purchases.values()) theirs.sort(inOrderOfPurchase)
  return purchases
}

export async function tierPurchasesOfOne(reader: Reader, cardholderId: string): Promise<TierPurchase[]> {
  return (await tierPurchases(reader, [cardholderId])).get(cardholderId) ?? []
}

/** The tiers that one cardholder reached for points, by the transaction that took the points. */
export async function tiersByTransaction(reader: Reader, cardholderId: string): Promise<Map<string, TierId>> {
  const rows = await reader.rows<Pick<TierPurchaseRow, 'transaction_id' | 'tier'>>(
    'SELECT transaction_id, tier FROM tier_purchase WHERE cardholder_id = ?',
    [cardholderId],
  )
  return new Map(rows.map((row) => [row.transaction_id, row.tier as TierId]))
}

/** Of one day, the lower tier was bought first: each is bought from the one right below it. Clocks need not agree. */
function inOrderOfPurchase(one: TierPurchase, other: TierPurchase): number {
  if (one.day !== other.day) return one.day < other.day ? -1 : 1
  return isHigher(one.tier, other.tier) ? 1 : -1
}

export async function insertTierPurchase(
  tx: Tx,
  { cardholderId, programmeId }: Who,
  purchase: TierPurchase & { id: string; points: Points; transactionId: string; createdAt: Date },
): Promise<void> {
  const { id, tier, points, day, transactionId, createdAt } = purchase
  const bought = { tier, points, day, transaction_id: transactionId, created_at: createdAt }
  await tx.insert('tier_purchase', [{ cardholder_id: cardholderId, id, programme_id: programmeId, ...bought }])
}
