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

/** Days of one cardholder, both ends included. */
export interface GrowthWindow {
  cardholderId: string
  from: BusinessDay
  to: BusinessDay
}

const windowsAtOnce = 200

/** Growth whose day lies in each of the windows. */
export async function growthWithin(reader: Reader, windows: readonly GrowthWindow[]): Promise<number[]> {
  const growths = windows.map(() => 0)
  let first = 0
  for (const slice of inSlices(windows, windowsAtOnce)) {
    const place = first
    const asked = slice.map((_, at) => `SELECT ${place + at} AS place, ? AS owner, ? AS first_day, ? AS last_day`)
    const rows = await reader.rows<{ place: number | string; growth: string | number }>(
      `SELECT w.place, SUM(g.amount) AS growth FROM (${asked.join(' UNION ALL ')}) w
       JOIN growth_day g ON g.cardholder_id = w.owner AND g.effective_on BETWEEN w.first_day AND w.last_day
       GROUP BY w.place`,
      slice.flatMap(({ cardholderId, from, to }) => [cardholderId, from, to]),
    )
    for (const row of rows) growths[Number(row.place)] = wholeNumber(row.growth, 'growth')
    first += slice.length
  }
  return growths
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
