import { createHash } from 'node:crypto'
import { addDays, type BusinessDay, businessDayOf, startOfDay } from '../../../shared/values/businessDay'
import { type Id, idFrom } from '../../../shared/values/ids'
import type { Points } from '../../../shared/values/points'
import type { Database } from '../../db/database'
import { enqueueAll, knownMessages } from '../../db/outbox'
import type { Surroundings } from '../../ports/surroundings'
import { expiringOn } from './expiring.store'

/** So many days before their last day cardholders are told of points that expire; the nearest first. */
const noticeDays = [7, 30]
const cardholdersAtOnce = 500

export interface AnnounceExpiring {
  database: Database
  surroundings: Surroundings
  signal?: AbortSignal
}

/**
 * Leaves word of points that expire in 7 and in 30 days, once a day and cardholder: the message's id is made of day and
 * cardholder, so that it can be killed anywhere and run again or twice at once. How few points are worth a word is for
 * their owner to say. Answers how many messages are new.
 */
export async function announceExpiring(programmeId: string, deps: AnnounceExpiring): Promise<number> {
  const today = businessDayOf(deps.surroundings.now())
  let announced = 0
  for (const daysLeft of noticeDays) {
    const expiresOn = addDays(today, daysLeft)
    for (let after = ''; !deps.signal?.aborted; ) {
      const page = await expiringOn(deps.database.reader, { programmeId, expiresOn, after, limit: cardholdersAtOnce })
      announced += await announce(deps, page, { programmeId, today, expiresOn, daysLeft })
      if (page.length < cardholdersAtOnce) break
      after = page.at(-1)?.cardholderId ?? ''
    }
  }
  return announced
}

interface Announced {
  programmeId: string
  today: BusinessDay
  expiresOn: BusinessDay
  daysLeft: number
}

async function announce(
  { database, surroundings }: AnnounceExpiring,
  holders: readonly { cardholderId: string; amount: Points }[],
  { programmeId, today, expiresOn, daysLeft }: Announced,
): Promise<number> {
  const now = surroundings.now()
  const messages = holders.map(({ cardholderId, amount }) => ({
    id: messageId(today, cardholderId),
    topic: 'points.expiring' as const,
    programmeId,
    cardholderId,
    payload: { amount, expiresOn, daysLeft },
    now,
  }))
  // Mostly all of them are there since the morning: then nothing is written.
  const known = await knownMessages(
    database.reader,
    messages.map(({ id }) => id),
  )
  const missing = messages.filter(({ id }) => !known.has(id))
  if (missing.length === 0) return 0
  return database.inTransaction((tx) => enqueueAll(tx, missing, { ignoreKnown: true }))
}

function messageId(today: BusinessDay, cardholderId: string): Id {
  const hash = createHash('sha256').update(`points.expiring ${today} ${cardholderId}`).digest()
  return idFrom(startOfDay(today).getTime(), hash)
}
