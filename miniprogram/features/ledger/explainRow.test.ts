import type { LedgerRow } from '../../../shared/contract/points'
import { byDay } from './byDay'
import { explainRow } from './explainRow'

let mockLanguage: 'zh' | 'en' = 'zh'
jest.mock('../../wechat/system', () => ({ language: () => mockLanguage }))

const nothing: LedgerRow = {
  transactionId: '01JABCDEFGHJKMNPQRSTVWXYZ1',
  kind: 'earn',
  amount: 0,
  effectiveOn: '2026-11-19',
  postedAt: '2026-11-18T16:30:00.000Z',
  pendingUntil: null,
  lot: null,
  spend: null,
  arithmetic: null,
  redemption: null,
  reachedTier: null,
}
const spend: LedgerRow['spend'] = {
  transactionId: 't1',
  type: 'purchase',
  merchant: 'CORNER STORE',
  mcc: '5411',
  category: { zh: '超市', en: 'Grocery' },
  amountFen: 5_230,
  postedOn: '2026-11-18',
  cardLast4: '4821',
}
const arithmetic: LedgerRow['arithmetic'] = {
  ruleVersion: 'v1',
  amountFen: 5_230,
  refundedFen: 0,
  rateBasisPoints: 100,
  category: null,
  bonuses: [],
  tier: 'basic',
  tierMultiplier: 10_000,
  firstPurchasePoints: 0,
  uncapped: 52,
  limitedBy: null,
  points: 52,
}
const lot = { id: '01JABCDEFGHJKMNPQRSTVWXYZ2', remaining: 40, expiresOn: '2028-11-30' }

const line = (row: LedgerRow, name: string) => explainRow(row).lines.find((one) => one.name === name)?.value

describe('a row of the statement', () => {
  beforeEach(() => {
    mockLanguage = 'zh'
  })

  it('says what was spent where, the arithmetic, and how long the points live', () => {
    const row = { ...nothing, amount: 52, spend, arithmetic, lot, pendingUntil: '2026-11-26' }
    expect(explainRow(row)).toEqual({
      title: 'CORNER STORE',
      subtitle: '超市 · 尾号 4821',
      lines: [
        { name: '商户类别', value: '超市 (MCC 5411)' },
        { name: '消费金额', value: '52.30 元 · 2026年11月18日' },
        { name: '计算方式', value: '52.30 元 × 1 积分/元 = 52.3，舍去小数得 52 积分' },
        { name: '规则版本', value: 'v1' },
        { name: '可用时间', value: '2026年11月26日' },
        { name: '积分有效期', value: '至 2028年11月30日' },
        { name: '这批还剩', value: '40 积分' },
        { name: '记账时间', value: '2026年11月19日 00:30' },
      ],
      note: undefined,
    })
  })

  it('says it in English on an English phone', () => {
    mockLanguage = 'en'
    const row = { ...nothing, amount: 52, spend, arithmetic }
    expect(explainRow(row).subtitle).toBe('Grocery · ending 4821')
    expect(line(row, 'Worked out')).toBe('52.30 yuan × 1 point/yuan = 52.3, rounded down to 52')
  })

  it('says why a spend earned nothing', () => {
    expect(
      line({ ...nothing, spend, arithmetic: { ...arithmetic, limitedBy: 'category', points: 0 } }, '计算方式'),
    ).toBe('这一类消费不计积分')
    const small = { ...arithmetic, amountFen: 50, limitedBy: 'below_one_point' as const, points: 0 }
    expect(line({ ...nothing, spend, arithmetic: small }, '计算方式')).toMatch(/= 0\.5，.*金额不足 1 积分$/)
    const usedUp = { ...arithmetic, limitedBy: 'budget' as const, points: 0 }
    expect(line({ ...nothing, spend, arithmetic: usedUp }, '计算方式')).toBe('本期积分名额已发完')
  })

  it.each([
    [5_250, 'half_up', '= 52.5，四舍五入得 53 积分'],
    [5_250, 'half_even', '= 52.5，四舍六入五成双得 52 积分'],
    [5_350, 'half_even', '= 53.5，四舍六入五成双得 54 积分'],
    [5_249, 'half_up', '= 52.49，四舍五入得 52 积分'],
  ] as const)('says how %i fen were rounded %s', (amountFen, rounding, said) => {
    const row = { ...nothing, spend, arithmetic: { ...arithmetic, amountFen, rounding } }
    expect(line(row, '计算方式')).toContain(said)
  })

  it('says what a bonus, the tier and a cap made of it', () => {
    const made = {
      ...arithmetic,
      bonuses: [{ id: 'weekend', extraBasisPoints: 50 }],
      tier: 'gold' as const,
      tierMultiplier: 12_000,
      uncapped: 94,
      limitedBy: 'cap_day' as const,
      points: 60,
    }
    const row = { ...nothing, amount: 60, spend, arithmetic: made }
    expect(line(row, '计算方式')).toBe('52.30 元 × 1.5 积分/元 × 1.2 = 94.14，舍去小数得 94 积分')
    expect(line(row, '活动加成')).toBe('+0.5 积分/元')
    expect(line(row, '上限')).toBe('已到上限，计 60 积分')
  })

  it.each([
    ['zh', 'cap_bonus', '本月活动加成已到上限，计 60 积分'],
    ['zh', 'cap_rule', '本期规则可得积分已到上限，计 60 积分'],
    ['zh', 'cap_month', '已到上限，计 60 积分'],
    ['en', 'cap_bonus', "this month's bonus limit reached, 60 points count"],
    ['en', 'cap_rule', 'limit of these rules reached, 60 points count'],
  ] as const)('says in %s that %s cut it', (...[language, limitedBy, said]) => {
    mockLanguage = language
    const row = { ...nothing, amount: 60, spend, arithmetic: { ...arithmetic, uncapped: 94, limitedBy, points: 60 } }
    expect(line(row, language === 'zh' ? '上限' : 'Limit')).toBe(said)
  })

  it('says what a refund took back', () => {
    const refund = { ...spend, type: 'refund' as const, amountFen: 1_000 }
    const row: LedgerRow = { ...nothing, kind: 'clawback', amount: -10, spend: refund, arithmetic: null }
    expect(explainRow(row)).toMatchObject({ title: '退款扣回 · CORNER STORE', note: expect.stringMatching(/按比例/) })
    expect(line(row, '退款金额')).toBe('10.00 元 · 2026年11月18日')
    expect(line({ ...nothing, spend, arithmetic: { ...arithmetic, refundedFen: 1_000 } }, '其中已退')).toBe('10.00 元')
  })

  it('names the benefit that points were redeemed for', () => {
    const row: LedgerRow = { ...nothing, kind: 'redeem', amount: -300, redemption: { id: 'r', title: '视频月卡' } }
    expect(explainRow(row)).toMatchObject({ title: '视频月卡', subtitle: '兑换权益' })
  })

  it('says what became of points that were set aside for a redemption', () => {
    const redemption = { id: 'r', title: '视频月卡' }
    expect(explainRow({ ...nothing, kind: 'hold', redemption })).toMatchObject({
      title: '视频月卡',
      subtitle: '兑换预留',
      note: expect.stringMatching(/返还到原来的批次/),
    })
    const released: LedgerRow = { ...nothing, kind: 'release', amount: -40, redemption }
    expect(explainRow(released)).toMatchObject({ subtitle: '预留返还', note: expect.stringMatching(/有效期已过/) })
    mockLanguage = 'en'
    expect(explainRow(released).subtitle).toBe('Given back, not redeemed')
  })

  it('says what operators did by hand, and what that means', () => {
    expect(explainRow({ ...nothing, kind: 'adjust', amount: 50, lot })).toMatchObject({
      title: '人工调整',
      note: expect.stringMatching(/两人复核/),
    })
    expect(explainRow({ ...nothing, kind: 'debt_write_off', amount: 70 })).toMatchObject({
      title: '欠分核销',
      note: expect.stringMatching(/不需要补足/),
    })
    expect(explainRow({ ...nothing, kind: 'reinstate', amount: 40, spend, lot })).toMatchObject({
      title: '到期恢复 · CORNER STORE',
      note: expect.stringMatching(/新的有效期/),
    })
    mockLanguage = 'en'
    expect(explainRow({ ...nothing, kind: 'debt_write_off', amount: 70 }).title).toBe('Owed points written off')
  })

  it('says which tier points were used to reach early', () => {
    const row: LedgerRow = { ...nothing, kind: 'tier_upgrade', amount: -8_000, reachedTier: 'gold' }
    expect(explainRow(row)).toMatchObject({
      title: '提前升到金卡',
      subtitle: undefined,
      note: expect.stringMatching(/用积分提前升级，不可撤销/),
    })
    mockLanguage = 'en'
    expect(explainRow(row)).toMatchObject({
      title: 'Early upgrade to Gold',
      note: expect.stringMatching(/cannot be undone/),
    })
  })

  it('needs no second line where the first says it all', () => {
    expect(explainRow({ ...nothing, kind: 'expire', amount: -80 })).toMatchObject({
      title: '积分到期',
      subtitle: undefined,
    })
  })
})

describe('rows under their days', () => {
  it('keep their order, and a day comes once', () => {
    const on = (effectiveOn: string, transactionId: string) => ({ ...nothing, effectiveOn, transactionId })
    const rows = [on('2026-11-20', 'c'), on('2026-11-20', 'b'), on('2026-11-19', 'a')]
    expect(byDay(rows).map(({ row, day, isLast }) => [row.transactionId, day, isLast])).toEqual([
      ['c', '2026-11-20', false],
      ['b', undefined, true],
      ['a', '2026-11-19', true],
    ])
  })
})
