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
  return (await tx.insert('idempotency_key', [keyRow(key, { refusal, at })], { ignoreKnown })) === 1
}

/** The answers kept under several keys, by owner and key. */
export async function findAnswers(
  reader: Reader,
  keys: readonly IdempotencyKey[],
): Promise<(key: IdempotencyKey) => StoredAnswer | undefined> {
  if (keys.length === 0) return () => undefined
  const rows = await reader.rows<StoredAnswer & { cardholder_id: string; idempotency_key: string }>(
    `SELECT cardholder_id, idempotency_key, input_hash, refusal, reply FROM idempotency_key
     WHERE ${keys.map(() => '(cardholder_id = ? AND idempotency_key = ?)').join(' OR ')}`,
    keys.flatMap(({ ownerId, key }) => [ownerId, key]),
  )
  const answers = new Map(rows.map((row) => [`${row.cardholder_id} ${row.idempotency_key}`, row]))
  return ({ ownerId, key }) => answers.get(`${ownerId} ${key}`)
}

/** Writes refusals down; a key that is known keeps what it has. */
export async function insertRefusals(
  tx: Tx,
  refused: readonly { key: IdempotencyKey; refusal: RefusalCode }[],
  at: Date,
): Promise<void> {
  const rows = refused.map(({ key, refusal }) => keyRow(key, { refusal, at }))
  await tx.insert('idempotency_key', rows, { ignoreKnown: true, isCounted: false })
}

function keyRow(key: IdempotencyKey, { refusal, at }: { refusal: RefusalCode | null; at: Date }) {
  return {
    cardholder_id: key.ownerId,
    idempotency_key: key.key,
    endpoint_id: key.endpointId,
    input_hash: key.inputHash,
    refusal,
    reply: null,
    created_at: at,
  }
}

export function writeReply(tx: Tx, { ownerId, key }: IdempotencyKey, reply: object): Promise<number> {
  const parameters = [JSON.stringify(reply), ownerId, key]
  return tx.change('UPDATE idempotency_key SET reply = ? WHERE cardholder_id = ? AND idempotency_key = ?', parameters)
}

/** Forgets every answer to an owner. */
export async function deleteAnswersOf(tx: Tx, ownerId: string): Promise<void> {
  await tx.change('DELETE FROM idempotency_key WHERE cardholder_id = ?', [ownerId])
}
