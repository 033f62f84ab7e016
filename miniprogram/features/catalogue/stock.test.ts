import type { BenefitCard } from '../../../shared/contract/catalogue'
import { stockOf } from './stock'

jest.mock('../../wechat/system', () => ({ language: () => 'zh' }))

const benefit: BenefitCard = {
  id: 'VIDEO-MONTH',
  title: '视频月卡',
  category: 'video',
  points: 1_500,
  tier: 'basic',
  remaining: 300,
  nextRelease: null,
  delivery: 'code',
  startsAt: '2026-11-01T00:00:00.000Z',
  endsAt: '2026-11-30T16:00:00.000Z',
}
const now = new Date('2026-11-22T00:00:00.000Z')

describe('the stock of a benefit', () => {
  it.each([
    { is: 'told as it is', over: {}, text: '剩 300 份', open: true },
    { is: 'told louder when little is left', over: { remaining: 20 }, text: '仅剩 20 份', open: true },
    { is: 'not open when it is gone', over: { remaining: 0 }, text: '已兑完', open: false },
    {
      is: 'told with the next portion when this one is gone',
      over: { remaining: 0, nextRelease: { at: '2026-11-22T12:00:00.000Z', stock: 1_200 } },
      text: '下一批 20:00 放出 · 1,200 份',
      open: false,
    },
    {
      is: 'told with the day of the next portion when it is not today',
      over: { remaining: 0, nextRelease: { at: '2026-11-24T12:00:00.000Z', stock: 200 } },
      text: '下一批 11月24日 20:00 放出 · 200 份',
      open: false,
    },
    {
      is: 'what is left now, whatever comes later',
      over: { remaining: 300, nextRelease: { at: '2026-11-22T12:00:00.000Z', stock: 200 } },
      text: '剩 300 份',
      open: true,
    },
    {
      is: 'not open before its time',
      over: { startsAt: '2026-11-23T02:00:00.000Z' },
      text: '11月23日 10:00 开始',
      open: false,
    },
    { is: 'not open at its end', over: { endsAt: '2026-11-22T00:00:00.000Z' }, text: '已结束', open: false },
  ])('is $is', ({ over, text, open }) => {
    expect(stockOf({ ...benefit, ...over }, now)).toMatchObject({ text, open })
  })
})
