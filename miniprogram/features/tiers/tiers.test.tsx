import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Ladder, LadderStep } from '../../../shared/contract/entitlements'
import type { RecomputedEvaluation, Standing, TierId } from '../../../shared/contract/tiers'
import { CompareCard } from './CompareCard'
import { CountsCard } from './CountsCard'
import { Gained } from './Gained'
import { HistoryList } from './HistoryList'
import { Rising } from './Rising'
import { riseOf } from './rise'
import { StepBenefits } from './StepBenefits'
import { TermCard } from './TermCard'
import { TierHead } from './TierHead'
import { Again, Arithmetic, Conclusion } from './Why'

jest.mock('@tarojs/components', () => {
  const { createElement: make } = jest.requireActual<typeof import('react')>('react')
  const element = (tag: string) => (props: Record<string, unknown>) => {
    const kept = Object.entries(props).filter(([name]) => /^(role|aria-|children|className)/.test(name))
    return make(tag, Object.fromEntries(kept))
  }
  return { View: element('div'), ScrollView: element('div'), Text: element('span'), Button: element('button') }
})
let mockLanguage: 'zh' | 'en' = 'zh'
jest.mock('../../wechat/system', () => ({ language: () => mockLanguage, typeScale: () => 1 }))
jest.mock('../../wechat/platform', () => ({ onH5: true }))
jest.mock('../../wechat/navigation', () => ({ open: () => {} }))

const html = (node: ReactNode) => renderToStaticMarkup(createElement('main', null, node))
beforeEach(() => {
  mockLanguage = 'zh'
})

const named = (id: string) => ({ id, title: id, category: 'food' as const })
const step = (tier: TierId, threshold: number, over: Partial<LadderStep> = {}): LadderStep => ({
  tier,
  threshold,
  multiplier: 10_000,
  choose: 0,
  options: [],
  opens: 0,
  opened: [],
  ...over,
})
const steps = [
  step('basic', 0, { opens: 18, opened: [named('TEA')] }),
  step('silver', 1_000, { choose: 1, options: [named('BIKE')], opens: 6, opened: [named('SONG')] }),
  step('gold', 4_000, { choose: 1, options: [named('FILM')], opens: 3, opened: [named('BOOK')] }),
  step('platinum', 12_000, { choose: 2, options: [named('LOUNGE')], multiplier: 15_000 }),
]
const standing: Standing = {
  tier: 'gold',
  growth: 5_179,
  windowFrom: '2025-11-24',
  windowTo: '2026-11-23',
  next: { tier: 'platinum', threshold: 12_000, missing: 6_821 },
  upgradeOffer: null,
  since: '2026-11-07',
  termEndsOn: '2027-11-07',
  graceUntil: '2027-12-07',
  projectedTier: 'silver',
  missingToStay: 3_021,
  table: [],
  ceremony: null,
}
const rules = { windowMonths: 6, termMonths: 12, graceDays: 45, growthBasisPoints: 50 }
const ladder: Ladder = {
  today: '2026-11-23',
  level: 'cardholder',
  rules,
  steps,
  standing,
  points: { available: 100, debt: 0 },
  choicesLeft: 1,
}

describe('where I stand', () => {
  it('is the tier, what is missing to the next and the review', () => {
    expect(html(<TierHead ladder={ladder} signedOut={false} />)).toMatch(
      /金卡.*progressbar.*还差 6,821 成长值到白金.*5,179 \/ 12,000.*2027年11月7日评定，保级还差 3,021/,
    )
  })

  it('is for visitors the way to a card, after a logout to the login', () => {
    expect(html(<TierHead ladder={{ ...ladder, standing: null, level: 'visitor' }} signedOut={false} />)).toContain(
      '绑定联名卡',
    )
    expect(html(<TierHead ladder={{ ...ladder, standing: null, level: null }} signedOut />)).toContain('微信登录')
  })
})

describe('the term', () => {
  it('names the days of review, grace and downgrade, with the rule in the numbers of the settings', () => {
    expect(html(<TermCard standing={standing} rules={rules} />)).toMatch(
      /下次评定.*2027年11月7日.*保级还差.*3,021 成长值.*宽限期至.*2027年12月7日.*2027年12月8日\u200b降为银卡.*最近 6 个月.*续 12 个月.*45 天宽限期/,
    )
  })

  it('frightens nobody who has enough', () => {
    const safe = html(<TermCard standing={{ ...standing, missingToStay: 0 }} rules={rules} />)
    expect(safe).toContain('已达标，到期自动续期')
    expect(safe).not.toMatch(/宽限期至|降级日/)
  })

  it('is none in the lowest tier', () => {
    const none = { termEndsOn: null, graceUntil: null, projectedTier: null, missingToStay: null, since: null }
    const basic = html(<TermCard standing={{ ...standing, ...none, tier: 'basic' }} rules={rules} />)
    expect(basic).toContain('普卡长期有效')
    expect(basic).not.toContain('下次评定')
  })
})

test('what counts is said with rate and window of the settings', () => {
  expect(html(<CountsCard rules={rules} standing={standing} />)).toMatch(
    /0\.5 成长值.*2025年11月24日\u200b至\u200b2026年11月23日.*最近 6 个月/,
  )
})

describe('the tiers side by side', () => {
  it('say which I have and which are locked, a row for each thing', () => {
    const shown = html(<CompareCard ladder={ladder} />)
    expect(shown).toContain('可用积分兑换: 普卡 18 种 已拥有, 银卡 24 种 已拥有, 金卡 27 种 已拥有, 白金 27 种 未解锁')
    expect(shown).toMatch(/每月可选权益.*白金 2 项 未解锁/)
    expect(shown).toMatch(/消费积分: 普卡 ×1 已拥有.*白金 ×1.5 未解锁/)
  })

  it('leave points for spending away where every tier earns alike', () => {
    const alike = steps.map((each) => ({ ...each, multiplier: 10_000 }))
    expect(html(<CompareCard ladder={{ ...ladder, steps: alike }} />)).not.toContain('消费积分')
  })

  it('show the next tier by name, locked; at the top the own one', () => {
    expect(html(<StepBenefits ladder={ladder} />)).toMatch(
      /未解锁.*每月任选 2 项.*aria-label="LOUNGE，未解锁，查看详情"/,
    )
    const top = html(<StepBenefits ladder={{ ...ladder, standing: { ...standing, tier: 'platinum', next: null } }} />)
    expect(top).toMatch(/已解锁.*aria-label="LOUNGE，已解锁，查看详情"/)
  })
})

describe('the ceremony', () => {
  it('is of the upgrade that waits; seen before, only what is new is told; in the lowest tier there is none', () => {
    const ceremony = { evaluationId: 'E1', from: 'basic', to: 'gold' } as const
    expect(riseOf({ steps, standing: { ...standing, ceremony } })).toEqual(ceremony)
    expect(riseOf({ steps, standing })).toEqual({ evaluationId: null, from: 'silver', to: 'gold' })
    expect(riseOf({ steps, standing: { ...standing, tier: 'basic' } })).toBeUndefined()
  })

  it('is one button over the page, so that a tap anywhere ends it', () => {
    const rise = { evaluationId: 'E1', from: 'silver', to: 'gold' } as const
    expect(html(<Rising rise={rise} onEnd={() => {}} />)).toMatch(
      /role="button" aria-label="恭喜升级金卡，点按跳过".*银卡 → 金卡/,
    )
  })

  it('tells what all tiers that were passed have opened', () => {
    const shown = html(<Gained ladder={ladder} rise={{ evaluationId: null, from: 'basic', to: 'gold' }} />)
    expect(shown).toMatch(/每月可选 1 项权益.*FILM.*新开放 9 种兑换.*SONG.*BOOK.*去选本月权益/)
    expect(shown).not.toContain('消费积分 ×')
    const platinum = html(<Gained ladder={ladder} rise={{ evaluationId: null, from: 'gold', to: 'platinum' }} />)
    expect(platinum).toContain('消费积分 ×1.5')
  })
})

const kept = {
  kind: 'upgrade',
  from: 'silver',
  to: 'gold',
  growth: 4_200,
  windowFrom: '2025-11-08',
  windowTo: '2026-11-07',
  threshold: 4_000,
  termEndsOn: '2027-11-07',
} as const
const evaluation: RecomputedEvaluation = {
  id: '01M82HCGBSM6E1QHSNWQ8XPZ9K',
  evaluatedAt: '2026-11-07T02:00:00.000Z',
  reachedOn: '2026-11-07',
  kept,
  basis: {
    occasion: 'spend',
    termBefore: null,
    windowMonths: 12,
    termMonths: 12,
    graceDays: 30,
    months: [
      { month: '2026-09', growth: 4_500 },
      { month: '2026-10', growth: -300 },
    ],
  },
  recomputed: kept,
  today: kept,
  differences: [],
  days: [],
}

describe('why this tier', () => {
  const page = (over: Partial<RecomputedEvaluation> = {}) => {
    const shown = { ...evaluation, ...over }
    return html([
      <Conclusion key="1" evaluation={shown} />,
      <Arithmetic key="2" evaluation={shown} />,
      <Again key="3" evaluation={shown} />,
    ])
  }

  it('is a sentence and a sum by months, refunds among them, held against the threshold', () => {
    expect(page()).toMatch(
      /消费让成长值达到金卡的门槛.*2026年9月.*4,500.*2026年10月.*−300.*合计.*4,200.*金卡门槛.*4,200 ≥ 4,000，达到.*结果相同/,
    )
  })

  it('of a downgrade holds the growth against the tier that was lost', () => {
    const fallen = { ...kept, kind: 'downgrade', from: 'gold', to: 'silver', growth: 900 } as const
    const basis = evaluation.basis && { ...evaluation.basis, occasion: 'grace_end' as const }
    expect(page({ kept: fallen, basis })).toMatch(/降一级为银卡.*金卡门槛.*900 &lt; 4,000，未达到/)
  })

  it('of an upgrade for points does not claim that growth sufficed', () => {
    const basis = evaluation.basis && { ...evaluation.basis, occasion: 'points' as const }
    expect(page({ basis, kept: { ...kept, growth: 900 } })).toMatch(/用积分提前升到金卡.*900 &lt; 4,000，由积分升级/)
  })

  it('says when what came later made it another one, and when its basis was not kept', () => {
    const differences = [{ field: 'growth', kept: 4_200, recomputed: 4_200, today: 3_000 }]
    expect(page({ differences, today: { ...kept, growth: 3_000 } })).toContain('按今天算成长值是 3,000')
    expect(page({ basis: null })).toMatch(/升级为金卡。.*没有保存完整依据/)
  })

  it('says so in English, too', () => {
    mockLanguage = 'en'
    expect(page()).toMatch(/Spending brought your growth to what Gold asks for.*4,200 ≥ 4,000: enough/)
  })
})

test('the history marks where my tier comes from, and what was put right since', () => {
  const entry = (id: string, over: object) => ({
    id,
    evaluatedAt: '',
    reachedOn: '2026-11-07',
    stands: true,
    ...kept,
    ...over,
  })
  const shown = html(
    <HistoryList
      evaluations={[
        entry('3', { stands: false }),
        entry('2', {}),
        entry('1', { kind: 'renewal', from: 'silver', to: 'silver' }),
      ]}
    />,
  )
  expect(shown).toMatch(/银卡 → 金卡.*已更正.*银卡 → 金卡.*当前等级由此而来.*续期 银卡/)
  expect(shown.match(/<div class="tier-strong">当前等级由此而来/g)).toHaveLength(1)
})
