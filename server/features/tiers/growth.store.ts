import { type BusinessDay, businessDay } from '../../../shared/values/businessDay'
import { wholeNumber } from '../../../shared/values/integers'
import type { Reader, Tx } from '../../db/database'
import { moment } from '../../db/statements'
import type { GrowthEvent } from './growth.rules'
import type { GrowthEntryRow } from './tiers.entities'

export interface Who {
  programmeId: string
  cardholderId: string
}

/** Growth by spend, corrections added in, in the bank's order. */
export async function growthBySpend(reader: Reader, cardholderId: string): Promise<GrowthEvent[]> {
  const rows = await reader.rows<GrowthEntryRow>(
    `SELECT spend_id, occurred_at, effective_on, SUM(amount) AS amount FROM growth_entry
     WHERE cardholder_id = ?
     GROUP BY spend_id, occurred_at, effective_on ORDER BY occurred_at, spend_id`,
    [cardholderId],
  )
  return rows.map((row) => ({
    spendId: row.spend_id,
    amount: wholeNumber(row.amount, 'growth'),
    occurredAt: moment(row.occurred_at),
    effectiveOn: businessDay(row.effective_on),
  }))
}

/** Growth whose day lies in the window, both ends included. */
export async function growthWithin(
  reader: Reader,
  cardholderId: string,
  { from, to }: { from: BusinessDay; to: BusinessDay },
): Promise<number> {
  const [row] = await reader.rows<{ growth: string | number | null }>(
    'SELECT SUM(amount) AS growth FROM growth_entry WHERE cardholder_id = ? AND effective_on BETWEEN ? AND ?',
    [cardholderId, from, to],
  )
  return wholeNumber(row?.growth ?? 0, 'growth')
}

export function insertGrowth(
  tx: Tx,
  { programmeId, cardholderId, cardId }: Who & { cardId: string },
  entries: readonly (GrowthEvent & { id: string; createdAt: Date })[],
): Promise<number> {
  const rows = entries.map((entry) => ({
    cardholder_id: cardholderId,
    id: entry.id,
    programme_id: programmeId,
    card_id: cardId,
    spend_id: entry.spendId,
    amount: entry.amount,
    occurred_at: entry.occurredAt,
    effective_on: entry.effectiveOn,
    created_at: entry.createdAt,
  }))
  return tx.insert('growth_entry', rows)
}
