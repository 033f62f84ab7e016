import type { Reader, Tx } from '../../db/database'
import { inSlices, marks, moment } from '../../db/statements'
import type { Head } from './head.rules'
import type { Who } from './posting'
import type { SpendHeadRow } from './spend.entities'

/** The heads of those cardholders who have facts. */
export async function findHeads(reader: Reader, cardholderIds: readonly string[]): Promise<Map<string, Head>> {
  const heads = new Map<string, Head>()
  for (const ids of inSlices(cardholderIds)) {
    const rows = await reader.rows<SpendHeadRow>(
      `SELECT cardholder_id, latest_taking_at, has_open_names FROM spend_head WHERE cardholder_id IN (${marks(ids)})`,
      ids,
    )
    for (const row of rows) {
      heads.set(row.cardholder_id, {
        latestTakingAt: row.latest_taking_at === null ? null : moment(row.latest_taking_at),
        hasOpenNames: row.has_open_names === 1,
      })
    }
  }
  return heads
}

/** Called under the cardholders' locks. */
export function writeHeads(tx: Tx, holders: readonly { who: Who; head: Head }[]): Promise<void> {
  const rows = holders.map(({ who, head }) => ({
    cardholder_id: who.cardholderId,
    programme_id: who.programmeId,
    latest_taking_at: head.latestTakingAt,
    has_open_names: head.hasOpenNames,
  }))
  return tx.upsert('spend_head', rows, { key: ['cardholder_id'] })
}
