import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { CampaignPlace, StandingShown } from '../../../shared/contract/home'
import { Campaign, told } from './Campaign'
import { Member } from './Member'
import { QuietLine } from './QuietLine'
import { reviewOf } from './review'
import { Shortcuts } from './Shortcuts'

jest.mock('@tarojs/components', () => {
  const { createElement: make } = jest.requireActual<typeof import('react')>('react')
  const element = (tag: string) => (props: Record<string, unknown>) => {
    const kept = Object.entries(props).filter(([name]) => /^(role|aria-|children|className)/.test(name))
    return make(tag, Object.fromEntries(kept))
  }
  return { View: element('div'), Text: element('span'), Button: element('button') }
})
let mockLanguage: 'zh' | 'en' = 'zh'
jest.mock('../../wechat/system', () => ({ language: () => mockLanguage, typeScale: () => 1 }))
jest.mock('../../wechat/platform', () => ({ onH5: true }))
jest.mock('../../wechat/navigation', () => ({ open: () => {} }))

const html = (node: ReactNode) => renderToStaticMarkup(createElement('main', null, node))
const now = new Date('2026-11-22T02:00:00.000Z')

beforeEach(() => {
  mockLanguage = 'zh'
})

const standing: StandingShown = {
  tier: 'silver',
  growth: 1_694,
  next: { tier: 'gold', threshold: 4_000, missing: 2_306 },
  termEndsOn: '2027-11-07',
  graceUntil: '2027-12-07',
  missingToStay: 300,
  ceremony: null,
}

describe('the day of the review', () => {
  it.each([
    ['with what is missing', standing, '2026-11-22', '2027年11月7日评定，保级还差 300'],
    ['without, when it is enough', { ...standing, missingToStay: 0 }, '2027-01-05', '11月7日评定，已达标可续期'],
    ['with the end of grace, once the term is over', standing, '2027-11-08', '宽限期至 12月7日，保级还差 300'],
    ['not in the lowest tier, which has none', { ...standing, termEndsOn: null }, '2026-11-22', undefined],
  ] as const)('is told %s', (...[, held, today, text]) => {
    expect(reviewOf(held, today)).toBe(text)
  })

  it('stands below the bar, and is read with it', () => {
    const points = { available: 9, pending: 0, held: 0, debt: 0, expiringNext: null, availableNext: null }
    const shown = html(<Member points={points} tier={standing} last4="8192" today="2026-11-22" />)
    expect(shown).toMatch(
      /role="button" aria-label="还差 2,306 成长值到金卡, 2027年11月7日评定，保级还差 300, 等级说明"/,
    )
    expect(shown).toMatch(/role="progressbar".*aria-valuenow="1694".*aria-valuemax="4000"/)
  })
})

describe('the place for what is going on', () => {
  const release = { at: '2026-11-30T12:00:00.000Z', stock: 1_200 }
  const place: CampaignPlace = {
    benefitId: 'FILM-1',
    title: '首映票',
    category: 'video',
    release,
    remaining: 0,
    endsAt: '2035-12-31T15:59:59.999Z',
  }

  it.each([
    ['a portion of this month', {}, '本月活动', '11月30日 20:00 放送 1,200 份'],
    [
      'a portion of another month',
      { release: { ...release, at: '2026-12-01T12:00:00.000Z' } },
      '活动预告',
      '12月1日 20:00 放送 1,200 份',
    ],
    [
      'a campaign that ends this month',
      { release: null, remaining: 30, endsAt: '2026-11-30T15:59:59.999Z' },
      '本月活动',
      '11月30日截止，剩 30 份',
    ],
    ['a campaign that goes on', { release: null, remaining: 30 }, '活动进行中', '剩 30 份'],
  ] as const)('tells %s as it is', (...[, over, heading, text]) => {
    expect(told({ ...place, ...over }, now)).toEqual({ heading, text })
  })

  it('is a button that says where it leads', () => {
    expect(html(<Campaign campaign={{ ...place, release: null, remaining: 30 }} />)).toContain(
      'role="button" aria-label="活动进行中, 首映票, 剩 30 份"',
    )
  })
})

test('an upgrade waits in a line of the page and is no window over it', () => {
  const line = html(<QuietLine icon="star" text="恭喜升级金卡，看看新权益" onClick={() => {}} isGold />)
  expect(line).toMatch(/role="button" aria-label="恭喜升级金卡，看看新权益"/)
  expect(line).not.toMatch(/dialog|sheet/)
})

test('the shortcuts are named in both languages', () => {
  expect(html(<Shortcuts />)).toMatch(/aria-label="明细".*aria-label="卡包".*aria-label="等级".*aria-label="可兑换"/)
  mockLanguage = 'en'
  expect(html(<Shortcuts />)).toMatch(
    /aria-label="Points".*aria-label="Wallet".*aria-label="Tier".*aria-label="For me"/,
  )
})
