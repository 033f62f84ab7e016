import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { BenefitCard } from '../../../shared/contract/catalogue'
import { type Tastes, taste } from '../../../shared/contract/tastes'
import { BenefitRow } from './BenefitRow'
import { FilterLine } from './FilterLine'
import { everything, type Looking } from './looking'
import { TastesSheet } from './TastesSheet'
import { WhySheet } from './WhySheet'

const mockTaps: { label: unknown; onClick: () => void }[] = []
jest.mock('@tarojs/components', () => {
  const { createElement: make } = jest.requireActual<typeof import('react')>('react')
  const element = (tag: string) => (props: Record<string, unknown>) => {
    if (props.onClick) mockTaps.push({ label: props['aria-label'], onClick: props.onClick as () => void })
    const kept = Object.entries(props).filter(([name]) => /^(role|aria-|children|className)/.test(name))
    return make(tag, Object.fromEntries(kept))
  }
  const tags = { View: 'div', Text: 'span', Button: 'button', ScrollView: 'nav' }
  return Object.fromEntries(Object.entries(tags).map(([name, tag]) => [name, element(tag)]))
})
let mockLanguage = 'zh'
jest.mock('../../wechat/system', () => ({ language: () => mockLanguage, typeScale: () => 1 }))
jest.mock('../../wechat/navigation', () => ({ open: () => {} }))
jest.mock('../../wechat/platform', () => ({ onH5: true }))
jest.mock('../../wechat/escape', () => ({ useEscape: () => {} }))
jest.mock('../../wechat/chance', () => ({ now: () => new Date('2026-11-22T06:00:00.000Z') }))
jest.mock('../../session/server', () => ({ server: {} }))

const html = (node: ReactNode) => renderToStaticMarkup(createElement('main', null, node))
const tap = (label: string) => mockTaps.find((each) => each.label === label)?.onClick()
const nothing = () => {}

beforeEach(() => {
  mockTaps.splice(0)
  mockLanguage = 'zh'
})

const benefit: BenefitCard = {
  id: 'VIDEO-MONTH',
  title: '视频月卡',
  category: 'video',
  points: 1_500,
  tier: 'gold',
  remaining: 300,
  nextRelease: null,
  delivery: 'code',
  startsAt: '2026-11-01T00:00:00.000Z',
  endsAt: '2026-11-30T16:00:00.000Z',
}

describe('a row of the catalogue', () => {
  it('says what it is, what it costs, what is left, how it comes and for whom', () => {
    const shown = html(<BenefitRow benefit={benefit} />)
    expect(shown).toMatch(/aria-label="视频月卡, 1,500 积分, 剩 300 份, 卡密".*金卡起/)
    expect(shown).not.toContain('因为')
  })

  it('says why it comes first, as a button of its own that asks for more', () => {
    const asked: string[] = []
    const shown = html(<BenefitRow benefit={benefit} because={{ taste: 'video', onAsk: (why) => asked.push(why) }} />)
    expect(shown).toContain('因为您选了「煲剧」')
    tap('因为您选了「煲剧」, 为什么看到它')
    expect(asked).toEqual(['video'])
  })

  it('speaks English', () => {
    mockLanguage = 'en'
    expect(html(<BenefitRow benefit={benefit} because={{ taste: 'video', onAsk: nothing }} />)).toMatch(
      /300 left.*Gold and up.*Because you chose Series/,
    )
  })
})

describe('the filters', () => {
  const line = (over: Partial<Looking> = {}, tastes: Parameters<typeof FilterLine>[0]['tastes'] = undefined) => {
    const looked: Looking[] = []
    const onLook = (looking: Looking) => looked.push(looking)
    return { looked, shown: html(<FilterLine looking={{ ...everything, ...over }} onLook={onLook} tastes={tastes} />) }
  }

  it('begin with nothing chosen', () => {
    const { shown } = line()
    expect(shown).toMatch(/role="switch" aria-label="我可兑换" aria-checked="false"/)
    expect(shown).toMatch(/aria-label="等级".*aria-label="积分"/)
    expect(shown).not.toContain('filter--chosen')
  })

  it('turn on what I can redeem at one tap, and keep the rest', () => {
    const { looked } = line({ tier: 'gold' })
    tap('我可兑换')
    expect(looked).toEqual([{ ...everything, tier: 'gold', redeemable: true }])
  })

  it('say what was chosen', () => {
    const { shown } = line({ tier: 'silver', band: 'high' })
    expect(shown).toMatch(/aria-label="等级: 银卡起可兑".*aria-label="积分: 3,001 及以上"/)
  })

  it('lead to the tastes where somebody is logged in', () => {
    expect(line().shown).not.toContain('我的喜好')
    let opened = 0
    line({}, { active: true, onOpen: () => opened++ })
    tap('我的喜好')
    expect(opened).toBe(1)
  })
})

describe('the tastes', () => {
  const tastes: Tastes = { chosen: ['sports'], personal: false }

  it('are switches, one for each, with one for the order, and say what they are used for', () => {
    const shown = html(<TastesSheet tastes={tastes} onSaved={nothing} onClose={nothing} />)
    expect(shown).toMatch(/role="dialog".*aria-label="我的喜好"/)
    expect(shown).toContain('只看您选的，不看浏览和兑换记录')
    expect(shown.match(/role="switch"/g)).toHaveLength(taste.options.length + 1)
    expect(shown).toMatch(/aria-label="球迷" aria-checked="true".*aria-label="煲剧" aria-checked="false"/)
    expect(shown).toMatch(/aria-label="按我的喜好排序, [^"]*" aria-checked="false"/)
  })

  it('explain themselves, and can be changed or switched off right there', () => {
    let changed = 0
    const sheet = (
      <WhySheet because="sports" tastes={tastes} onChange={() => changed++} onSaved={nothing} onClose={nothing} />
    )
    expect(html(sheet)).toMatch(/为什么看到它.*选了「球迷」.*>修改喜好<.*>不再按喜好排序</)
  })
})
