import { Refusal } from '../../wechat/refusal'
import { type Quote, sentenceAtConfirming, waitedFor, whyNot } from './whyNot'

jest.mock('../../wechat/system', () => ({ language: () => 'zh' }))
jest.mock('../../wechat/chance', () => ({ now: () => new Date('2026-11-22T04:00:00.000Z') }))

const quote: Quote = {
  points: 1_500,
  balanceBefore: 2_000,
  balanceAfter: 500,
  redeemedByMe: 0,
  limitPerPerson: 2,
  delivery: 'code',
  account: null,
  validUntil: null,
  nextRelease: null,
  stepUp: false,
  refusal: null,
}

describe('why a benefit cannot be redeemed', () => {
  it('is nothing when it can', () => {
    expect(whyNot(quote)).toBeUndefined()
  })

  it('names the points that are missing', () => {
    expect(whyNot({ ...quote, balanceBefore: 300, balanceAfter: null, refusal: 'points_insufficient' })).toBe(
      '积分不足，还差 1,200 积分。',
    )
  })

  it('is the sentence of the refusal otherwise', () => {
    expect(whyNot({ ...quote, refusal: 'sold_out' })).toBe('已兑完。')
  })
})

describe('the next portion', () => {
  const nextRelease = { at: '2026-11-22T12:00:00.000Z', stock: 200 }

  it('is waited for when it is all that is missing', () => {
    expect(waitedFor({ ...quote, nextRelease, refusal: 'not_released_yet' })).toEqual(nextRelease)
    expect(waitedFor({ ...quote, nextRelease, refusal: 'limit_day_reached' })).toBeNull()
    expect(waitedFor({ ...quote, nextRelease })).toBeNull()
  })

  it('is named to whom somebody was faster than', () => {
    expect(sentenceAtConfirming(new Refusal('not_released_yet'), { ...quote, nextRelease })).toBe(
      '这一批刚刚兑完，积分没有变动。下一批 20:00 放出 · 200 份。',
    )
    expect(sentenceAtConfirming(new Refusal('not_released_yet'), quote)).toContain('下一批放出后再来')
  })

  it.each([
    ['limit_day_reached', '今天的兑换次数已用完'],
    ['limit_week_reached', '本周的兑换次数已用完'],
    ['limit_month_reached', '本月的兑换次数已用完'],
    ['limit_campaign_reached', '本次活动的兑换次数已用完'],
    ['product_not_eligible', '您绑定的卡暂不能兑换'],
  ] as const)('has nothing to do with %s', (code, sentence) => {
    expect(sentenceAtConfirming(new Refusal(code), { ...quote, nextRelease })).toContain(sentence)
  })
})
