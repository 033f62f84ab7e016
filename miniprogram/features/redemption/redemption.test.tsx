import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { BenefitDetail } from '../../../shared/contract/catalogue'
import type { DeliveryProof, Redemption } from '../../../shared/contract/redemption'
import { answered } from '../../answers/answer'
import { Refusal } from '../../wechat/refusal'
import { storage } from '../../wechat/storage'
import { AccountStep } from './AccountStep'
import { ConfirmSheet, remedyOf } from './ConfirmSheet'
import { countdownText } from './Countdown'
import { Facts, limitsOf } from './Facts'
import { NextSteps, Outcome } from './Outcome'
import { Proof } from './ProofSheet'
import { RedeemBar } from './RedeemBar'
import { Review } from './Review'
import { Password } from './StepUpStep'
import type { Quote } from './whyNot'

jest.mock('@tarojs/components', () => {
  const { createElement: make } = jest.requireActual<typeof import('react')>('react')
  const element = (tag: string) => (props: Record<string, unknown>) => {
    const kept = Object.entries(props).filter(([name]) => /^(role|aria-|children|className|value|type)/.test(name))
    return make(tag, { ...Object.fromEntries(kept), ...(props.nativeProps ?? {}) })
  }
  const wrapper = ({ children }: { children: ReactNode }) => children
  return {
    View: element('div'),
    Text: element('span'),
    Button: element('button'),
    Input: element('output'),
    CustomWrapper: wrapper,
  }
})
jest.mock('../../wechat/system', () => ({ language: () => 'zh', typeScale: () => 1 }))
jest.mock('../../wechat/navigation', () => ({ open: () => {}, replace: () => {} }))
jest.mock('../../wechat/page', () => ({ useShown: () => {}, useHidden: () => {} }))
jest.mock('../../wechat/platform', () => ({ onH5: true }))
jest.mock('../../wechat/escape', () => ({ useEscape: () => {} }))
let mockOnline = true
jest.mock('../../wechat/network', () => ({ useOnline: () => mockOnline, useBackOnline: () => {} }))
jest.mock('../../wechat/place', () => ({ useStillHere: () => () => true }))
jest.mock('../../wechat/chance', () => ({ now: () => new Date('2026-11-22T06:00:00.000Z') }))
jest.mock('../../session/server', () => ({ server: {} }))
jest.mock('../../wechat/soter', () => ({ biometricWay: async () => null }))
jest.mock('../../wechat/storage', () => ({
  storage: jest
    .requireActual<typeof import('../../wechat/memoryStorage')>('../../wechat/memoryStorage')
    .memoryStorage(),
}))

const html = (node: ReactNode) => renderToStaticMarkup(createElement('main', null, node))
const nothing = () => {}

const nextRelease = { at: '2026-11-22T12:00:00.000Z', stock: 200 }
const benefit: BenefitDetail = {
  id: 'PHONE-10',
  title: '话费 10 元',
  category: 'telecom',
  points: 1_200,
  tier: 'basic',
  remaining: 50,
  nextRelease: null,
  delivery: 'topup',
  startsAt: '2026-01-01T00:00:00.000Z',
  endsAt: '2035-12-31T00:00:00.000Z',
  description: '',
  steps: [],
  limitPerPerson: 6,
  limits: { day: 1, week: 2, month: 4, campaign: 3 },
  account: 'phone',
  products: null,
  validDays: 30,
}
const quote: Quote = {
  points: 1_200,
  balanceBefore: 2_000,
  balanceAfter: 800,
  redeemedByMe: 1,
  limitPerPerson: 6,
  delivery: 'topup',
  account: 'phone',
  validUntil: null,
  nextRelease: null,
  stepUp: false,
  refusal: null,
}

describe('the facts of a benefit', () => {
  const shown = (over: Partial<BenefitDetail>) => html(<Facts benefit={{ ...benefit, ...over }} />)

  it('name all limits in words, the shortest span first', () => {
    const text = shown({}).replace(/<[^>]*>/g, '')
    expect(text).toContain('每天 1 次，每周 2 次，每月 4 次，共 6 次，本次活动合计 3 次')
  })

  it('leave out spans that limit nothing', () => {
    const limits = { day: null, week: 2, month: 2, campaign: null }
    expect(limitsOf({ limits, limitPerPerson: 2 })).toEqual(['共 2 次'])
  })

  it.each([
    [{ delivery: 'topup', account: 'qq' }, '直充到账，充入 QQ 号', false],
    [{ delivery: 'topup', account: 'wechat' }, '直充到账，充入微信号', false],
    [{ delivery: 'code', account: null }, '卡密，立即放入卡包', true],
    [{ delivery: 'link', account: null }, '兑换链接，放入卡包', true],
  ] as const)('say how it comes: %j', (over, text, hasValidity) => {
    expect(shown(over)).toContain(text)
    expect(shown(over).includes('发放后 30 天')).toBe(hasValidity)
  })

  it('name the cards where not all of them will do', () => {
    expect(shown({ products: ['youth', 'plus'] })).toMatch(/适用卡种.*青春卡、尊享卡/)
    expect(shown({})).not.toContain('适用卡种')
  })
})

describe('the bar with the button', () => {
  const bar = (over: Partial<Quote>, of: Partial<BenefitDetail> = {}) =>
    html(
      <RedeemBar
        benefit={{ ...benefit, ...of }}
        quote={answered({ ...quote, ...over }, '2026-11-22T06:00:00.000Z')}
        reload={nothing}
        onRedeem={nothing}
      />,
    )
  afterEach(() => {
    mockOnline = true
  })

  it('leads to where redemption was frozen', () => {
    const shown = bar({ refusal: 'redemption_frozen' })
    expect(shown).toMatch(/已冻结兑换.*role="button" aria-label="去安全锁".*暂不可兑换/)
  })

  it('has a button that can be pressed', () => {
    expect(bar({})).toMatch(/兑换后余 800.*aria-disabled="false".*>兑换</)
  })

  it('says when the next portion comes in the place of the button, which is still', () => {
    const shown = bar({ refusal: 'not_released_yet', nextRelease })
    expect(shown).toMatch(/aria-disabled="true".*>下一批 20:00 放出 · 200 份</)
    expect(shown).not.toContain('暂不可兑换')
  })

  it('counts down to the next portion within a day of it, and only says the day before', () => {
    const gone = { remaining: 0, nextRelease }
    expect(bar({ refusal: 'not_released_yet', nextRelease }, gone)).toMatch(/aria-hidden="true">距开兑还有 06:00:00</)
    const far = { at: '2026-11-24T12:00:00.000Z', stock: 200 }
    expect(bar({ refusal: 'not_released_yet', nextRelease: far }, { remaining: 0, nextRelease: far })).not.toContain(
      '还有',
    )
    expect(bar({ refusal: 'tier_too_low', nextRelease }, gone)).not.toContain('还有')
    expect(bar({}, {})).not.toContain('还有')
  })

  it('names the day of a portion that does not come today', () => {
    const at = '2026-11-25T12:00:00.000Z'
    expect(bar({ refusal: 'not_released_yet', nextRelease: { at, stock: 200 } })).toContain(
      '下一批 11月25日 20:00 放出',
    )
  })

  it.each([
    ['sold_out', '已兑完。'],
    ['limit_day_reached', '今天的兑换次数已用完'],
    ['limit_campaign_reached', '本次活动的兑换次数已用完'],
    ['product_not_eligible', '您绑定的卡暂不能兑换'],
  ] as const)('says why not: %s', (refusal, text) => {
    expect(bar({ refusal, nextRelease })).toMatch(new RegExp(`${text}.*aria-disabled="true".*>暂不可兑换<`))
  })

  it('has nothing to wait for without a network', () => {
    mockOnline = false
    expect(bar({ refusal: 'not_released_yet', nextRelease })).toMatch(/没有网络.*>暂不可兑换</)
  })
})

describe('the step of the account', () => {
  const step = (over: Partial<Parameters<typeof AccountStep>[0]>) =>
    html(<AccountStep kind="phone" typed="" refused={undefined} onNext={nothing} {...over} />)

  it('begins empty, with a keyboard of digits', () => {
    const shown = step({})
    expect(shown).toMatch(/value="" type="number" aria-label="充值手机号" aria-invalid="false"/)
    expect(shown).not.toContain('请核对充值账号')
  })

  it('has letters for a WeChat ID', () => {
    expect(step({ kind: 'wechat' })).toMatch(/type="text" aria-label="充值微信号"/)
    expect(step({ kind: 'qq' })).toMatch(/type="number" aria-label="充值 QQ 号"/)
  })

  it('shows the whole account once more, in groups, before it goes on', () => {
    expect(step({ typed: '13800138000' })).toMatch(/请核对充值账号.*138 0013 8000.*核对无误，下一步/)
  })

  it('tells at the field why the server would not have it', () => {
    const shown = step({ typed: '13800138000', refused: '充值账号的格式不对，请核对后重试。' })
    expect(shown).toMatch(/aria-invalid="true".*role="alert">充值账号的格式不对/)
    expect(shown).not.toContain('请核对充值账号')
  })
})

describe('the last look', () => {
  const sheet = (over: Partial<Quote> = {}) =>
    html(<ConfirmSheet benefit={benefit} quote={{ ...quote, ...over }} reload={async () => {}} onClose={nothing} />)
  afterEach(() => storage.forget('attempt:PHONE-10'))

  it('asks whom to top up first', () => {
    expect(sheet()).toMatch(/话费 10 元.*aria-label="充值手机号"/)
    expect(sheet()).not.toContain('确认兑换</button>')
  })

  it('has cost, balance before and after, validity, and that it is final', () => {
    const shown = sheet({ delivery: 'code', account: null, validUntil: '2026-12-22T15:59:59.999Z' })
    expect(shown).toMatch(/当前积分.*2,000.*所需积分.*−1,200.*兑换后积分.*800.*有效期至.*2026年12月22日/)
    expect(shown).toMatch(/兑换后不可撤销，卡密立即放入卡包。.*>确认兑换</)
    expect(shown).not.toContain('充值账号')
  })

  it('says beforehand that a one-time password will be asked for', () => {
    const none = { delivery: 'code', account: null } as const
    expect(sheet({ ...none, stepUp: true })).toContain('这笔兑换还要验证是您本人。')
    expect(sheet(none)).not.toContain('验证码')
  })

  it('goes on with an earlier try that has no answer: the same account, masked, and not to be changed', () => {
    const attempt = { benefitId: 'PHONE-10', points: 1_200, account: '13800138000' }
    storage.write('attempt:PHONE-10', { ...attempt, key: 'key-1-0123456789', sentAt: '2026-11-22T05:59:00.000Z' })
    const shown = sheet()
    expect(shown).toMatch(/充值账号.*138\*\*\*\*8000.*还没有收到结果.*查询结果.*用同一笔申请再试一次/)
    expect(shown).not.toContain('13800138000')
    expect(shown).not.toContain('修改')
  })
})

test('a price that has changed is read anew before it is agreed to', async () => {
  const reload = jest.fn(async () => {})
  const remedy = remedyOf(new Refusal('price_changed'), reload)
  expect(remedy).toMatchObject({ text: '查看新的所需积分' })
  await remedy?.act()
  expect(reload).toHaveBeenCalledTimes(1)
  expect(remedyOf(new Refusal('sold_out'), reload)).toBeUndefined()
})

describe('the one-time password', () => {
  const challenge = { stepUpId: 'S1', phoneMasked: '138****8000', last4: '4242', expiresInSeconds: 300 }
  const shown = (resendAfterSeconds: number) =>
    html(
      <Password
        challenge={{ ...challenge, resendAfterSeconds }}
        confirm="验证并兑换"
        onAgain={async () => {}}
        onProven={nothing}
      />,
    )

  it('says where it was sent, and is confirmed only once it is there', () => {
    expect(shown(60)).toMatch(
      /138\*\*\*\*8000.*aria-label="短信验证码".*60 秒后可重新获取.*aria-disabled="true".*>验证并兑换</,
    )
  })

  it('can be asked for again after a while', () => {
    expect(shown(0)).toMatch(/aria-disabled="false".*>重新获取</)
  })
})

it.each([
  [59, '00:59'],
  [3_599, '59:59'],
  [3_600, '01:00:00'],
  [86_399, '23:59:59'],
])('%i seconds are %s', (seconds, text) => {
  expect(countdownText(seconds)).toBe(text)
})

const topup: Redemption = {
  id: '01KAW0000000000000000000R1',
  benefitId: 'PHONE-10',
  title: '话费 10 元',
  category: 'telecom',
  points: 1_200,
  origin: 'points',
  state: 'held',
  redeemedAt: '2026-11-22T05:58:00.000Z',
  codeMasked: null,
  validUntil: null,
  revealedAt: null,
  usedAt: null,
  expired: false,
  delivery: 'topup',
  accountMasked: '138****8000',
  orderNo: 'KQ20261122000001',
  deliveredAt: null,
  promisedBy: '2026-11-23T05:58:00.000Z',
  failure: null,
  review: null,
}
const outcome = (over: Partial<Redemption>) => html(<Outcome redemption={{ ...topup, ...over }} />)

describe('what came of it', () => {
  it('is under way, with the points held and the account masked', () => {
    const shown = outcome({})
    expect(shown).toMatch(
      /role="status".*处理中[\s\S]*积分已预留.*充值账号.*138\*\*\*\*8000.*预留积分.*1,200.*KQ20261122000001/,
    )
    expect(shown).not.toContain('发放凭证')
  })

  it('is there, with when, and what proves it', () => {
    const shown = outcome({ state: 'delivered', deliveredAt: '2026-11-22T06:00:00.000Z', promisedBy: null })
    expect(shown).toMatch(
      /已到账.*已充入 138\*\*\*\*8000。.*消耗积分.*到账时间.*2026年11月22日 14:00.*role="button".*发放凭证/,
    )
  })

  it('is that the points are back', () => {
    const shown = outcome({ state: 'failed', failure: 'account_invalid', promisedBy: null })
    expect(shown).toMatch(/未成功，1,200 积分已退回.*充值账号不存在.*退回积分.*1,200/)
    expect(html(<NextSteps redemption={{ ...topup, state: 'failed' }} />)).toMatch(/看看其他权益.*回到首页/)
  })

  it('leads to the wallet only where something waits there', () => {
    const next = (over: Partial<typeof topup>) => html(<NextSteps redemption={{ ...topup, ...over }} />)
    expect(next({ state: 'delivering' })).toMatch(/去卡包查看.*回到首页/)
    expect(next({ state: 'delivered' })).toMatch(/看看其他权益.*回到首页/)
    expect(next({ state: 'delivered', delivery: 'code' })).toMatch(/去卡包查看.*回到首页/)
  })
})

describe('the proof of delivery', () => {
  const proof: DeliveryProof = {
    redemptionId: topup.id,
    delivery: 'topup',
    deliveredAt: '2026-11-22T06:00:00.000Z',
    codeId: null,
    orderNo: 'KQ20261122000001',
    serial: 'SUP-77',
    evidence: 'callback',
    evidenceHash: `8f3a01bc${'0'.repeat(48)}77e0d21f`,
    transactionIds: ['T1', 'T2'],
  }

  it('has the receipt, the order, both ends of the digest, and the way to the entries', () => {
    const shown = html(<Proof proof={proof} />)
    expect(shown).toMatch(/供应商流水号.*SUP-77.*订单号.*KQ20261122000001.*凭证摘要.*8f3a01bc … 77e0d21f/)
    expect(shown).toMatch(/供应商签名通知.*到账时间.*2026年11月22日 14:00.*role="button".*积分流水.*2 笔/)
    expect(shown).not.toContain('卡密编号')
  })

  it('of a code that cost no points has the number of the code, and no entries', () => {
    const none = { orderNo: null, serial: null, evidence: null, evidenceHash: null, transactionIds: [] }
    const shown = html(<Proof proof={{ ...proof, ...none, delivery: 'code', codeId: 'C1' }} />)
    expect(shown).toMatch(/卡密编号.*C1.*发放时间.*不用积分，没有流水/)
    expect(shown).not.toMatch(/供应商流水号|凭证摘要|role="button"/)
  })
})

describe('a redemption that is held for a person', () => {
  const review = { reasons: ['abroad', 'new_device'], promisedBy: '2026-11-23T06:00:00.000Z' } as const
  const shown = (clearBy: 'step_up' | 'person') =>
    html(<Review id="R1" review={{ ...review, reasons: [...review.reasons], clearBy }} onDecided={nothing} />)

  it('tells every reason in plain words, and the one thing that sets it free', () => {
    const text = shown('step_up')
    expect(text).toContain('操作来自境外网络')
    expect(text).toContain('这台设备第一次使用')
    expect(text).toMatch(/<button[^>]*>.*现在验证/)
  })

  it('offers no button where nothing but waiting helps', () => {
    expect(shown('person')).toContain('您不用做什么')
    expect(shown('person')).not.toContain('<button')
  })
})
