import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { LedgerRow } from '../../../shared/contract/points'
import { Days, Sums } from './LotDays'
import { tagsOf } from './tagsOf'
import { type ExpiringPlan, UseFirst, verdictOf } from './UseFirst'

const mockOpened: unknown[] = []
const mockTaps = new Map<string, () => void>()
let mockLanguage: 'zh' | 'en' = 'zh'
jest.mock('@tarojs/components', () => {
  const { createElement: make } = jest.requireActual<typeof import('react')>('react')
  const element = (tag: string) => (props: Record<string, unknown>) => {
    if (props.onClick) mockTaps.set(String(props['aria-label']), props.onClick as () => void)
    const kept = Object.entries(props).filter(([name]) => /^(role|aria-|children|className)/.test(name))
    return make(tag, Object.fromEntries(kept))
  }
  return { View: element('div'), Text: element('span'), Button: element('button'), ScrollView: element('div') }
})
jest.mock('../../wechat/system', () => ({ language: () => mockLanguage, typeScale: () => 1 }))
jest.mock('../../wechat/navigation', () => ({ open: (...page: unknown[]) => mockOpened.push(page) }))
jest.mock('../../wechat/platform', () => ({ onH5: true }))

const text = (node: ReactNode) => renderToStaticMarkup(createElement('main', null, node)).replace(/<[^>]*>/g, ' ')
beforeEach(() => {
  mockLanguage = 'zh'
})

describe('points by their last day', () => {
  const days = [
    { expiresOn: '2026-12-31', available: 560, pending: 0, held: 0, lots: 1 },
    { expiresOn: '2028-11-30', available: 200, pending: 100, held: 50, lots: 3 },
  ]

  it('are told with what of them cannot be used yet', () => {
    expect(text(<Days days={days} />)).toMatch(
      /2026年12月31日 到期\s+1 笔消费所得\s+560\s.*2028年11月30日 到期\s+3 笔消费所得 · 其中 100 入账中 · 其中 50 已预留\s+350\s/,
    )
    mockLanguage = 'en'
    expect(text(<Days days={days} />)).toMatch(/Until 31 Dec 2026\s+from 1 purchase\s+560\s/)
  })

  it('are summed up, and what there is none of is left away', () => {
    const sums = { available: 760, pending: 100, held: 0, debt: 0 }
    expect(text(<Sums summary={sums} />)).toMatch(/可用积分\s+760\s+入账中\s+100\s/)
    expect(text(<Sums summary={sums} />)).not.toMatch(/预留|待补足/)
    expect(text(<Sums summary={{ ...sums, available: 0, debt: 30 }} />)).toMatch(/待补足\s+30/)
  })
})

describe('what to use expiring points for', () => {
  const tea = { id: 'FOOD-TEA', title: '茶饮券', category: 'food', points: 280, times: 2 } as const
  const plan: ExpiringPlan = { benefits: [tea], points: 560, left: 0, fromLater: 0 }
  const expiring = { amount: 560, on: '2026-12-31' }

  it('is named with how often and what it comes to, and leads to the benefit', () => {
    expect(text(<UseFirst expiring={expiring} plans={[plan]} />)).toMatch(
      /560 积分 2026年12月31日 到期.*茶饮券 ×2\s+280 积分.*共 560 积分 · 正好用完/,
    )
    mockTaps.get('茶饮券 ×2')?.()
    expect(mockOpened).toEqual([['benefit', { id: 'FOOD-TEA' }]])
  })

  it.each([
    [{ left: 0, fromLater: 0 }, '正好用完'],
    [{ left: 80, fromLater: 0 }, '还剩 80 会到期'],
    [{ left: 0, fromLater: 140 }, '另用 140 晚些到期的积分'],
  ])('%j is told as %s', (sums, told) => {
    expect(verdictOf(sums)).toBe(told)
  })

  it('says so when there is nothing', () => {
    expect(text(<UseFirst expiring={expiring} plans={[]} />)).toContain('现在没有可以用它换的权益')
  })
})

describe('a row of the statement that is not opened', () => {
  const row = { kind: 'earn', pendingUntil: null, arithmetic: { amountFen: 10_000, refundedFen: 0 } } as LedgerRow
  const refunded = (refundedFen: number) => ({ ...row, arithmetic: { ...row.arithmetic, refundedFen } }) as LedgerRow

  it.each([
    ['that is on the way', { ...row, pendingUntil: '2026-11-25' }, ['入账中，11月25日可用']],
    ['whose purchase was refunded in part', refunded(4_000), ['部分退款']],
    ['whose purchase was refunded as a whole', refunded(10_000), ['已全额退款']],
    ['of which nothing is to be said', row, []],
    ['that is the refund itself', { ...refunded(10_000), kind: 'clawback' as const }, []],
  ])('%s says so', (_name, shown, tags) => {
    expect(tagsOf(shown).map((tag) => tag.text)).toEqual(tags)
  })
})
