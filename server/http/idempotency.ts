import { createHash } from 'node:crypto'
import type { RefusalCode } from '../../shared/contract/refusals'
import type { Database, Tx } from '../db/database'
import { isDuplicateKey } from '../db/retry'
import { moment } from '../db/statements'
import { Refused } from './refused'

/** A caller's key for one write, with the hash of what was asked under it. */
export interface IdempotencyKey {
  ownerId: string
  key: string
  endpointId: string
  inputHash: string
}

/** How long a first answer is kept at least. */
export const keptForMs = 48 * 3_600_000

/** Refusals that say nothing about the request itself: the same key may try again. */
const passing = new Set<RefusalCode>(['busy_try_later', 'outside_unsure', 'too_many_requests', 'request_in_progress'])

/** Hash of an input; fields in another order are the same input. */
export function inputHash(endpointId: string, input: unknown): string {
  return createHash('sha256')
    .update(`${endpointId}\n${canonical(input)}`)
    .digest('hex')
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  fields.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`
}

export interface KeyedAnswers {
  /** Answers a keyed request: the first answer again when there is one, else what `act` answers or refuses. */
  answer(key: IdempotencyKey, act: () => Promise<unknown>): Promise<unknown>
}

/** Keeps the first answer of every key, refusals included. */
export function keyedAnswers({ database, now }: { database: Database; now: () => Date }): KeyedAnswers {
  return {
    async answer(key, act) {
      const known = await find(database, key)
      if (known) return replay(known)
      try {
        return await act()
      } catch (error) {
        return afterFailure(error, { database, key, now })
      }
    },
  }
}

/**
 * The key's side of a write: call it first inside the transaction, and give it the reply at the end. Two requests with
 * one key meet here: the second waits for the first, then fails as a duplicate and is answered from what the first left.
 */
export async function claimKey(
  tx: Tx,
  key: IdempotencyKey,
  now: Date,
): Promise<{ answered(reply: object): Promise<void> }> {
  await tx.insert('idempotency_key', [
    {
      cardholder_id: key.ownerId,
      idempotency_key: key.key,
      endpoint_id: key.endpointId,
      input_hash: key.inputHash,
      refusal: null,
      reply: null,
      created_at: now,
    },
  ])
  return {
    async answered(reply) {
      await tx.change('UPDATE idempotency_key SET reply = ? WHERE cardholder_id = ? AND idempotency_key = ?', [
        JSON.stringify(reply),
        key.ownerId,
        key.key,
      ])
    },
  }
}

/** Forgets answers older than {@link keptForMs}. */
export async function forgetOldAnswers(tx: Tx, now: Date): Promise<number> {
  return tx.change('DELETE FROM idempotency_key WHERE created_at < ?', [new Date(now.getTime() - keptForMs)])
}

interface StoredAnswer {
  endpoint_id: string
  input_hash: string
  refusal: RefusalCode | null
  reply: string | null
  created_at: Date | string
}

async function find(database: Database, key: IdempotencyKey): Promise<StoredAnswer | undefined> {
  const [row] = await database.reader.rows<StoredAnswer>(
    'SELECT endpoint_id, input_hash, refusal, reply, created_at FROM idempotency_key WHERE cardholder_id = ? AND idempotency_key = ?',
    [key.ownerId, key.key],
  )
  if (!row) return undefined
  if (row.input_hash !== key.inputHash) throw new Refused('idempotency_key_reused')
  return { ...row, created_at: moment(row.created_at) }
}

function replay({ refusal, reply }: StoredAnswer): unknown {
  if (refusal) throw new Refused(refusal)
  if (reply === null) throw new Refused('request_in_progress', { retryAfterSeconds: 1 })
  return JSON.parse(reply)
}

async function afterFailure(
  error: unknown,
  { database, key, now }: { database: Database; key: IdempotencyKey; now: () => Date },
): Promise<unknown> {
  if (error instanceof Refused && !passing.has(error.code)) {
    const isNew = await storeRefusal(database, key, { code: error.code, at: now() })
    if (isNew) throw error
  } else if (!isDuplicateKey(error)) throw error
  const first = await find(database, key)
  if (!first) throw error
  return replay(first)
}

function storeRefusal(
  database: Database,
  key: IdempotencyKey,
  { code, at }: { code: RefusalCode; at: Date },
): Promise<boolean> {
  return database.inTransaction(async (tx) => {
    const row = {
      cardholder_id: key.ownerId,
      idempotency_key: key.key,
      endpoint_id: key.endpointId,
      input_hash: key.inputHash,
      refusal: code,
      reply: null,
      created_at: at,
    }
    return (await tx.insert('idempotency_key', [row], { ignoreKnown: true })) === 1
  })
}
