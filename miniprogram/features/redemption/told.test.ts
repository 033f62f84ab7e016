import type { Redemption } from '../../../shared/contract/redemption'
import { isUnderWay, told } from './told'

let mockLanguage = 'zh'
jest.mock('../../wechat/system', () => ({ language: () => mockLanguage }))
beforeEach(() => {
  mockLanguage = 'zh'
})

const now = new Date('2026-11-22T06:00:00.000Z')
const topup = {
  id: 'R1',
  title: '话费 10 元',
  points: 1_200,
  origin: 'points',
  state: 'held',
  delivery: 'topup',
  accountMasked: '138****8000',
  promisedBy: '2026-11-23T06:00:00.000Z',
  failure: null,
} as Redemption
const said = (over: Partial<Redemption>) => told({ ...topup, ...over }, now)

describe('a redemption under way', () => {
  it.each(['held', 'delivering'] as const)(
    'says when %s by when there is an end, and where the points are',
    (state) => {
      expect(said({ state })).toMatchObject({
        tone: 'warn',
        title: '处理中',
        text: '通常几分钟到账，最晚\u00a0明天\u00a014:00\u00a0前有结果。\n1,200 积分已预留，未成功会原路退回。',
      })
    },
  )

  it('does not promise what is over', () => {
    expect(said({ promisedBy: '2026-11-22T05:59:00.000Z' }).text).toMatch(/^比平时久了一些.*\n.*已预留/)
  })

  it('says nothing of points where none were used', () => {
    expect(said({ points: 0, origin: 'entitlement' }).text).not.toContain('积分')
  })

  it('without an answer of the supplier is no failure', () => {
    const { title, text } = said({ state: 'unknown' })
    expect([title, text]).toEqual(['处理中', '供应商还没有回复，我们在核实，积分不会重复扣除。'])
    expect(isUnderWay({ state: 'unknown' })).toBe(true)
  })

  it('says that people are at it', () => {
    expect(said({ state: 'manual' })).toMatchObject({ title: '人工核实中', tone: 'warn' })
  })
})

describe('a redemption that is held for a person', () => {
  const review = { reasons: ['abroad'], clearBy: 'step_up', promisedBy: topup.promisedBy ?? '' } as const
  const held = (over: Partial<Redemption> = {}) =>
    said({ review: { ...review, reasons: [...review.reasons] }, ...over })

  it('says calmly by when it is decided, and where the points are', () => {
    expect(held()).toEqual({
      tone: 'warn',
      icon: 'shield',
      title: '安全核对中',
      text: '明天\u00a014:00 前有结果，会通知您。\n1,200 积分已预留，没有放行会原路退回。',
    })
  })

  it('does not promise what is over', () => {
    expect(held({ promisedBy: '2026-11-22T05:59:00.000Z' }).text).toMatch(/^比承诺的久了一些/)
  })

  it('and refused says so, with the points back', () => {
    expect(said({ state: 'failed', failure: 'risk_refused' })).toMatchObject({
      title: '未成功，1,200 积分已退回',
      text: '没有通过安全核对。是您本人操作的话，请联系客服。',
    })
  })
})

describe('a redemption that ended', () => {
  it.each([
    ['topup', '已到账', '已充入 138****8000。'],
    ['code', '兑换成功', '卡密已放入卡包。'],
    ['link', '兑换成功', '兑换链接已放入卡包。'],
  ] as const)('as it should says so: %s', (delivery, title, text) => {
    expect(said({ state: 'delivered', delivery })).toEqual({ tone: 'good', icon: 'check', title, text })
    expect(isUnderWay({ state: 'delivered' })).toBe(false)
  })

  it.each([
    ['account_invalid', '充值账号不存在或不支持充值'],
    ['supplier_rejected', '供应商没有受理'],
    ['something_new', '这笔兑换没有完成'],
    [null, '这笔兑换没有完成'],
  ])('without success says that the points are back, and why: %s', (failure, text) => {
    const failed = said({ state: 'failed', failure })
    expect(failed.title).toBe('未成功，1,200 积分已退回')
    expect(failed.text).toContain(text)
    expect(isUnderWay({ state: 'failed' })).toBe(false)
  })

  it('without success speaks of no points where none were used', () => {
    expect(said({ state: 'failed', points: 0 }).title).toBe('未成功')
  })
})

it('is told in English, too', () => {
  mockLanguage = 'en'
  expect(said({}).text).toBe(
    'Usually a few minutes, and not later than tomorrow\u00a014:00.\n1,200 points are held, and come back if it fails.',
  )
  expect(said({ state: 'failed', failure: 'account_invalid' }).title).toBe('It did not work. 1,200 points are back')
})
