import type { BusinessDay } from '../../../shared/values/businessDay'
import { wholeNumber } from '../../../shared/values/integers'
import type { Reader, Tx } from '../../db/database'
import { inSlices, marks } from '../../db/statements'
import type { GrowthDay } from './growth.rules'
import type { GrowthDayRow } from './tiers.entities'

export interface Who {
  programmeId: string
  cardholderId: string
}

/** The days on which cardholders' spends brought growth or took it, in their order. */
export async function growthDays(reader: Reader, cardholderIds: readonly string[]): Promise<Map<string, GrowthDay[]>> {
  const days = new Map<string, GrowthDay[]>(cardholderIds.map((id) => [id, []]))
  for (const ids of inSlices(cardholderIds)) {
    const rows = await reader.rows<GrowthDayRow>(
      `SELECT cardholder_id, effective_on, amount FROM growth_day WHERE cardholder_id IN (${marks(ids)}) AND amount <> 0
       ORDER BY cardholder_id, effective_on`,
      ids,
    )
    for (const row of rows) {
      const day = { effectiveOn: row.effective_on as BusinessDay, amount: wholeNumber(row.amount, 'growth') }
      days.get(row.cardholder_id)?.push(day)
    }
  }
  return days
}

export async function growthDaysOfOne(reader: Reader, cardholderId: string): Promise<GrowthDay[]> {
  return (await growthDays(reader, [cardholderId])).get(cardholderId) ?? []
}

/** Growth whose day lies in the window, both ends included. */
export async function growthWithin(
  reader: Reader,
  cardholderId: string,
  { from, to }: { from: BusinessDay; to: BusinessDay },
): Promise<number> {
  const [row] = await reader.rows<{ growth: string | number | null }>(
    'SELECT SUM(amount) AS growth FROM growth_day WHERE cardholder_id = ? AND effective_on BETWEEN ? AND ?',
    [cardholderId, from, to],
  )
  return wholeNumber(row?.growth ?? 0, 'growth')
}

/** Adds to the growth of days. Called under the cardholders' locks. */
export function addGrowth(tx: Tx, changes: readonly (Who & GrowthDay)[]): Promise<void> {
  const rows = changes.map(({ cardholderId, programmeId, effectiveOn, amount }) => ({
    cardholder_id: cardholderId,
    effective_on: effectiveOn,
    programme_id: programmeId,
    amount,
  }))
  return tx.upsert('growth_day', rows, { key: ['cardholder_id', 'effective_on'], add: ['amount'] })
}
