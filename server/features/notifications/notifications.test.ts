import { type NewsTemplate, newsTemplate } from '../../../shared/contract/notifications'
import { blankRequest } from '../../../tests/support/blankRequest'
import { outboxPayloads as payloads } from '../../../tests/support/outboxPayloads'
import { newKey, type People, peopleOn } from '../../../tests/support/people'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import type { OutboxMessage, OutboxPayload, OutboxTopic } from '../../db/outboxTopics'
import type { Session } from '../../http/sessions'
import { Unsure } from '../../ports/unsure'
import type { SubscribeMessage, SubscribeRefused } from '../../ports/wechat'
import { withdraw } from '../identity'
import {
  type NotificationDeps,
  noticesAtDesk,
  notificationHandlers,
  notificationRoutes,
  sendDueNotices,
  unreadOf,
} from '.'
import { firstSettings } from './newsTopics'

let opened: TestDatabase
let people: People
let routes: ReturnType<typeof notificationRoutes>
let deps: NotificationDeps
let session: Session

const templates = Object.fromEntries(newsTemplate.options.map((name) => [name, `id-of-${name}`])) as Record<
  NewsTemplate,
  string
>
const sent: SubscribeMessage[] = []
let answer: () => Promise<{ ok: true } | SubscribeRefused>
const accepted = async () => ({ ok: true }) as const
const refused = (reason: SubscribeRefused['reason']) => async () =>
  ({ ok: false, reason, errcode: 47003, errmsg: 'argument invalid' }) as const

beforeAll(async () => {
  opened = await testDatabase()
  people = await peopleOn(opened.database)
  const wechat = {
    ...people.wechat,
    async sendSubscribe(message: SubscribeMessage) {
      sent.push(message)
      return answer()
    },
  }
  deps = { database: opened.database, surroundings: people.surroundings, vault: people.vault, wechat, templates }
  routes = notificationRoutes(deps)
})
afterAll(() => opened.close())
let somebody = 0
beforeEach(async () => {
  await opened.database.inTransaction((tx) => tx.change('UPDATE notice SET due_at = NULL'))
  people.surroundings.set('2026-11-22T02:00:00.000Z')
  sent.length = 0
  answer = accepted
  session = await people.enter(`openid-${++somebody}`)
})

const topics = Object.keys(payloads) as OutboxTopic[]

function message<T extends OutboxTopic>(topic: T, payload: OutboxPayload<T> = payloads[topic]): OutboxMessage<T> {
  const { programmeId, cardholderId } = session
  return { id: people.surroundings.newId(), topic, programmeId, cardholderId, payload }
}
const hand = (given: OutboxMessage) => (notificationHandlers(deps)[given.topic] as (m: OutboxMessage) => unknown)(given)
const tell = <T extends OutboxTopic>(topic: T, payload?: OutboxPayload<T>) => hand(message(topic, payload))

const accept = (...names: NewsTemplate[]) => {
  const answers = names.map((template) => ({ template, accepted: true }))
  return routes.subscribe({
    ...blankRequest,
    session,
    key: newKey(session, 'notifications.subscribe'),
    body: { answers },
  })
}
const set = (changes: Partial<typeof firstSettings>) =>
  routes.changeSettings({ ...blankRequest, session, body: { ...firstSettings, ...changes } })
const mode = (changes: Partial<(typeof firstSettings)['modes']>) =>
  set({ modes: { ...firstSettings.modes, ...changes } })
const inbox = (cursor?: string) => routes.inbox({ ...blankRequest, session, query: { cursor } })
const left = async (template: NewsTemplate) =>
  (await routes.settings({ ...blankRequest, session })).templates.find((one) => one.template === template)?.left

describe('the inbox', () => {
  test.each(topics)('has %s, whether or not WeChat took it', async (topic) => {
    expect(await tell(topic)).toBe('not_accepted')
    const { notices, unread } = await inbox()
    expect(unread).toBe(1)
    expect(notices).toMatchObject([{ read: false, at: '2026-11-22T02:00:00.000Z' }])
    for (const { title, text } of notices) {
      for (const words of [title.zh, title.en, text.zh, text.en]) expect(words).not.toBe('')
      const english = `${title.en}${text.en}`.replace(/视频会员月卡|话费 10 元/, '')
      expect(english).not.toMatch(/\p{Script=Han}/u)
    }
    expect(sent).toEqual([])
  })

  test('is read at the desk in the same words, part by part, with how WeChat took each', async () => {
    await tell('tier.upgraded')
    people.surroundings.advance(1)
    await tell('points.expiring')
    const { notices } = await inbox()
    const part = (before?: string) => noticesAtDesk(people.database.reader, session.cardholderId, { before, limit: 1 })
    const [latest] = await part()
    const [first] = await part(latest?.notice.id)
    expect(await part(first?.notice.id)).toEqual([])
    expect([latest, first].map((one) => one?.notice.title)).toEqual(notices.map(({ title }) => title))
    expect(latest).toMatchObject({ kind: 'notice', at: notices[0]?.at, notice: { isRead: false } })
    const outcomes = await people.database.reader.rows<{ outcome: string | null }>(
      'SELECT outcome FROM notice WHERE cardholder_id = ? ORDER BY notice_id DESC',
      [session.cardholderId],
    )
    expect([latest, first].map((one) => one?.notice.outcome)).toEqual(outcomes.map(({ outcome }) => outcome))
  })

  test('says what an expiry is about', async () => {
    await tell('points.expiring')
    expect((await inbox()).notices).toMatchObject([
      {
        topic: 'expiring',
        title: { zh: '320 积分将在 7 天后到期', en: '320 points expire in 7 days' },
        redemptionId: null,
      },
    ])
  })

  test('has a message that comes twice once', async () => {
    const twice = message('tier.upgraded')
    await hand(twice)
    await hand(twice)
    expect((await inbox()).notices).toHaveLength(1)
  })

  test('shows the newest first, twenty at a time, and is read up to what was seen', async () => {
    for (let made = 0; made < 22; made++) {
      people.surroundings.advance(1_000)
      await tell('tier.upgraded')
    }
    const first = await inbox()
    expect([first.notices.length, first.unread]).toEqual([20, 22])
    const second = await inbox(first.next ?? undefined)
    expect([second.notices.length, second.next]).toEqual([2, null])
    const upTo = second.notices[0]?.id ?? ''
    expect(await routes.read({ ...blankRequest, session, body: { upTo } })).toEqual({ unread: 20 })
    expect(await unreadOf(opened.database.reader, [session.cardholderId])).toEqual(
      new Map([[session.cardholderId, 20]]),
    )
  })

  test('of a deleted account gets nothing more', async () => {
    const late = message('tier.upgraded')
    await opened.database.inTransaction((tx) =>
      tx.change("UPDATE cardholder SET openid_sealed = '' WHERE cardholder_id = ?", [session.cardholderId]),
    )
    expect(await hand(late)).toBe('nobody')
    expect((await inbox()).notices).toEqual([])
  })

  test('leaves what only a newer version can read to that one, and brings the rest', async () => {
    people.surroundings.set('2026-11-22T15:00:00.000Z')
    await tell('tier.upgraded')
    const newer = { programme_id: session.programmeId, topic: 'campaign.begun', payload: '{}', way: 'held' }
    const times = { due_at: people.surroundings.now(), outcome: null, read_at: null, created_at: new Date(0) }
    await opened.database.inTransaction((tx) =>
      tx.insert('notice', [
        { cardholder_id: session.cardholderId, notice_id: people.surroundings.newId(), ...newer, ...times },
      ]),
    )
    expect(await inbox()).toMatchObject({ notices: [{ topic: 'tier' }], unread: 1 })
    people.surroundings.set('2026-11-23T00:00:00.000Z')
    expect(await sendDueNotices(deps)).toBe(1)
  })

  test('is its owner’s', async () => {
    await tell('tier.upgraded')
    session = await people.enter('openid-of-a-stranger')
    expect((await inbox()).notices).toEqual([])
  })
})

describe('WeChat', () => {
  test.each([
    ['redemption.delivered', 'redemptionDelivered', { character_string2: '1,200', time3: '2026-11-23 00:30' }],
    ['redemption.failed', 'redemptionFailed', { thing4: '账号有误，积分已退回，请核对后再兑' }],
    ['tier.upgraded', 'tierUpgraded', { thing1: '金卡', thing2: '银卡' }],
    ['tier.ending', 'tierEnding', { date2: '2026-12-22', thing4: '等级30天后到期，补足成长值可保级' }],
    ['points.expiring', 'pointsExpiring', { character_string1: '320', date2: '2026-11-29' }],
    ['security.lock_changed', 'lockChanged', { thing1: '安全锁：兑换已冻结', time2: '2026-11-23 00:30' }],
    ['security.device_changed', 'lockChanged', { thing1: '新增一台信任的设备', time2: '2026-11-23 00:30' }],
    ['card.changed', 'cardChanged', { thing1: '联名卡 尾号8192', thing2: '已绑定', time3: '2026-11-23 00:30' }],
  ] as const)('%s goes as %s, and no word is longer than WeChat takes', async (topic, template, data) => {
    await accept(template)
    expect(await tell(topic)).toBe('sent')
    expect(sent).toMatchObject([{ openid: `openid-${somebody}`, templateId: `id-of-${template}`, data }])
    for (const [keyword, text] of Object.entries(sent[0]?.data ?? {})) {
      if (keyword.startsWith('thing')) expect(text.length).toBeLessThanOrEqual(20)
    }
  })

  test('gets one message for one acceptance, and what was not asked for stays in the inbox', async () => {
    await accept('tierUpgraded')
    await accept('tierUpgraded')
    const told = [await tell('tier.upgraded'), await tell('tier.upgraded'), await tell('tier.upgraded')]
    expect(told).toEqual(['sent', 'sent', 'not_accepted'])
    expect(await left('tierUpgraded')).toBe(0)
  })

  test('a repeated answer under its key counts once, and a refusal takes nothing away', async () => {
    await accept('digest')
    const body = { answers: [{ template: 'digest' as const, accepted: false }] }
    const key = newKey(session, 'notifications.subscribe')
    expect((await routes.subscribe({ ...blankRequest, session, key, body })).templates).toContainEqual({
      template: 'digest',
      templateId: 'id-of-digest',
      left: 1,
    })
  })

  test('a template that the programme does not have is neither offered nor sent', async () => {
    const without = { ...deps, templates: { ...templates, tierUpgraded: '' } }
    const offered = await notificationRoutes(without).settings({ ...blankRequest, session })
    expect(offered.templates.map(({ template }) => template)).not.toContain('tierUpgraded')
    expect(await notificationHandlers(without)['tier.upgraded'](message('tier.upgraded'))).toBe('no_template')
  })

  test('knows better than our book: 43101 empties it', async () => {
    await accept('tierUpgraded')
    answer = refused('not_subscribed')
    expect(await tell('tier.upgraded')).toBe('not_wanted')
    expect(await left('tierUpgraded')).toBe(0)
  })

  test('gets nothing of somebody who has withdrawn their consent; the inbox keeps it for their return', async () => {
    await accept('tierUpgraded')
    await withdraw(people, session)
    expect([await tell('tier.upgraded'), sent]).toEqual(['not_wanted', []])
    session = await people.enter(`openid-${somebody}`)
    expect([await left('tierUpgraded'), (await inbox()).unread, await tell('tier.upgraded')]).toEqual([1, 1, 'sent'])
  })

  test('a switch that is off is an end, and keeps what was accepted', async () => {
    await accept('tierUpgraded')
    answer = refused('switch_off')
    expect(await tell('tier.upgraded')).toBe('not_wanted')
    expect(await left('tierUpgraded')).toBe(1)
  })

  test('another refusal is an error, so that somebody sees it; tried again, it is sent once', async () => {
    await accept('tierUpgraded')
    const given = message('tier.upgraded')
    answer = refused('refused')
    await expect(hand(given)).rejects.toThrow('47003')
    answer = () => Promise.reject(new Unsure({ otherSide: 'wechat', call: 'sendSubscribe', why: 'time-out' }))
    await expect(hand(given)).rejects.toBeInstanceOf(Unsure)
    answer = accepted
    expect([await hand(given), await hand(given)]).toEqual(['sent', 'sent'])
    expect(sent).toHaveLength(3)
  })
})

describe('what its owner wants', () => {
  test('starts with everything at once and a quiet night', async () => {
    expect((await routes.settings({ ...blankRequest, session })).settings).toEqual(firstSettings)
    const changed = { ...firstSettings, expiringAbove: 500 }
    expect((await set(changed)).settings).toEqual(changed)
    expect((await routes.settings({ ...blankRequest, session })).settings).toEqual(changed)
  })

  test('off is the inbox alone', async () => {
    await accept('tierUpgraded')
    await mode({ tier: 'off' })
    expect(await tell('tier.upgraded')).toBe('never')
    expect((await inbox()).unread).toBe(1)
    expect(sent).toEqual([])
  })

  test.each([
    [319, 'not_accepted', 1],
    [320, 'too_small', 0],
  ])('points that expire are told of above %d', async (expiringAbove, told, notices) => {
    await set({ expiringAbove })
    expect(await tell('points.expiring')).toBe(told)
    expect((await inbox()).notices).toHaveLength(notices)
  })

  test('quiet holds news back until the morning, though not what concerns security', async () => {
    await accept('tierUpgraded', 'lockChanged')
    people.surroundings.set('2026-11-22T15:00:00.000Z')
    expect(await tell('tier.upgraded')).toBe('held')
    expect(await tell('security.lock_changed')).toBe('sent')
    expect((await inbox()).unread).toBe(2)
    people.surroundings.set('2026-11-22T23:59:59.999Z')
    expect(await sendDueNotices(deps)).toBe(0)
    people.surroundings.set('2026-11-23T00:00:00.000Z')
    expect(await sendDueNotices(deps)).toBe(1)
    expect(sent.map(({ templateId }) => templateId)).toEqual(['id-of-lockChanged', 'id-of-tierUpgraded'])
    expect(await sendDueNotices(deps)).toBe(0)
  })

  test('a day’s news is one message at nine', async () => {
    await accept('digest')
    await mode({ redemption: 'daily', tier: 'daily' })
    for (const topic of ['tier.upgraded', 'redemption.delivered', 'redemption.failed'] as const) {
      people.surroundings.advance(1_000)
      expect(await tell(topic)).toBe('digest')
    }
    people.surroundings.set('2026-11-23T00:59:59.999Z')
    expect(await sendDueNotices(deps)).toBe(0)
    people.surroundings.set('2026-11-23T01:00:00.000Z')
    const both = await Promise.all([sendDueNotices(deps), sendDueNotices(deps)])
    expect(both[0] + both[1]).toBe(3)
    expect(sent).toMatchObject([
      {
        templateId: 'id-of-digest',
        data: { number1: '3', thing2: '兑换未成功：话费 10 元', time3: '2026-11-23 09:00' },
      },
    ])
  })

  test('a digest that WeChat did not take comes again, and is given up after two days', async () => {
    await accept('digest')
    await mode({ tier: 'daily' })
    await tell('tier.upgraded')
    answer = refused('refused')
    people.surroundings.set('2026-11-23T01:00:00.000Z')
    await expect(sendDueNotices(deps)).rejects.toThrow(AggregateError)
    expect(await sendDueNotices(deps)).toBe(0)
    people.surroundings.advance(600_000)
    await expect(sendDueNotices(deps)).rejects.toThrow(AggregateError)
    people.surroundings.set('2026-11-24T02:10:00.001Z')
    expect(await sendDueNotices(deps)).toBe(1)
    expect(await left('digest')).toBe(1)
  })

  test('what WeChat did not take before the night does not come in it', async () => {
    await accept('tierUpgraded')
    const given = message('tier.upgraded')
    answer = refused('refused')
    people.surroundings.set('2026-11-22T13:59:00.000Z')
    await expect(hand(given)).rejects.toThrow('47003')
    people.surroundings.set('2026-11-22T14:00:00.000Z')
    expect(await hand(given)).toBe('held')
    answer = accepted
    people.surroundings.set('2026-11-23T00:00:00.000Z')
    expect([await sendDueNotices(deps), sent.length]).toEqual([1, 2])
  })

  test.each(['each', 'daily'] as const)('%s: a job that comes late does not break the quiet', async (tier) => {
    await accept('tierUpgraded', 'digest')
    await mode({ tier })
    people.surroundings.set('2026-11-22T15:00:00.000Z')
    await tell('tier.upgraded')
    people.surroundings.set('2026-11-23T15:00:00.000Z')
    expect([await sendDueNotices(deps), sent]).toEqual([0, []])
    people.surroundings.set('2026-11-23T23:59:59.999Z')
    expect([await sendDueNotices(deps), sent]).toEqual([0, []])
    people.surroundings.set('2026-11-24T00:00:00.000Z')
    expect([await sendDueNotices(deps), sent.length]).toEqual([1, 1])
  })

  test.each(['each', 'daily'] as const)('%s: what was switched off meanwhile is not sent', async (tier) => {
    await accept('tierUpgraded', 'digest')
    await mode({ tier })
    people.surroundings.set('2026-11-22T15:00:00.000Z')
    await tell('tier.upgraded')
    await mode({ tier: 'off' })
    people.surroundings.set('2026-11-23T01:00:00.000Z')
    expect([await sendDueNotices(deps), sent]).toEqual([1, []])
    expect([await sendDueNotices(deps), await left('digest')]).toEqual([0, 1])
  })

  test('a morning with more news than fit into one round is brought in one go', async () => {
    people.surroundings.set('2026-11-22T15:00:00.000Z')
    for (let made = 0; made < 201; made++) await tell('tier.upgraded')
    people.surroundings.set('2026-11-23T00:00:00.000Z')
    expect(await sendDueNotices(deps)).toBe(201)
  })
})
