import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { BenefitCard } from '../../../shared/contract/catalogue'
import type { EntitlementOption, Entitlements } from '../../../shared/contract/entitlements'
import type { Redemption } from '../../../shared/contract/redemption'
import { ChosenList } from './ChosenList'
import { Head } from './Head'
import { NextTier } from './NextTier'
import { OptionList } from './OptionList'

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

const html = (node: ReactNode) => renderToStaticMarkup(createElement('main', null, node))
const nothing = () => {}

const benefit: BenefitCard = {
  id: 'FOOD-TEA',
  title: '茶饮券',
  category: 'food',
  points: 700,
  tier: 'basic',
  remaining: 12,
  nextRelease: null,
  delivery: 'code',
  startsAt: '2026-01-01T00:00:00.000Z',
  endsAt: '2035-12-31T00:00:00.000Z',
}
const option = (state: EntitlementOption['state']): EntitlementOption => ({ benefit, validDays: 45, state })
const next = { tier: 'silver', threshold: 1_000, missing: 700, choose: 1, options: [option('available')] } as const

const month: Entitlements = {
  today: '2026-11-22',
  month: '2026-11',
  lapsesOn: '2026-11-30',
  tier: 'gold',
  version: '2026-01',
  choose: 1,
  left: 1,
  options: [],
  chosen: [],
  next: null,
}
const head = (over: Partial<Entitlements>) => html(<Head entitlements={{ ...month, ...over }} />)

describe('the head of the month', () => {
  it('says how many may be chosen, and until when', () => {
    expect(head({})).toMatch(/金卡.*2026年11月.*本月可选 1 项.*11月30日截止，不累计到下月/)
  })

  it('says from when on there is more, once all is chosen', () => {
    expect(head({ left: 0 })).toMatch(/本月已选好.*12月1日起可以再选/)
  })

  it('counts, where there is more than one', () => {
    const chosen = [{ id: 'R1' } as Redemption]
    expect(head({ choose: 2, chosen })).toMatch(/已选 1 项，共可选 2 项/)
  })

  it('says in the lowest tier what the next would give, with the growth as a progress', () => {
    const shown = head({ tier: 'basic', version: null, choose: 0, left: 0, next: { ...next, options: [] } })
    expect(shown).toMatch(/升到银卡，每月可选 1 项.*role="progressbar".*aria-valuenow="300".*还差 700 成长值到银卡/)
  })

  it('says in the highest tier that there is nothing, where there is nothing', () => {
    expect(head({ tier: 'platinum', version: null, choose: 0, left: 0 })).toContain('白金本月没有等级权益')
  })
})

describe('an option', () => {
  const shown = (state: EntitlementOption['state'], mayChoose = true) =>
    html(<OptionList options={[option(state)]} mayChoose={mayChoose} onChoose={nothing} />)

  it('that can be had is a button that says what it takes', () => {
    expect(shown('available')).toMatch(/aria-label="茶饮券，可选，查看详情".*卡密 45 天有效.*aria-label="选择 茶饮券"/)
  })

  it('says when only a few are left, but not of what is locked', () => {
    const rare = { ...option('available'), benefit: { ...benefit, remaining: 3 } }
    expect(html(<OptionList options={[rare]} mayChoose onChoose={nothing} />)).toContain('仅剩 3 份')
    expect(html(<NextTier next={{ ...next, options: [rare] }} told />)).not.toContain('仅剩')
  })

  it('has no button when nothing is left to choose', () => {
    expect(shown('available', false)).not.toContain('选择 茶饮券')
  })

  it.each([
    ['chosen', '已选', false],
    ['sold_out', '已兑完', true],
    ['not_started', '未开始', true],
    ['ended', '已结束', true],
  ] as const)('that is %s says so', (state, text, stepsBack) => {
    expect(shown(state)).toContain(`>${text}<`)
    expect(shown(state)).not.toContain('选择 茶饮券')
    expect(shown(state).includes('entitlement-row--shut')).toBe(stepsBack)
  })
})

test('what was chosen leads to its code', () => {
  const redemption = {
    id: 'R1',
    title: '茶饮券',
    category: 'food',
    validUntil: '2027-01-06T15:59:59.999Z',
  } as Redemption
  expect(html(<ChosenList chosen={[redemption]} />)).toMatch(
    /role="button" aria-label="茶饮券, 已选, 有效期至 2027年1月6日, 查看"/,
  )
})

test('what the next tier gives is locked, with what is missing', () => {
  const shown = html(<NextTier next={{ ...next, options: [option('available')] }} told={false} />)
  expect(shown).toMatch(
    /银卡每月可选 1 项.*还差 700 成长值.*aria-label="茶饮券，未解锁，查看详情".*aria-label="未解锁"/,
  )
  expect(html(<NextTier next={{ ...next, missing: 0, options: [] }} told={false} />)).toContain('成长值已够')
})
