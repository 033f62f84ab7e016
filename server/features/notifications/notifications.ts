import type { NewsSettings } from '../../../shared/contract/notifications'
import { type OutboxHandlers, type OutboxMessage, outboxTopics } from '../../db/outboxTopics'
import { isDeleted } from '../identity'
import type { NotificationDeps } from './dependencies'
import { letterOf } from './letters'
import { newsOf } from './newsTopics'
import { endNotices, findNotice, insertNotice, type Outcome } from './notices.store'
import { planOf } from './plan.rules'
import { sendLetter } from './sendLetter'
import { settingsOf } from './settings.store'

/** How a message ended: what WeChat made of it, what will be brought later, what is too small
 * to be told, or that the account was deleted. */
export type Told = Outcome | 'held' | 'digest' | 'never' | 'too_small' | 'nobody'

/**
 * Puts what the outbox says into the cardholder's inbox, whatever becomes of it elsewhere, and brings it to WeChat as the
 * cardholder wants it. Called by the job that delivers the outbox, and bears repetition.
 */
export function notificationHandlers(deps: NotificationDeps): OutboxHandlers {
  const tellIt = (message: OutboxMessage) => tell(deps, message)
  return Object.fromEntries(Object.keys(outboxTopics).map((topic) => [topic, tellIt])) as OutboxHandlers
}

/** @throws what `sendLetter` throws: the outbox tries it again later */
export async function tell(deps: NotificationDeps, message: OutboxMessage): Promise<Told> {
  const { database, surroundings } = deps
  const { cardholderId, id, topic, payload } = message
  if (await isDeleted(database.reader, cardholderId)) return 'nobody'
  const settings = await settingsOf(database.reader, cardholderId)
  if (isTooSmall(settings, message)) return 'too_small'
  const now = surroundings.now()
  const plan = planOf(settings, newsOf[topic].topic, now)
  await database.inTransaction((tx) => insertNotice(tx, message, { ...plan, now }))
  // What came before decides: a repetition is not planned anew, and what was sent is not sent again.
  const notice = await findNotice(database.reader, { cardholderId, id })
  if (!notice) throw new Error('a notice that was just written is not there')
  if (notice.outcome !== null) return notice.outcome
  if (notice.way !== 'now') return notice.way
  const letter = letterOf(topic, payload)
  const outcome = await sendLetter(deps, cardholderId, { template: newsOf[topic].template, letter })
  await database.inTransaction((tx) => endNotices(tx, cardholderId, { ids: [id], outcome }))
  return outcome
}

function isTooSmall({ expiringAbove }: NewsSettings, { topic, payload }: OutboxMessage): boolean {
  return topic === 'points.expiring' && outboxTopics[topic].parse(payload).amount <= expiringAbove
}
