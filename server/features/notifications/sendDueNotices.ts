import { isMinor } from '../identity'
import type { NotificationDeps } from './dependencies'
import { digestLetter, letterOf } from './letters'
import { isMarketing, newsOf } from './newsTopics'
import { dueInDigest, dueNotices, endNotices, lease, type Notice, type Outcome } from './notices.store'
import { noticeWords } from './noticeWords'
import { quietOver } from './plan.rules'
import { sendLetter } from './sendLetter'
import { settingsOf } from './settings.store'

const noticesARound = 200
const lanes = 4

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
  let ended = 0
  for (let isMore = true; isMore && !signal?.aborted; ) {
    const round = await sendRound(deps, signal)
    ended += round.ended
    const { failures } = round
    if (failures.length > 0) throw new AggregateError(failures, `notices that could not be sent: ${failures.length}`)
    // Many mornings begin at the same minute. A round that ended nothing has met what others are at.
    isMore = round.isFull && round.ended > 0
  }
  return ended
}

async function sendRound(deps: NotificationDeps, signal: AbortSignal | undefined) {
  const now = deps.surroundings.now()
  const due = await dueNotices(deps.database.reader, { now, limit: noticesARound })
  const round = { isFull: due.length === noticesARound, ended: 0, failures: [] as unknown[] }
  const digested = new Set<string>()
  const lane = async () => {
    for (let notice = due.shift(); notice && !signal?.aborted; notice = due.shift()) {
      const { cardholderId, way } = notice
      if (way === 'digest' && digested.has(cardholderId)) continue
      if (way === 'digest') digested.add(cardholderId)
      try {
        const together = way === 'digest' ? await dueInDigest(deps.database.reader, cardholderId, now) : [notice]
        const ended = await bring(deps, together, now)
        round.ended += ended
      } catch (error) {
        round.failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return round
}

/** One cardholder's notices as one message, as far as they are wanted still, and not in the quiet. */
async function bring(deps: NotificationDeps, notices: readonly Notice[], now: Date): Promise<number> {
  const [first] = notices
  if (!first) return 0
  const { cardholderId } = first
  const { modes, quiet } = await settingsOf(deps.database.reader, cardholderId)
  const over = quietOver(quiet, now)
  const until = over > now ? over : new Date(now.getTime() + leaseMs)
  const ids = notices.map(({ id }) => id)
  const isOurs = await deps.database.inTransaction(
    async (tx) => (await lease(tx, cardholderId, { ids, now, until })) === ids.length,
  )
  if (!isOurs || over > now) return 0
  const minor = await isMinor(deps.database.reader, cardholderId)
  const isWanted = ({ topic }: Notice) =>
    modes[newsOf[topic].topic] !== 'off' && !(minor && isMarketing(newsOf[topic].template))
  const wanted = notices.filter(isWanted)
  await end(
    deps,
    notices.filter((notice) => !isWanted(notice)),
    'not_wanted',
  )
  if (wanted.length > 0) await end(deps, wanted, await outcomeOf(deps, wanted, now))
  return ids.length
}

async function end({ database }: NotificationDeps, notices: readonly Notice[], outcome: Outcome): Promise<void> {
  const [first] = notices
  if (!first) return
  const ids = notices.map(({ id }) => id)
  await database.inTransaction((tx) => endNotices(tx, first.cardholderId, { ids, outcome }))
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
