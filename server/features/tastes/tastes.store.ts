import { type Taste, type Tastes, taste } from '../../../shared/contract/tastes'
import type { Reader, Tx } from '../../db/database'
import { inSlices, marks } from '../../db/statements'
import { isMinor } from '../identity'
import type { CardholderTasteRow } from './tastes.entities'

/** Nothing was said: the order is everybody's until something is. */
const unsaid: Tastes = { chosen: [], personal: true }

export async function tastesOf(reader: Reader, cardholderId: string): Promise<Tastes> {
  const said = (await tastesOfMany(reader, [cardholderId])).get(cardholderId)
  // Asked only where there is something to order by: what was said before the bank told of it orders nothing any more.
  return said && said.chosen.length > 0 && (await isMinor(reader, cardholderId)) ? ofMinor : (said ?? unsaid)
}

const ofMinor: Tastes = { chosen: [], personal: false }

/** Nothing for those who have said nothing. */
export async function tastesOfMany(reader: Reader, cardholderIds: readonly string[]): Promise<Map<string, Tastes>> {
  const found = new Map<string, Tastes>()
  for (const ids of inSlices(cardholderIds)) {
    const rows = await reader.rows<Pick<CardholderTasteRow, 'cardholder_id' | 'chosen' | 'personal'>>(
      `SELECT cardholder_id, chosen, personal FROM cardholder_taste WHERE cardholder_id IN (${marks(ids)})`,
      ids,
    )
    for (const row of rows) found.set(row.cardholder_id, { chosen: chosenIn(row.chosen), personal: row.personal === 1 })
  }
  return found
}

export async function storeTastes(
  tx: Tx,
  { cardholderId, programmeId }: { cardholderId: string; programmeId: string },
  { chosen, personal, now }: Tastes & { now: Date },
): Promise<void> {
  const row = {
    cardholder_id: cardholderId,
    programme_id: programmeId,
    chosen: chosen.join(','),
    personal: personal ? 1 : 0,
    changed_at: now,
  }
  await tx.upsert('cardholder_taste', [row], { key: ['cardholder_id'] })
}

/** A taste that there is no more is passed over. */
function chosenIn(text: string): Taste[] {
  return text.split(',').flatMap((each) => {
    const read = taste.safeParse(each)
    return read.success ? [read.data] : []
  })
}
