import type { NotificationDeps } from './dependencies'
import { digestLetter, letterOf } from './letters'
import { newsOf } from './newsTopics'
import { dueInDigest, dueNotices, endNotices, lease, type Notice, type Outcome } from './notices.store'
import { noticeWords } from './noticeWords'
import { sendLetter } from './sendLetter'

const noticesARound = 200

/** Longer than any delivery may take; what fails is tried again when it is over. */
const leaseMs = 10 * 60_000

/** What WeChat did not take by then, a day of waiting for the digest included, is old news. The inbox keeps it. */
const triedForMs = 48 * 3_600_000

/**
 * Brings to WeChat what quiet has held back, and the daily digests: each cardholder's together as one message. May be
 * killed anywhere and run twice at once. Answers how many notices ended.
 * @throws AggregateError when some failed; the others are done all the same.
 */
export async function sendDueNotices(deps: NotificationDeps, signal?: AbortSignal): Promise<number> {
  const now = deps.surroundings.now()
  const due = await dueNotices(deps.database.reader, { now, limit: noticesARound })
  const failures: unknown[] = []
  const digested = new Set<string>()
  let ended = 0
  for (const notice of due) {
    if (signal?.aborted) break
    const { cardholderId, way } = notice
    if (way === 'digest' && digested.has(cardholderId)) continue
    if (way === 'digest') digested.add(cardholderId)
    try {
      const together = way === 'digest' ? await dueInDigest(deps.database.reader, cardholderId, now) : [notice]
      ended += await bring(deps, together, now)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `notices that could not be sent: ${failures.length}`)
  return ended
}

/** One cardholder's notices as one message. */
async function bring(deps: NotificationDeps, notices: readonly Notice[], now: Date): Promise<number> {
  const [first] = notices
  if (!first) return 0
  const { cardholderId } = first
  const ids = notices.map(({ id }) => id)
  const until = new Date(now.getTime() + leaseMs)
  const isOurs = await deps.database.inTransaction(
    async (tx) => (await lease(tx, cardholderId, { ids, now, until })) === ids.length,
  )
  if (!isOurs) return 0
  const outcome = await outcomeOf(deps, notices, now)
  await deps.database.inTransaction((tx) => endNotices(tx, cardholderId, { ids, outcome }))
  return ids.length
}

async function outcomeOf(deps: NotificationDeps, notices: readonly Notice[], now: Date): Promise<Outcome> {
  const [first] = notices as [Notice]
  try {
    return await sendLetter(deps, first.cardholderId, messageOf(notices, now))
  } catch (error) {
    const isOld = now.getTime() - first.createdAt.getTime() > triedForMs
    if (isOld) return 'failed'
    throw error
  }
}

function messageOf(notices: readonly Notice[], at: Date) {
  const [first] = notices as [Notice]
  if (first.way !== 'digest') {
    return { template: newsOf[first.topic].template, letter: letterOf(first.topic, first.payload) }
  }
  const latest = notices.at(-1) as Notice
  const words = noticeWords(latest.topic, latest.payload)
  return { template: 'digest' as const, letter: digestLetter({ count: notices.length, latest: words.title.zh, at }) }
}
