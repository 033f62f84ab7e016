import type { Parameter, Tx } from '../../db/database'
import { inSlices, marks } from '../../db/statements'
import type { Followed } from './posting'
import type { RefundMatchRow } from './spend.entities'

/** Writes down which purchase each refund takes back, where that is new or has changed. */
export async function keepMatches(tx: Tx, holders: readonly Followed[], decidedAt: Date): Promise<void> {
  const known = await matchesOf(tx, holders)
  const written: Record<string, Parameter>[] = []
  for (const { who, statement } of holders) {
    const before = known.get(who.cardholderId)
    for (const [refund_id, purchase_id] of statement.matches) {
      if (before?.has(refund_id) && before.get(refund_id) === purchase_id) continue
      const { cardholderId: cardholder_id, programmeId: programme_id } = who
      written.push({ cardholder_id, refund_id, programme_id, purchase_id, decided_at: decidedAt })
    }
    const gone = [...(before?.keys() ?? [])].filter((refundId) => !statement.matches.has(refundId))
    for (const ids of inSlices(gone)) {
      const sql = `DELETE FROM refund_match WHERE cardholder_id = ? AND refund_id IN (${marks(ids)})`
      await tx.change(sql, [who.cardholderId, ...ids])
    }
  }
  await tx.upsert('refund_match', written, { key: ['cardholder_id', 'refund_id'] })
}

async function matchesOf(tx: Tx, holders: readonly Followed[]): Promise<Map<string, Map<string, string | null>>> {
  const known = new Map<string, Map<string, string | null>>()
  const ids = holders.filter(({ isNew }) => !isNew).map(({ who }) => who.cardholderId)
  for (const slice of inSlices(ids)) {
    const rows = await tx.rows<Pick<RefundMatchRow, 'cardholder_id' | 'refund_id' | 'purchase_id'>>(
      `SELECT cardholder_id, refund_id, purchase_id FROM refund_match WHERE cardholder_id IN (${marks(slice)})`,
      slice,
    )
    for (const row of rows) {
      const theirs = known.get(row.cardholder_id) ?? new Map<string, string | null>()
      known.set(row.cardholder_id, theirs.set(row.refund_id, row.purchase_id))
    }
  }
  return known
}
