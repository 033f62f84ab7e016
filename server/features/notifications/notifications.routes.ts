import type { Api } from '../../../shared/contract/api'
import { type AcceptedTemplate, type Notice as NoticeShown, newsTemplate } from '../../../shared/contract/notifications'
import type { Reader } from '../../db/database'
import { type OutboxTopic, outboxTopics } from '../../db/outboxTopics'
import { claimKey } from '../../http/idempotency'
import type { HandlersOf } from '../../http/mount'
import type { NotificationDeps } from './dependencies'
import { newsOf } from './newsTopics'
import { markRead, type Notice, noticesOf, unreadOf } from './notices.store'
import { noticeWords } from './noticeWords'
import { settingsOf, storeSettings } from './settings.store'
import { acceptedLeft, storeAnswers } from './subscriptions.store'

export type NotificationRoutesDeps = Pick<NotificationDeps, 'database' | 'surroundings' | 'templates'>

const inboxPage = 20

export function notificationRoutes(deps: NotificationRoutesDeps): HandlersOf<Api['notifications']> {
  const { database, surroundings } = deps
  const { reader } = database
  const templates = templatesOf(deps)
  return {
    settings: async ({ session: { cardholderId } }) => ({
      settings: await settingsOf(reader, cardholderId),
      templates: await templates(reader, cardholderId),
    }),
    async changeSettings({ session, body: settings }) {
      const now = surroundings.now()
      await database.inTransaction((tx) => storeSettings(tx, session, { settings, now }))
      return { settings, templates: await templates(reader, session.cardholderId) }
    },
    subscribe: ({ session, key, body: { answers } }) =>
      database.inTransaction(async (tx) => {
        const now = surroundings.now()
        const claim = await claimKey(tx, key, now)
        await storeAnswers(tx, session, { answers, now })
        const reply = { templates: await templates(tx, session.cardholderId) }
        await claim.answered(reply)
        return reply
      }),
    async inbox({ session: { cardholderId }, query }) {
      const asked = { cardholderId, before: query.cursor, limit: inboxPage + 1 }
      const [found, unread] = await Promise.all([noticesOf(reader, asked), unreadOf(reader, [cardholderId])])
      const notices = found.slice(0, inboxPage)
      const next = found.length > inboxPage ? (notices.at(-1)?.id ?? null) : null
      return { notices: notices.map(noticeShown), next, unread: unread.get(cardholderId) ?? 0 }
    },
    async read({ session: { cardholderId }, body: { upTo } }) {
      const now = surroundings.now()
      await database.inTransaction((tx) => markRead(tx, { cardholderId, upTo, now }))
      return { unread: (await unreadOf(reader, [cardholderId])).get(cardholderId) ?? 0 }
    },
  }
}

/** Those that the programme has set up; the others cannot be asked for. */
function templatesOf({ templates }: NotificationRoutesDeps) {
  const known = newsTemplate.options.filter((template) => templates[template] !== '')
  return async (reader: Reader, cardholderId: string): Promise<AcceptedTemplate[]> => {
    const left = await acceptedLeft(reader, cardholderId)
    return known.map((template) => ({ template, templateId: templates[template], left: left.get(template) ?? 0 }))
  }
}

function noticeShown({ id, topic, payload, createdAt, readAt }: Notice): NoticeShown {
  return {
    id,
    topic: newsOf[topic].topic,
    ...noticeWords(topic, payload),
    at: createdAt.toISOString(),
    read: readAt !== null,
    redemptionId: redemptionIn(topic, payload),
  }
}

/** Whatever is about a redemption names it. */
function redemptionIn(topic: OutboxTopic, payload: unknown): string | null {
  if (!topic.startsWith('redemption.')) return null
  const told = outboxTopics[topic].parse(payload)
  return 'redemptionId' in told ? told.redemptionId : null
}
