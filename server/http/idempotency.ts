import { createHash } from 'node:crypto'
import type { RefusalCode } from '../../shared/contract/refusals'
import type { Database, Reader, Tx } from '../db/database'
import { isDuplicateKey } from '../db/retry'
import {
  deleteAnswersOf,
  findAnswer,
  findAnswers,
  type IdempotencyKey,
  insertKey,
  insertRefusals,
  type StoredAnswer,
  writeReply,
} from './idempotency.store'
import { Refused } from './refused'

export type { IdempotencyKey }

/** Refusals that say nothing about the request itself, but something of the moment: the same key may try again. */
const passing = new Set<RefusalCode>([
  'busy_try_later',
  'outside_unsure',
  'too_many_requests',
  'attempts_exceeded',
  'request_in_progress',
  'sold_out',
  'not_released_yet',
  'redemption_frozen',
  'device_not_trusted',
  'step_up_required',
  'choice_restricted',
  'too_many_held',
  'card_too_new',
  'review_needs_person',
])

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
  await insertKey(tx, key, { refusal: null, at: now, ignoreKnown: false })
  return {
    async answered(reply) {
      await writeReply(tx, key, reply)
    },
  }
}

/**
 * The first answers of several keys, for a use case that keeps its own (`keepsAnswers` in the contract): a key whose answer
 * is known is answered by it, or refused by it.
 * @returns what was answered, or undefined for a key that is new
 */
export async function firstAnswers(
  reader: Reader,
  keys: readonly IdempotencyKey[],
): Promise<(key: IdempotencyKey) => unknown> {
  const answerOf = await findAnswers(reader, keys)
  return (key) => {
    const answer = answerOf(key)
    return answer && replay(sameInput(answer, key))
  }
}

/** Keeps what was refused, as the first answers of these keys; refusals of the moment are not kept. */
export async function keepRefusals(
  tx: Tx,
  refused: readonly { key: IdempotencyKey; refusal: RefusalCode }[],
  now: Date,
): Promise<void> {
  const lasting = refused.filter(({ refusal }) => !passing.has(refusal))
  await insertRefusals(tx, lasting, now)
}

/** Forgets every answer to somebody who is no longer here. */
export const forgetAnswersOf = deleteAnswersOf

async function find(database: Database, key: IdempotencyKey): Promise<StoredAnswer | undefined> {
  const answer = await findAnswer(database.reader, key)
  return answer && sameInput(answer, key)
}

function sameInput(answer: StoredAnswer, key: IdempotencyKey): StoredAnswer {
  if (answer.input_hash !== key.inputHash) throw new Refused('idempotency_key_reused')
  return answer
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
    const refusal = { refusal: error.code, at: now(), ignoreKnown: true }
    const isNew = await database.inTransaction((tx) => insertKey(tx, key, refusal))
    if (isNew) throw error
  } else if (!isDuplicateKey(error)) throw error
  const first = await find(database, key)
  if (!first) throw error
  return replay(first)
}
