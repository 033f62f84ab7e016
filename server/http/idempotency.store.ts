import type { RefusalCode } from '../../shared/contract/refusals'
import type { Reader, Tx } from '../db/database'
import type { IdempotencyKeyRow } from './idempotency.entities'

/** A caller's key for one write, with the hash of what was asked under it. */
export interface IdempotencyKey {
  ownerId: string
  key: string
  endpointId: string
  inputHash: string
}

export type StoredAnswer = Pick<IdempotencyKeyRow, 'input_hash' | 'reply'> & { refusal: RefusalCode | null }

export async function findAnswer(reader: Reader, { ownerId, key }: IdempotencyKey): Promise<StoredAnswer | undefined> {
  const [row] = await reader.rows<StoredAnswer>(
    'SELECT input_hash, refusal, reply FROM idempotency_key WHERE cardholder_id = ? AND idempotency_key = ?',
    [ownerId, key],
  )
  return row
}

/** Writes the key down; without `ignoreKnown` a known key is a duplicate, after waiting for whoever holds it. */
export async function insertKey(
  tx: Tx,
  key: IdempotencyKey,
  { refusal, at, ignoreKnown }: { refusal: RefusalCode | null; at: Date; ignoreKnown: boolean },
): Promise<boolean> {
  const row = {
    cardholder_id: key.ownerId,
    idempotency_key: key.key,
    endpoint_id: key.endpointId,
    input_hash: key.inputHash,
    refusal,
    reply: null,
    created_at: at,
  }
  return (await tx.insert('idempotency_key', [row], { ignoreKnown })) === 1
}

export function writeReply(tx: Tx, { ownerId, key }: IdempotencyKey, reply: object): Promise<number> {
  const parameters = [JSON.stringify(reply), ownerId, key]
  return tx.change('UPDATE idempotency_key SET reply = ? WHERE cardholder_id = ? AND idempotency_key = ?', parameters)
}

export function deleteAnswersBefore(tx: Tx, before: Date): Promise<number> {
  return tx.change('DELETE FROM idempotency_key WHERE created_at < ?', [before])
}
