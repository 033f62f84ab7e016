import type { Reader, Tx } from '../../db/database'
import { moment } from '../../db/statements'
import type { RedemptionRedeliveryRow } from './redeliveries.entities'
import type { Redemption } from './redemption'

/** A code that was replaced, and by which. */
export interface Redelivery {
  id: string
  redemptionId: string
  requestId: string
  at: Date
  maskedBefore: string
  maskedAfter: string
}

type Code = NonNullable<Redemption['code']>

/**
 * Puts another code in the place of the one that a delivered redemption has, as unseen and unused as it was at first, and
 * writes down how it stood before.
 * @throws Error when it has another code by now: its owner's account is locked, so this is a bug
 */
export async function storeRedelivery(
  tx: Tx,
  { redemption, code, after }: { redemption: Redemption; code: Code; after: { code: Code; validUntil: Date } },
  { id, requestId, at }: { id: string; requestId: string; at: Date },
): Promise<void> {
  const { cardholderId, id: redemptionId, programmeId } = redemption
  await tx.changeExactly(
    1,
    `UPDATE redemption SET code_seq = ?, code_id = ?, code_masked = ?, valid_until = ?, revealed_at = NULL, used_at = NULL
     WHERE cardholder_id = ? AND id = ? AND state = 'delivered' AND code_id = ?`,
    [after.code.seq, after.code.id, after.code.masked, after.validUntil, cardholderId, redemptionId, code.id],
  )
  await tx.insert('redemption_redelivery', [
    {
      cardholder_id: cardholderId,
      id,
      programme_id: programmeId,
      redemption_id: redemptionId,
      request_id: requestId,
      at,
      code_before: code.id,
      masked_before: code.masked,
      valid_before: redemption.validUntil,
      revealed_before: redemption.revealedAt,
      used_before: redemption.usedAt,
      code_after: after.code.id,
      masked_after: after.code.masked,
    },
  ])
}

/** What was replaced of this redemption since a moment. */
export async function redeliveredSince(
  reader: Reader,
  { cardholderId, redemptionId, since }: { cardholderId: string; redemptionId: string; since: Date },
): Promise<boolean> {
  const [row] = await reader.rows(
    'SELECT id FROM redemption_redelivery WHERE cardholder_id = ? AND redemption_id = ? AND at >= ? LIMIT 1',
    [cardholderId, redemptionId, since],
  )
  return row !== undefined
}

/** What was replaced of a cardholder's, the newest first, that before `before`, each with the title of its redemption. */
export async function redeliveriesAtDesk(
  reader: Reader,
  cardholderId: string,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<(Redelivery & { title: string })[]> {
  const older = before === undefined ? '' : ' AND d.id < ?'
  const rows = await reader.rows<RedemptionRedeliveryRow & { title: string }>(
    `SELECT d.*, r.title FROM redemption_redelivery d
     JOIN redemption r ON r.cardholder_id = d.cardholder_id AND r.id = d.redemption_id
     WHERE d.cardholder_id = ?${older} ORDER BY d.id DESC LIMIT ${limit}`,
    before === undefined ? [cardholderId] : [cardholderId, before],
  )
  return rows.map((row) => ({
    id: row.id,
    redemptionId: row.redemption_id,
    requestId: row.request_id,
    at: moment(row.at),
    maskedBefore: row.masked_before,
    maskedAfter: row.masked_after,
    title: row.title,
  }))
}
