import type { Explanation } from '../../../shared/contract/points'
import { whatBecame } from './whatBecame'

jest.mock('../../wechat/system', () => ({ language: () => 'zh' }))
jest.mock('@tarojs/components', () => ({}))

const own = '01JABCDEFGHJKMNPQRSTVWXYZ1'

function purchase(...later: [id: string, part: Partial<Explanation['history'][number]>][]) {
  const earned = { transactionId: own, kind: 'earn', change: 750, effectiveOn: '2026-09-02', memo: null } as const
  const history = later.map(([transactionId, part]) => ({ ...earned, transactionId, ...part }))
  return { row: { transactionId: own } as Explanation['row'], history: [earned, ...history] }
}

describe('what became of the points of a purchase', () => {
  it('is nothing while they only became available', () => {
    expect(whatBecame(purchase(['t2', { kind: 'settle', change: 0 }]))).toEqual([])
  })

  it('is what they were redeemed for, and what a refund took back', () => {
    const redeemed = { kind: 'redeem', change: -228, effectiveOn: '2026-11-22', memo: '视频会员周卡' } as const
    const takenBack = { kind: 'clawback', change: -20, effectiveOn: '2026-11-23' } as const
    expect(whatBecame(purchase(['t2', redeemed], ['t3', takenBack]))).toEqual([
      { transactionId: 't2', name: '兑换权益', value: '−228 · 视频会员周卡 · 2026年11月22日' },
      { transactionId: 't3', name: '退款扣回', value: '−20 · 2026年11月23日' },
    ])
  })
})
