import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { AcceptedTemplate, NewsSettings, Notice } from '../../../shared/contract/notifications'
import type { SecurityLock } from '../../../shared/contract/security'
import { amongChoices } from './amongChoices'
import { LockForm } from './LockForm'
import { Message } from './Message'
import { NewsForm } from './NewsForm'
import { WechatNews } from './WechatNews'

let mockLanguage = 'zh'
jest.mock('@tarojs/components', () => {
  const { createElement: make } = jest.requireActual<typeof import('react')>('react')
  const element = (tag: string) => (props: Record<string, unknown>) => {
    const kept = Object.entries(props).filter(([name]) => /^(role|aria-|children|className)/.test(name))
    return make(tag, Object.fromEntries(kept))
  }
  return { View: element('div'), Text: element('span'), Button: element('button'), Input: element('output') }
})
jest.mock('../../wechat/system', () => ({ language: () => mockLanguage, typeScale: () => 1 }))
jest.mock('../../wechat/navigation', () => ({ open: () => {}, setTitle: () => {} }))
jest.mock('../../wechat/platform', () => ({ onH5: false }))
jest.mock('../../wechat/page', () => ({}))
jest.mock('../../wechat/place', () => ({}))
jest.mock('../../wechat/network', () => ({}))
jest.mock('../../wechat/nearness', () => ({}))
jest.mock('../../wechat/escape', () => ({}))
jest.mock('../../wechat/update', () => ({}))
jest.mock('../../wechat/subscribe', () => ({}))
jest.mock('../../wechat/demo', () => ({ demo: () => ({}) }))
jest.mock('../../wechat/chance', () => ({ now: () => new Date('2026-11-22T06:00:00.000Z'), newKey: () => 'key' }))
jest.mock('../../wechat/storage', () => ({ storage: {} }))
jest.mock('../../ui/PrivacySheet', () => ({}))
jest.mock('../../session/server', () => ({ server: {}, session: {} }))

const shown = (node: ReactNode) => renderToStaticMarkup(createElement('main', null, node))
const inEnglish = (node: () => ReactNode) => {
  mockLanguage = 'en'
  const text = shown(node())
  mockLanguage = 'zh'
  return text
}

const lock: SecurityLock = {
  frozen: false,
  dailyLimitPoints: null,
  nightLock: false,
  trustedOnly: false,
  programme: { abovePoints: null, dailyLimitPoints: null },
  changedAt: null,
}
const lockForm = (over: Partial<SecurityLock>, still = false) => (
  <LockForm lock={{ ...lock, ...over }} still={still} onChange={() => {}} />
)

describe('the lock', () => {
  it('says how it is in words, and has a switch for each part', () => {
    const text = shown(lockForm({}))
    expect(text).toMatch(/兑换已开启.*收紧随时生效/)
    expect(text).toMatch(/role="switch" aria-label="冻结兑换, 手机丢失[^"]*" aria-checked="false"/)
    expect(text).toMatch(/role="switch" aria-label="夜间锁, 0:00–6:00[^"]*" aria-checked="false"/)
    expect(text).toMatch(/role="switch" aria-label="仅限信任的设备[^"]*" aria-checked="false"/)
    expect(text).toMatch(/每日兑换上限.*不另设/)
    expect(text).not.toContain('联名计划的规则')
    expect(text).not.toContain('不是您本人')
  })

  it('frozen says so, and since when', () => {
    const text = shown(lockForm({ frozen: true, changedAt: '2026-11-22T06:00:00.000Z' }))
    expect(text).toMatch(/兑换已冻结.*积分照常累计.*上次变更 2026年11月22日 14:00/)
    expect(text).toMatch(/aria-label="冻结兑换[^"]*" aria-checked="true"/)
  })

  it('shows a limit that is not among the usual ones, and the programme’s rule', () => {
    const text = shown(
      lockForm({ dailyLimitPoints: 1_234, programme: { abovePoints: 10_000, dailyLimitPoints: null } }),
    )
    expect(text).toContain('1,234 积分')
    expect(text).toContain('单笔超过 10,000 积分需要验证码')
  })

  it('cannot be changed while a change is under way', () => {
    expect(shown(lockForm({}, true)).match(/aria-disabled="true"/g)).toHaveLength(3)
  })

  it('speaks English', () => {
    expect(inEnglish(() => lockForm({ frozen: true })).replace(/[0-9:–]/g, '')).not.toMatch(/\p{Script=Han}/u)
  })
})

const settings: NewsSettings = {
  modes: { redemption: 'each', expiring: 'daily', tier: 'off', security: 'each' },
  expiringAbove: 100,
  quiet: { on: true, from: '22:00', until: '08:00' },
}
const newsForm = (over: Partial<NewsSettings> = {}) => (
  <NewsForm settings={{ ...settings, ...over }} still={false} onChange={() => {}} />
)

describe('notifications', () => {
  it('says of each topic how it is told', () => {
    expect(shown(newsForm())).toMatch(
      /兑换结果.*逐条.*积分到期.*每日汇总.*等级变动.*不通知.*账户安全.*逐条.*到期积分超过.*100 积分.*夜间免打扰.*22:00.*08:00/,
    )
  })

  it('lets the times be chosen only while quiet is on', () => {
    const buttons = (on: boolean) =>
      shown(newsForm({ quiet: { ...settings.quiet, on } })).match(/role="button"/g)?.length ?? 0
    expect(buttons(true) - buttons(false)).toBe(2)
  })

  it('speaks English', () => {
    expect(inEnglish(() => newsForm())).not.toMatch(/\p{Script=Han}/u)
  })

  it('says how many messages may come by WeChat, and asks for more', () => {
    const templates: AcceptedTemplate[] = [
      { template: 'redemptionFailed', templateId: 'f', left: 0 },
      { template: 'digest', templateId: 'd', left: 2 },
    ]
    const text = shown(<WechatNews templates={templates} onAnswered={() => {}} />)
    expect(text).toMatch(/兑换失败与退回.*未同意.*每日汇总.*还可发 2 条.*同意接收下一条/)
  })
})

const notice: Notice = {
  id: '01KAW0000000000000000000N1',
  topic: 'redemption',
  title: { zh: '兑换成功：茶饮券', en: 'Redeemed: 茶饮券' },
  text: { zh: '使用 700 积分。', en: '700 points.' },
  at: '2026-11-22T06:00:00.000Z',
  read: false,
  redemptionId: null,
}

describe('the inbox', () => {
  it('reads a message aloud as a whole, and that it is unread', () => {
    expect(shown(<Message notice={notice} />)).toContain(
      'aria-label="未读, 兑换成功：茶饮券, 使用 700 积分。, 2026年11月22日 14:00"',
    )
  })

  it('marks only what is unread', () => {
    expect(shown(<Message notice={notice} />)).toContain('message__dot')
    expect(shown(<Message notice={{ ...notice, read: true }} />)).not.toContain('message__dot')
  })
})

test('what is chosen is always among the choices', () => {
  expect(amongChoices([0, 100, 500], 250)).toEqual([0, 100, 250, 500])
  expect(amongChoices(['20:00', '22:00'], '21:30')).toEqual(['20:00', '22:00', '21:30'])
  expect(amongChoices([0, 100], 100)).toEqual([0, 100])
})
