import { type Quote, whyNot } from './whyNot'

jest.mock('../../wechat/system', () => ({ language: () => 'zh' }))

const quote: Quote = {
  points: 1_500,
  balanceBefore: 2_000,
  balanceAfter: 500,
  redeemedByMe: 0,
  limitPerPerson: 2,
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
