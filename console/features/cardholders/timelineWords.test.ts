import { type TimelineItem, timelineItem } from '../../../shared/contract/support'
import { changeOf, keyOf, sentenceOf } from './timelineWords'

let spoken: 'zh' | 'en' = 'zh'
jest.mock('../../words/language', () => ({ language: () => spoken }))

const at = '2026-11-22T02:00:00.000Z'
const id = '01KABCDEFGHJKMNPQRSTVWXYZ0'

const items: [TimelineItem, string, string][] = [
  [
    {
      kind: 'spend',
      at,
      spend: {
        transactionId: 'tx-1',
        type: 'refund',
        merchant: 'corner shop',
        mcc: '5411',
        category: { zh: '超市', en: 'Groceries' },
        amountFen: 6750,
        postedOn: '2026-11-22',
        cardLast4: '8192',
      },
    },
    '退款 · ¥67.50 · corner shop · 超市 · 尾号 8192',
    'Refund · ¥67.50 · corner shop · Groceries · ending 8192',
  ],
  [
    {
      kind: 'points',
      at,
      entry: {
        transactionId: id,
        kind: 'adjust',
        reference: 'R1',
        amount: -5,
        effectiveOn: '2026-11-22',
        postedAt: at,
      },
    },
    '人工调整 · 2026-11-22 · R1',
    'Adjusted by hand · 2026-11-22 · R1',
  ],
  [
    {
      kind: 'tier',
      at,
      step: { id, kind: 'upgrade', from: 'basic', to: 'gold', reachedOn: '2026-11-22', growth: 5179, threshold: 5000 },
    },
    '升级 · 普卡 → 金卡 · 成长值 5,179 / 5,000',
    'Upgrade · Basic → Gold · Growth 5,179 / 5,000',
  ],
  [
    {
      kind: 'notice',
      at,
      notice: { id, title: { zh: '已升级', en: 'Upgraded' }, text: { zh: '', en: '' }, isRead: false, outcome: null },
    },
    '已升级 · 尚未发送',
    'Upgraded · not sent yet',
  ],
]

test.each(items)('%#: in both languages', (item, zh, en) => {
  expect(timelineItem.parse(item)).toEqual(item)
  spoken = 'zh'
  expect(sentenceOf(item)).toBe(zh)
  spoken = 'en'
  expect(sentenceOf(item)).toBe(en)
})

test('points alone change what is owned, and every line has a key of its own', () => {
  expect(items.map(([item]) => changeOf(item))).toEqual([null, -5, null, null])
  expect(keyOf(items[0]?.[0] as TimelineItem)).toBe('spend tx-1')
})
