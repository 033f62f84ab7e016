import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { id, instant, pointsCount } from './schemas'

/** What news is about, as a cardholder decides on it. */
export const newsTopic = z.enum(['redemption', 'expiring', 'tier', 'security'])
export type NewsTopic = z.output<typeof newsTopic>

/** `each` tells at once, `daily` once a day together, `off` never; the inbox has all of it whatever is chosen. */
export const newsMode = z.enum(['each', 'daily', 'off'])
export type NewsMode = z.output<typeof newsMode>

/** A time of day in Shanghai, HH:MM. */
export const timeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

export const newsSettings = z.object({
  modes: z.object({ redemption: newsMode, expiring: newsMode, tier: newsMode, security: newsMode }),
  /** Points that expire are told of above this many. */
  expiringAbove: pointsCount.check(z.lte(1_000_000)),
  /** Held back until it is over, except what concerns security. The same time twice is no quiet at all. */
  quiet: z.object({ on: z.boolean(), from: timeOfDay, until: timeOfDay }),
})
export type NewsSettings = z.output<typeof newsSettings>

/** The kinds of WeChat message that a cardholder can accept. */
export const newsTemplate = z.enum([
  'redemptionDelivered',
  'redemptionFailed',
  'tierUpgraded',
  'tierEnding',
  'pointsExpiring',
  'lockChanged',
  'cardChanged',
  'digest',
])
export type NewsTemplate = z.output<typeof newsTemplate>

/** A template that the programme has set up, and how many messages of it are accepted and not sent yet. */
export const acceptedTemplate = z.object({ template: newsTemplate, templateId: z.string(), left: pointsCount })
export type AcceptedTemplate = z.output<typeof acceptedTemplate>

const bilingual = z.object({ zh: z.string(), en: z.string() })

export const notice = z.object({
  id,
  topic: newsTopic,
  title: bilingual,
  text: bilingual,
  at: instant,
  read: z.boolean(),
  /** The redemption that it is about. */
  redemptionId: z.nullable(id),
})
export type Notice = z.output<typeof notice>

const settingsReply = z.object({ settings: newsSettings, templates: z.array(acceptedTemplate) })

export const notificationsContract = {
  settings: endpoint({
    id: 'notifications.settings',
    method: 'GET',
    path: '/api/notifications/settings',
    access: 'phone',
    summary: 'What I want to be told, and when.',
    reply: settingsReply,
    refusals: [],
  }),
  changeSettings: endpoint({
    id: 'notifications.changeSettings',
    method: 'PUT',
    path: '/api/notifications/settings',
    access: 'phone',
    summary: 'Sets what I want to be told, and when.',
    body: newsSettings,
    reply: settingsReply,
    refusals: [],
  }),
  subscribe: endpoint({
    id: 'notifications.subscribe',
    method: 'POST',
    path: '/api/notifications/subscriptions',
    access: 'phone',
    summary: "Keeps what I answered to WeChat's question: each accepted template is one message.",
    keyed: true,
    body: z.object({
      answers: z
        .array(z.object({ template: newsTemplate, accepted: z.boolean() }))
        .check(z.minLength(1), z.maxLength(newsTemplate.options.length)),
    }),
    reply: z.object({ templates: z.array(acceptedTemplate) }),
    refusals: [],
  }),
  inbox: endpoint({
    id: 'notifications.inbox',
    method: 'GET',
    path: '/api/notices',
    access: 'phone',
    summary: 'What I was told, the newest first.',
    query: z.object({ cursor: z.optional(id) }),
    reply: z.object({ notices: z.array(notice), next: z.nullable(id), unread: pointsCount }),
    refusals: [],
  }),
  read: endpoint({
    id: 'notifications.read',
    method: 'PUT',
    path: '/api/notices/read',
    access: 'phone',
    summary: 'Marks what I was told as read, up to and with this one.',
    body: z.object({ upTo: id }),
    reply: z.object({ unread: pointsCount }),
    refusals: [],
  }),
}
