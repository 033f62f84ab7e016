import type { Database } from '../db/database'
import { type DueRow, dueRows, endLease, type Lease, takeLease } from '../db/outbox'
import { type OutboxHandlers, type OutboxMessage, type OutboxTopic, outboxTopics } from '../db/outboxTopics'
import type { Surroundings } from '../ports/surroundings'

/** After this many attempts a message is parked: something is wrong that time does not heal. */
export const attemptsLimit = 12

/** Longer than any delivery may take (adapters give up after seconds), so that a live worker never loses its lease. */
const leaseMs = 120_000
const rowsARound = 100
const lanes = 4

export interface DeliverOutbox {
  database: Database
  surroundings: Surroundings
  handlers: OutboxHandlers
  /** Stops taking messages; those under way are finished. */
  signal?: AbortSignal
}

export interface Round {
  delivered: number
  /** Failed, and will be tried again. */
  putOff: number
  /** Failed for the last time. */
  parked: number
}

/** Delivers what is due now, each message by one worker only, outside any transaction. */
export async function deliverOutbox(deps: DeliverOutbox): Promise<Round> {
  const due = await dueRows(deps.database.reader, { now: deps.surroundings.now(), limit: rowsARound })
  const round: Round = { delivered: 0, putOff: 0, parked: 0 }
  const lane = async () => {
    for (let row = due.shift(); row && !deps.signal?.aborted; row = due.shift()) {
      const outcome = await deliverRow(deps, row)
      if (outcome) round[outcome] += 1
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane))
  const failure = ended.find((one) => one.status === 'rejected')
  if (failure) throw failure.reason
  return round
}

async function deliverRow(deps: DeliverOutbox, row: DueRow): Promise<keyof Round | null> {
  const now = deps.surroundings.now()
  const lease = await takeLease(deps.database, row, { now, until: new Date(now.getTime() + leaseMs) })
  if (!lease) return null
  try {
    await handOver(deps.handlers, row)
  } catch (error) {
    return putOff(deps, lease, error)
  }
  await endLease(deps.database, lease, { doneAt: deps.surroundings.now() })
  return 'delivered'
}

async function handOver(handlers: OutboxHandlers, row: DueRow): Promise<void> {
  const topic = row.topic as OutboxTopic
  const handler = handlers[topic] as ((message: OutboxMessage) => Promise<unknown>) | undefined
  // During a roll-out an older worker may meet a topic that only a newer one knows; it leaves it for later.
  if (!handler) throw new Error(`nobody handles the topic ${row.topic}`)
  const payload = outboxTopics[topic].parse(JSON.parse(row.payload))
  await handler({ id: row.id, topic, programmeId: row.programme_id, cardholderId: row.cardholder_id, payload })
}

async function putOff(
  { database, surroundings }: DeliverOutbox,
  lease: Lease,
  error: unknown,
): Promise<'putOff' | 'parked'> {
  const isLast = lease.attempts >= attemptsLimit
  const wait = waitMs(lease.attempts, surroundings.chance)
  await endLease(database, lease, {
    dueAt: isLast ? null : new Date(surroundings.now().getTime() + wait),
    error: error instanceof Error ? error.message : String(error),
  })
  return isLast ? 'parked' : 'putOff'
}

/** Doubling from 5 seconds to an hour, each spread over its upper half, so that what failed together returns apart. */
export function waitMs(attempts: number, chance: () => number): number {
  const longest = Math.min(3_600_000, 5_000 * 2 ** (attempts - 1))
  return Math.round(longest * (0.5 + chance() / 2))
}
