import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type OutboxTopic, outboxTopics } from '../../server/db/outboxTopics'
import { isMinor } from '../../server/features/identity'
import { type NotificationDeps, notificationHandlers, sendDueNotices } from '../../server/features/notifications'
import { isMarketing, newsOf } from '../../server/features/notifications/newsTopics'
import { securityRoutes } from '../../server/features/risk'
import { tastesRoutes } from '../../server/features/tastes'
import type { Session } from '../../server/http/sessions'
import type { SubscribeMessage } from '../../server/ports/wechat'
import { newsTemplate } from '../../shared/contract/notifications'
import { bindScripted } from '../support/bindScripted'
import { blankRequest } from '../support/blankRequest'
import { outboxPayloads as payloads } from '../support/outboxPayloads'
import { type People, peopleOn } from '../support/people'
import { refusalOf } from '../support/refusalOf'
import { rightOtp } from '../support/scriptedBank'
import { type TestDatabase, testDatabase } from '../support/testDatabase'

let opened: TestDatabase
let people: People
let sent: SubscribeMessage[]
let deps: NotificationDeps
beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())
beforeEach(async () => {
  people = await peopleOn(opened.database)
  sent = []
  const wechat = {
    ...people.wechat,
    async sendSubscribe(message: SubscribeMessage) {
      sent.push(message)
      return { ok: true } as const
    },
  }
  const templates = Object.fromEntries(
    newsTemplate.options.map((name) => [name, name]),
  ) as NotificationDeps['templates']
  deps = { ...people, wechat, templates }
})

let made = 0
async function holder({ underAge }: { underAge: boolean }): Promise<Session> {
  const last4 = String(7_000 + ++made)
  if (underAge) people.bank.minors.add(last4)
  return bindScripted(people, await people.enter(`openid-young-${made}`), last4)
}
const readMinor = ({ cardholderId }: Session) => isMinor(opened.database.reader, cardholderId)

test('who is under age is known by the bank’s word when a card is bound, and by nothing else', async () => {
  expect(await readMinor(await holder({ underAge: true }))).toBe(true)
  expect(await readMinor(await holder({ underAge: false }))).toBe(false)
  expect(await readMinor(await people.enter('openid-without-card'))).toBe(false)
})

test('nobody stays under age: the next one-time password tells', async () => {
  const session = await holder({ underAge: true })
  people.bank.minors.clear()
  const routes = securityRoutes(people)
  const body = { for: 'device', sessionId: session.sessionId } as const
  const { stepUpId } = await routes.askStepUp({ ...blankRequest, session, body })
  await routes.checkStepUp({ ...blankRequest, session, params: { stepUpId }, body: { otp: rightOtp } })
  expect(await readMinor(session)).toBe(false)
})

describe('recommendations', () => {
  const tastes = () => tastesRoutes(people)
  const choose = (session: Session) =>
    tastes().choose({ ...blankRequest, session, body: { chosen: ['games'], personal: true } })
  const show = (session: Session) => tastes().show({ ...blankRequest, session })

  test('are not made to who is under age', async () => {
    const session = await holder({ underAge: true })
    expect(await refusalOf(choose(session))).toBe('minor_not_offered')
    expect((await show(session)).chosen).toEqual([])
  })

  test('end when it becomes known, whatever was said before', async () => {
    const last4 = String(7_000 + ++made)
    people.bank.minors.add(last4)
    const session = await people.enter(`openid-young-${made}`)
    await choose(session)
    await bindScripted(people, session, last4)
    expect(await show(session)).toEqual({ chosen: [], personal: false })
  })
})

describe('messages', () => {
  async function accept(session: Session, way: 'now' | 'digest'): Promise<void> {
    const rows = newsTemplate.options.map((template) => ({
      cardholder_id: session.cardholderId,
      template,
      programme_id: session.programmeId,
      accepted_left: 9,
      answered_at: people.surroundings.now(),
    }))
    const modes = { redemption: 'daily', expiring: 'daily', tier: 'daily', security: 'daily' }
    const settings = { modes, expiringAbove: 0, quiet: { on: false, from: '22:00', until: '08:00' } }
    await opened.database.inTransaction(async (tx) => {
      await tx.insert('news_subscription', rows)
      if (way === 'now') return
      const own = { cardholder_id: session.cardholderId, programme_id: session.programmeId }
      await tx.insert('news_settings', [{ ...own, settings: JSON.stringify(settings), changed_at: new Date(0) }])
    })
  }
  const topics = Object.keys(outboxTopics) as OutboxTopic[]
  const tell = ({ programmeId, cardholderId }: Session, topic: OutboxTopic) => {
    const message = { id: people.surroundings.newId(), topic, programmeId, cardholderId, payload: payloads[topic] }
    return (notificationHandlers(deps)[topic] as (m: unknown) => Promise<unknown>)(message)
  }
  const inbox = async ({ cardholderId }: Session) =>
    (await opened.database.reader.rows('SELECT 1 FROM notice WHERE cardholder_id = ?', [cardholderId])).length

  test('there are some that advertise and some that do not', () => {
    const kinds = topics.map((topic) => isMarketing(newsOf[topic].template))
    expect(new Set(kinds)).toEqual(new Set([true, false]))
  })

  test.each(topics)(
    '%s reaches who is of age; who is under age unless it advertises, and then their inbox alone',
    async (topic) => {
      for (const underAge of [false, true]) {
        const session = await holder({ underAge })
        await accept(session, 'now')
        sent = []
        await tell(session, topic)
        const { template } = newsOf[topic]
        expect(sent.map(({ templateId }) => templateId)).toEqual(underAge && isMarketing(template) ? [] : [template])
        expect(await inbox(session)).toBe(1)
      }
    },
  )

  test('the daily digest counts nothing that advertises to who is under age', async () => {
    const counts: (string | undefined)[] = []
    for (const underAge of [false, true]) {
      const session = await holder({ underAge })
      await accept(session, 'digest')
      for (const topic of topics) await tell(session, topic)
      sent = []
      people.surroundings.advance(48 * 3_600_000)
      await sendDueNotices(deps)
      counts.push(sent[0]?.data.number1)
      people.surroundings.advance(-48 * 3_600_000)
    }
    const advertising = topics.filter((topic) => isMarketing(newsOf[topic].template)).length
    expect(counts).toEqual([String(topics.length), String(topics.length - advertising)])
  })

  test('nothing sends but the one piece that asks for the age', () => {
    const root = path.join(__dirname, '../../server')
    const callers = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
      (name) =>
        name.endsWith('.ts') &&
        !/\.test\.ts$|^adapters|^simulators|^ports/.test(name) &&
        readFileSync(path.join(root, name), 'utf8').includes('.sendSubscribe('),
    )
    expect(callers).toEqual(['features/notifications/sendLetter.ts'])
  })
})
