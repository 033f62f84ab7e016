import type { Database, Reader, Tx } from './database'
import type { OutboxRow } from './outbox.entities'
import type { OutboxMessage, OutboxTopic } from './outboxTopics'
import { marks } from './statements'

/** Writes a message in the transaction that makes it true; it leaves after the commit, when a worker takes it. */
export async function enqueue<T extends OutboxTopic>(tx: Tx, message: OutboxMessage<T> & { now: Date }): Promise<void> {
  await enqueueAll(tx, [message])
}

/** The same for many at once. `ignoreKnown` leaves out those that are there. Answers how many are new. */
export function enqueueAll<T extends OutboxTopic>(
  tx: Tx,
  messages: readonly (OutboxMessage<T> & { now: Date })[],
  options: { ignoreKnown?: boolean } = {},
): Promise<number> {
  return tx.insert(
    'outbox',
    messages.map((message) => ({
      id: message.id,
      topic: message.topic,
      programme_id: message.programmeId,
      cardholder_id: message.cardholderId,
      payload: JSON.stringify(message.payload),
      attempts: 0,
      due_at: message.now,
      done_at: null,
      last_error: null,
    })),
    options,
  )
}

/** Which of these messages have been written, whatever became of them. */
export async function knownMessages(reader: Reader, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await reader.rows<{ id: string }>(`SELECT id FROM outbox WHERE id IN (${marks(ids)})`, ids)
  return new Set(rows.map(({ id }) => id))
}

export type DueRow = Pick<OutboxRow, 'id' | 'topic' | 'programme_id' | 'cardholder_id' | 'payload' | 'attempts'>

/** What may be taken now, the longest due first. */
export function dueRows(reader: Reader, { now, limit }: { now: Date; limit: number }): Promise<DueRow[]> {
  return reader.rows<DueRow>(
    `SELECT id, topic, programme_id, cardholder_id, payload, attempts FROM outbox
     WHERE due_at <= ? ORDER BY due_at LIMIT ${limit}`,
    [now],
  )
}

/** A row taken by one worker. Its number of attempts is the fence: once another worker has taken it, it no longer fits. */
export interface Lease {
  id: string
  attempts: number
}

/** @returns null when another worker was quicker, or the row is no longer due. */
export async function takeLease(
  database: Database,
  row: DueRow,
  { now, until }: { now: Date; until: Date },
): Promise<Lease | null> {
  const taken = await database.inTransaction((tx) =>
    tx.change('UPDATE outbox SET attempts = attempts + 1, due_at = ? WHERE id = ? AND attempts = ? AND due_at <= ?', [
      until,
      row.id,
      row.attempts,
      now,
    ]),
  )
  return taken === 1 ? { id: row.id, attempts: row.attempts + 1 } : null
}

export type Ending =
  | { doneAt: Date }
  /** `dueAt` null parks it: a person has to look. */
  | { dueAt: Date | null; error: string }

/** Gives a leased row back. Answers false when the lease had run out and somebody else has the row now. */
export async function endLease(database: Database, lease: Lease, ending: Ending): Promise<boolean> {
  const done = 'doneAt' in ending
  const changed = await database.inTransaction((tx) =>
    // What was delivered says nothing more of anybody: the inbox has it.
    tx.change(
      `UPDATE outbox SET due_at = ?, done_at = ?, last_error = ?${done ? ", payload = '{}'" : ''} WHERE id = ? AND attempts = ?`,
      [
        done ? null : ending.dueAt,
        done ? ending.doneAt : null,
        done ? null : ending.error.slice(0, 300),
        lease.id,
        lease.attempts,
      ],
    ),
  )
  return changed === 1
}
