import type { RedemptionState } from '../../../shared/contract/redemption'
import type { Tx } from '../../db/database'

/** Names a redemption by its owner, as every question about it does. */
export interface RedemptionName {
  cardholderId: string
  redemptionId: string
}

/** What is under way moves on; what has ended stays as it ended. */
const isUnderWay = "state IN ('held', 'delivering', 'unknown', 'manual')"

/** Moves a redemption that is under way: to what its order is. */
export async function moveRedemption(
  tx: Tx,
  { cardholderId, redemptionId }: RedemptionName,
  state: Exclude<RedemptionState, 'delivered' | 'failed'>,
): Promise<void> {
  await tx.change(`UPDATE redemption SET state = ? WHERE cardholder_id = ? AND id = ? AND ${isUnderWay}`, [
    state,
    cardholderId,
    redemptionId,
  ])
}

/** @throws Error when it has ended already: its order is locked and was open, so this is a bug */
export async function endAsDelivered(
  tx: Tx,
  { cardholderId, redemptionId }: RedemptionName,
  delivered: { at: Date; linkCipher: string | null; transactionId: string | null },
): Promise<void> {
  const changed = await tx.change(
    `UPDATE redemption SET state = 'delivered', delivered_at = ?, link_cipher = ?, transaction_id = ?
     WHERE cardholder_id = ? AND id = ? AND ${isUnderWay}`,
    [delivered.at, delivered.linkCipher, delivered.transactionId, cardholderId, redemptionId],
  )
  if (changed !== 1) throw new Error(`redemption ${redemptionId} has ended before its order`)
}

/** @throws Error as above */
export async function endAsFailed(
  tx: Tx,
  { cardholderId, redemptionId }: RedemptionName,
  failure: string,
): Promise<void> {
  const changed = await tx.change(
    `UPDATE redemption SET state = 'failed', failure = ? WHERE cardholder_id = ? AND id = ? AND ${isUnderWay}`,
    [failure, cardholderId, redemptionId],
  )
  if (changed !== 1) throw new Error(`redemption ${redemptionId} has ended before its order`)
}

/** Gives what was held for a person its code; it has none yet. */
export function storeGivenCode(
  tx: Tx,
  { cardholderId, redemptionId }: RedemptionName,
  { code, validUntil }: { code: { seq: number; id: string; masked: string }; validUntil: Date | null },
): Promise<void> {
  return tx.changeExactly(
    1,
    `UPDATE redemption SET code_seq = ?, code_id = ?, code_masked = ?, valid_until = ?
     WHERE cardholder_id = ? AND id = ? AND state = 'held' AND order_no IS NULL AND code_id IS NULL`,
    [code.seq, code.id, code.masked, validUntil, cardholderId, redemptionId],
  )
}

/** Writes down that what was held for a person is ordered now. */
export function storeOrdered(
  tx: Tx,
  { cardholderId, redemptionId }: RedemptionName,
  { orderNo, validUntil }: { orderNo: string; validUntil: Date | null },
): Promise<void> {
  return tx.changeExactly(
    1,
    `UPDATE redemption SET order_no = ?, valid_until = ?
     WHERE cardholder_id = ? AND id = ? AND state = 'held' AND order_no IS NULL`,
    [orderNo, validUntil, cardholderId, redemptionId],
  )
}
