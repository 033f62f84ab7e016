import { idFrom } from '../../../shared/values/ids'
import { type People, peopleOn } from '../../../tests/support/people'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { Unsure } from '../../ports/unsure'
import type { SubscribeMessage, SubscribeRefused, WechatPort } from '../../ports/wechat'
import { notificationHandlers } from '.'

let opened: TestDatabase
let people: People
let cardholderId = ''

beforeAll(async () => {
  opened = await testDatabase()
  people = await peopleOn(opened.database)
  cardholderId = (await people.enter('openid-of-one')).cardholderId
})
afterAll(() => opened.close())

const templates = {
  redemptionDelivered: 'template-r',
  redemptionFailed: 'template-f',
  tierUpgraded: 'template-t',
  tierEnding: 'template-e',
}
const sent: SubscribeMessage[] = []
beforeEach(() => {
  sent.length = 0
})

function handlers(answer: () => Promise<{ ok: true } | SubscribeRefused>) {
  const wechat: WechatPort = {
    ...people.wechat,
    async sendSubscribe(message) {
      sent.push(message)
      return answer()
    },
  }
  return notificationHandlers({ reader: opened.database.reader, vault: people.vault, wechat, templates })
}

const redemptionId = idFrom(0, new Uint8Array(10))
const deliver = (answer: () => Promise<{ ok: true } | SubscribeRefused>, title = '视频会员月卡') =>
  handlers(answer)['redemption.delivered']({
    id: 'm',
    topic: 'redemption.delivered',
    programmeId: 'p',
    cardholderId,
    payload: { redemptionId, title, points: 1_200, redeemedAt: '2026-11-22T16:30:00.000Z', delivery: 'code' },
  })
const refused = (reason: SubscribeRefused['reason']) => async () =>
  ({ ok: false, reason, errcode: 47003, errmsg: 'argument invalid' }) as const
const accepted = async () => ({ ok: true }) as const

test('tells the cardholder what was redeemed, in Shanghai time', async () => {
  expect(await deliver(accepted)).toBe('sent')
  expect(sent).toMatchObject([
    {
      openid: 'openid-of-one',
      templateId: 'template-r',
      data: { thing1: '视频会员月卡', character_string2: '1,200', time3: '2026-11-23 00:30' },
    },
  ])
})

test.each([
  ['account_invalid', '账号有误，积分已退回，请核对后再兑'],
  ['supplier_rejected', '未能发放，积分已退回，可重新兑换'],
])('tells the cardholder that the points are back: %s', async (failure, hint) => {
  const failedAt = '2026-11-22T16:30:00.000Z'
  const payload = { redemptionId, title: '话费 10 元', points: 1_000, failure, failedAt }
  const message = { id: 'm', topic: 'redemption.failed' as const, programmeId: 'p', cardholderId, payload }
  expect(await handlers(accepted)['redemption.failed'](message)).toBe('sent')
  const data = { thing1: '话费 10 元', character_string2: '1,000', time3: '2026-11-23 00:30', thing4: hint }
  expect(sent).toMatchObject([{ templateId: 'template-f', data }])
  expect(hint.length).toBeLessThanOrEqual(20)
})

test('tells the cardholder about a higher tier', async () => {
  const outcome = await handlers(accepted)['tier.upgraded']({
    id: 'm',
    topic: 'tier.upgraded',
    programmeId: 'p',
    cardholderId,
    payload: { from: 'silver', to: 'gold', upgradedAt: '2026-11-22T02:00:00.000Z' },
  })
  expect(outcome).toBe('sent')
  expect(sent).toMatchObject([{ templateId: 'template-t', data: { thing1: '金卡', thing2: '银卡' } }])
})

test.each([
  [30, '等级30天后到期，补足成长值可保级'],
  [0, '等级今天到期，补足成长值可保级'],
])('tells the cardholder %d days before that a tier ends, and what is missing', async (daysLeft, hint) => {
  const outcome = await handlers(accepted)['tier.ending']({
    id: 'm',
    topic: 'tier.ending',
    programmeId: 'p',
    cardholderId,
    payload: { tier: 'gold', endsOn: '2026-12-22', missing: 1_200, daysLeft },
  })
  expect(outcome).toBe('sent')
  const data = { thing1: '金卡', date2: '2026-12-22', character_string3: '1,200', thing4: hint }
  expect(sent).toMatchObject([{ templateId: 'template-e', data }])
  expect(hint.length).toBeLessThanOrEqual(20)
})

test('no word is longer than WeChat takes', async () => {
  await deliver(accepted, '一个非常非常非常非常非常长的权益名称甲乙丙丁')
  for (const [keyword, text] of Object.entries(sent[0]?.data ?? {})) {
    if (keyword.startsWith('thing')) expect(text.length).toBeLessThanOrEqual(20)
  }
})

test.each(['not_subscribed', 'switch_off'] as const)('%s is an end, not a failure', async (reason) => {
  expect(await deliver(refused(reason))).toBe('not_wanted')
})

test('another refusal is an error, so that somebody sees it', async () => {
  await expect(deliver(refused('refused'))).rejects.toThrow('47003')
})

test('no answer stays unsure', async () => {
  const silence = () => Promise.reject(new Unsure({ otherSide: 'wechat', call: 'sendSubscribe', why: 'time-out' }))
  await expect(deliver(silence)).rejects.toBeInstanceOf(Unsure)
})
