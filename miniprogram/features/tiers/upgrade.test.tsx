import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { PointsSummary } from '../../../shared/contract/points'
import type { Standing } from '../../../shared/contract/tiers'
import { openAttempt, sendOnce } from '../../answers/sendOnce'
import { memoryStorage } from '../../wechat/memoryStorage'
import { Refusal, Unanswered } from '../../wechat/refusal'
import { UpgradeRow } from './UpgradeRow'
import { UpgradeSheet } from './UpgradeSheet'
import { type UpgradeServer, upgradeRoad, whyNoUpgrade } from './upgrade'

jest.mock('@tarojs/components', () => {
  const { createElement: make } = jest.requireActual<typeof import('react')>('react')
  const element = (tag: string) => (props: Record<string, unknown>) => {
    const kept = Object.entries(props).filter(([name]) => /^(role|aria-|children|className)/.test(name))
    return make(tag, Object.fromEntries(kept))
  }
  return { View: element('div'), Text: element('span'), Button: element('button') }
})
let mockLanguage: 'zh' | 'en' = 'zh'
let mockOnline = true
jest.mock('../../wechat/system', () => ({ language: () => mockLanguage, typeScale: () => 1 }))
jest.mock('../../wechat/platform', () => ({ onH5: true }))
jest.mock('../../wechat/network', () => ({ useOnline: () => mockOnline }))
jest.mock('../../wechat/navigation', () => ({ open: () => {} }))
jest.mock('../../wechat/escape', () => ({ useEscape: () => {} }))
jest.mock('../../wechat/storage', () => ({ storage: {} }))
jest.mock('../../session/server', () => ({ server: { tiers: {} } }))

const offer = { tier: 'gold', points: 8_000, termMonths: 18 } as const
const agreed = { tier: 'gold', points: 8_000, termMonths: 18 }
const table = (['basic', 'silver', 'gold', 'platinum'] as const).map((tier) => ({ tier, threshold: 0 }))
const standing = (tier: Standing['tier']) => ({ tier, table }) as Standing
const points = { available: 9_500, pending: 0, held: 0, debt: 0, expiringNext: null, availableNext: null }

beforeEach(() => {
  mockLanguage = 'zh'
  mockOnline = true
})

function tools(over: Partial<Record<'upgrade' | 'standing', () => Promise<Standing>>> = {}) {
  const storage = memoryStorage()
  let made = 0
  const clock = { ms: Date.parse('2026-11-22T04:00:00.000Z') }
  const sent: object[] = []
  const answers = { upgrade: async () => standing('gold'), standing: async () => standing('silver'), ...over }
  const tiers: UpgradeServer = {
    upgrade: ({ body, key }) => {
      sent.push({ ...body, key, stored: openAttempt(road, offer)?.key })
      return answers.upgrade()
    },
    standing: () => answers.standing(),
  }
  const road = upgradeRoad(tiers, {
    storage,
    newKey: () => `key-${++made}-0123456789`,
    now: () => new Date(clock.ms),
    wait: async () => {},
  })
  return { road, storage, sent, answers, clock }
}

const never = async () => {
  throw new Unanswered('timeout')
}
const refuse = (code: Refusal['code']) => async () => {
  throw new Refusal(code)
}
const first = { ...agreed, key: 'key-1-0123456789', stored: 'key-1-0123456789' }
const second = { ...agreed, key: 'key-2-0123456789', stored: 'key-2-0123456789' }

describe('upgrading early', () => {
  it('stores the key before it sends, and forgets it once the answer is there', async () => {
    const { road, sent, storage } = tools()
    expect(await sendOnce(road, offer)).toEqual({ kind: 'done', reply: standing('gold') })
    expect(sent).toEqual([first])
    expect(storage.names()).toEqual([])
  })

  it('looks at the tier when no answer came, and does not send again', async () => {
    const { road, sent, storage } = tools({ upgrade: never, standing: async () => standing('gold') })
    expect((await sendOnce(road, offer)).kind).toBe('done')
    expect(sent).toHaveLength(1)
    expect(storage.names()).toEqual([])
  })

  it('keeps the key while the end is unknown, and the next try sends the same again', async () => {
    const { road, sent, answers } = tools({ upgrade: never })
    expect(await sendOnce(road, offer)).toEqual({ kind: 'unsettled' })
    answers.upgrade = async () => standing('gold')
    expect((await sendOnce(road, { ...offer, points: 9_000 })).kind).toBe('done')
    expect(sent).toEqual([first, first])
  })

  it('sends nothing when the earlier try turns out to have been done', async () => {
    const { road, sent, answers } = tools({ upgrade: never })
    await sendOnce(road, offer)
    answers.standing = async () => standing('platinum')
    expect((await sendOnce(road, offer)).kind).toBe('done')
    expect(sent).toHaveLength(1)
  })

  it.each([
    ['price_changed', second],
    ['points_insufficient', second],
    ['busy_try_later', first],
  ] as const)('tells %s, and has the right key for the next try', async (code, next) => {
    const { road, sent, answers } = tools({ upgrade: refuse(code) })
    expect(await sendOnce(road, offer)).toMatchObject({ kind: 'refused', refusal: { code } })
    answers.upgrade = async () => standing('gold')
    await sendOnce(road, offer)
    expect(sent).toEqual([first, next])
  })

  it('begins anew with a try that has not shown in the tier after ten minutes', async () => {
    const { road, sent, answers, clock } = tools({ upgrade: never })
    await sendOnce(road, offer)
    answers.upgrade = async () => standing('gold')
    clock.ms += 11 * 60_000
    await sendOnce(road, offer)
    expect(sent).toEqual([first, second])
  })

  it('holds on to an old try while the tier cannot be read', async () => {
    const { road, sent, answers, clock } = tools({ upgrade: never, standing: never })
    await sendOnce(road, offer)
    answers.upgrade = async () => standing('gold')
    clock.ms += 11 * 60_000
    await sendOnce(road, offer)
    expect(sent).toEqual([first, first])
  })
})

const html = (node: ReactNode) => renderToStaticMarkup(createElement('main', null, node))
const nothing = () => {}

describe('the offer', () => {
  const row = (over: Partial<PointsSummary> = {}) =>
    html(<UpgradeRow offer={offer} points={{ ...points, ...over }} today="2026-11-22" reload={nothing} />)

  it('says the points, the tier and what one gets', () => {
    expect(row()).toMatch(
      /提前升到金卡.*用\u00a08,000\u00a0积分，保留\u00a018\u00a0个月.*aria-label="用 8,000 积分提前升到金卡".*>升级</,
    )
    expect(row()).not.toContain('button--disabled')
    mockLanguage = 'en'
    expect(row()).toMatch(/Gold, early.*8,000 points, for 18 months.*Reach Gold early for 8,000 points/)
  })

  it('cannot be taken with too few points, with a debt or without a network, and says why', () => {
    expect(row({ available: 7_400 })).toMatch(/积分不足，还差\u00a0600\u00a0积分.*button--disabled/)
    expect(row({ debt: 30 })).toMatch(/因退款欠 30 积分，补足后才能提前升级.*button--disabled/)
    mockOnline = false
    expect(row()).toMatch(/没有网络.*button--disabled/)
  })

  it('may be taken with exactly as many points as it needs', () => {
    expect(whyNoUpgrade(offer, { ...points, available: 8_000 })).toBeUndefined()
  })
})

test('the last look has the points before and after, until when the tier is valid, and that it is final', () => {
  const sheet = html(<UpgradeSheet offer={offer} available={9_500} today="2026-11-22" onClose={nothing} />)
  expect(sheet).toMatch(/提前升到金卡.*当前积分.*9,500.*所需积分.*−8,000.*升级后积分.*1,500/)
  expect(sheet).toMatch(/等级有效期.*至\u00a02028年5月22日.*不可撤销，积分不退回.*确认升级/)
  expect(sheet).not.toMatch(/购买|元/)
})
