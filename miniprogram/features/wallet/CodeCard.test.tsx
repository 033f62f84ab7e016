import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Redemption } from '../../../shared/contract/redemption'
import { CodeCard } from './CodeCard'

jest.mock('@tarojs/components', () => {
  const { createElement: make } = jest.requireActual<typeof import('react')>('react')
  const element = (tag: string) => (props: Record<string, unknown>) => {
    const kept = Object.entries(props).filter(([name]) => /^(role|aria-|children|className)/.test(name))
    return make(tag, Object.fromEntries(kept))
  }
  return { View: element('div'), Text: element('span'), Button: element('button') }
})
jest.mock('../../wechat/system', () => ({ language: () => 'zh', typeScale: () => 1 }))
jest.mock('../../wechat/navigation', () => ({ open: () => {} }))
jest.mock('../../wechat/platform', () => ({ onH5: true }))
jest.mock('../../wechat/page', () => ({ useHidden: () => {} }))
jest.mock('../../wechat/clipboard', () => ({}))
jest.mock('../../wechat/chance', () => ({ now: () => new Date('2026-11-22T06:00:00.000Z') }))
jest.mock('../../session/server', () => ({ server: {} }))

const code: Redemption = {
  id: '01KAW0000000000000000000R1',
  benefitId: 'FOOD-TEA',
  title: '茶饮券',
  category: 'food',
  points: 700,
  origin: 'points',
  state: 'delivered',
  redeemedAt: '2026-11-22T05:58:00.000Z',
  codeMasked: 'KQ••••••••YZ',
  validUntil: '2027-01-06T15:59:59.999Z',
  revealedAt: null,
  usedAt: null,
  expired: false,
  delivery: 'code',
  accountMasked: null,
  orderNo: null,
  deliveredAt: '2026-11-22T05:58:00.000Z',
  promisedBy: null,
  failure: null,
  review: null,
}
const topup = { delivery: 'topup', accountMasked: '138****8000', codeMasked: null, validUntil: null } as const
const shown = (over: Partial<Redemption>) => {
  const card: ReactNode = <CodeCard redemption={{ ...code, ...over }} onUsed={() => {}} />
  return renderToStaticMarkup(createElement('main', null, card))
}

describe('in the wallet', () => {
  it('a code is masked, with a button that shows it', () => {
    expect(shown({})).toMatch(/aria-label="茶饮券，可使用，查看详情".*有效期至 2027年1月6日.*KQ••••••••YZ.*查看卡密/)
  })

  it('a link is masked, with a button that shows it', () => {
    expect(shown({ delivery: 'link', codeMasked: 'ht••••••••9c' })).toMatch(/ht••••••••9c.*查看链接/)
  })

  it('a link of which nothing may be shown is masked as a whole', () => {
    expect(shown({ delivery: 'link', codeMasked: null })).toMatch(/>•+<.*查看链接/)
  })

  it.each([
    ['held', '处理中', '积分已预留'],
    ['delivering', '处理中', '积分已预留'],
    ['unknown', '处理中', '供应商还没有回复，我们在核实，积分不会重复扣除。'],
    ['manual', '人工核实中', '工作人员正在与供应商核实'],
  ] as const)('%s is told as %s', (state, tag, text) => {
    const card = shown({ ...topup, state, deliveredAt: null })
    expect(card).toMatch(new RegExp(`茶饮券<.*>${tag}<.*138\\*\\*\\*\\*8000[\\s\\S]*${text}`))
    expect(card).not.toContain('未成功<')
    expect(card).not.toContain('code-card--past')
  })

  it('what nobody has answered yet says by when it will be known, and what comes back', () => {
    const waiting = { ...topup, state: 'unknown', deliveredAt: null } as const
    const card = shown({ ...waiting, promisedBy: '2026-11-23T05:58:00.000Z' })
    expect(card).toMatch(/最晚 明天\u00a013:58 前有结果，或转人工核实；未成功会退回积分。/)
    expect(shown({ ...waiting, promisedBy: '2026-11-22T05:58:00.000Z' })).toContain('比承诺的久了一些')
    const given = shown({ ...waiting, points: 0, promisedBy: '2026-11-23T05:58:00.000Z' })
    expect(given).toContain('前有结果，或转人工核实。')
    expect(given).not.toContain('退回积分')
  })

  it('a top-up that arrived says so, and where', () => {
    const card = shown(topup)
    expect(card).toMatch(/>已到账<.*138\*\*\*\*8000 2026年11月22日 13:58 到账/)
    expect(card).not.toContain('查看卡密')
  })

  it('a failure says that the points are back, and why', () => {
    const card = shown({ ...topup, state: 'failed', failure: 'supplier_rejected', deliveredAt: null })
    expect(card).toMatch(/>未成功<.*未成功，700 积分已退回.*供应商没有受理/)
  })

  it('what was used says when, keeps its code to itself, and can be put back', () => {
    const card = shown({ usedAt: '2026-11-22T05:59:00.000Z' })
    expect(card).toMatch(/>已使用<.*2026年11月22日 13:59 标记为已使用.*aria-label="还没用，放回，茶饮券"/)
    expect(card).not.toContain('查看卡密')
    expect(card).toContain('code-card--past')
  })

  it('a code that was not used can be marked so, by its name', () => {
    expect(shown({})).toMatch(/aria-label="我用掉了，茶饮券"[^>]*>我用掉了</)
  })

  it('an expired code says so and cannot be shown', () => {
    const card = shown({ expired: true })
    expect(card).toContain('>已过期<')
    expect(card).not.toContain('查看卡密')
  })
})
