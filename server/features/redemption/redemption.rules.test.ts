import { points } from '../../../shared/values/points'
import { type Asking, accountRefusal, isExpired, type Offer, refusalOf, validUntil } from './redemption.rules'

const offer: Offer = {
  id: 'TEA',
  startsAt: new Date('2026-11-01T00:00:00.000Z'),
  endsAt: new Date('2026-11-30T15:59:59.999Z'),
  tier: 'silver',
  points: points(500),
  limitPerPerson: 2,
  limits: { day: null, week: null, month: null, campaign: null },
  campaignId: null,
  products: null,
  stock: 10,
  issued: 9,
  releases: [],
}
const asking: Asking = {
  now: new Date('2026-11-22T02:00:00.000Z'),
  tier: 'silver',
  agreedPoints: 500,
  past: [before('2026-11-01T02:00:00.000Z')],
  products: new Set(['classic']),
  available: 500,
  debt: 0,
}

function before(at: string) {
  return { id: at, benefitId: 'TEA', campaignId: null as string | null, at: new Date(at) }
}

const later = { at: new Date('2026-11-22T12:00:00.000Z'), stock: 1 }

function onceA(span: 'day' | 'week' | 'month', at: string) {
  return { offered: { limits: { ...offer.limits, [span]: 1 } }, asked: { past: [before(at)] } }
}

function inCampaign(campaignId: string) {
  const other = { ...before('2026-11-02T02:00:00.000Z'), benefitId: 'FILM', campaignId }
  return { offered: { campaignId: 'AUTUMN', limits: { ...offer.limits, campaign: 1 } }, asked: { past: [other] } }
}

test.each<[string, ReturnType<typeof refusalOf>, { offered?: Partial<Offer>; asked?: Partial<Asking> }]>([
  ['everything is just right', null, {}],
  ['it starts this moment', null, { offered: { startsAt: asking.now } }],
  ['it ends this moment', null, { offered: { endsAt: asking.now } }],
  ['it starts in a moment', 'benefit_not_started', { offered: { startsAt: new Date(asking.now.getTime() + 1) } }],
  ['it ended a moment ago', 'benefit_ended', { offered: { endsAt: new Date(asking.now.getTime() - 1) } }],
  ['the tier is below', 'tier_too_low', { asked: { tier: 'basic' } }],
  ['the tier is above', null, { asked: { tier: 'platinum' } }],
  ['the price rose', 'price_changed', { offered: { points: points(600) }, asked: { available: 600 } }],
  ['the price fell', 'price_changed', { offered: { points: points(400) } }],
  [
    'the limit is reached',
    'limit_reached',
    { asked: { past: ['2026-10-01', '2026-10-02'].map((day) => before(`${day}T02:00:00.000Z`)) } },
  ],
  ['nothing is left', 'sold_out', { offered: { issued: 10 } }],
  ['nothing is left of this portion', 'not_released_yet', { offered: { issued: 9, releases: [later] } }],
  ['a portion has just come', null, { offered: { issued: 9, releases: [{ ...later, at: asking.now }] } }],
  ['the card is of another product', 'product_not_eligible', { offered: { products: ['metal'] } }],
  ['one card of several is of the product', null, { offered: { products: ['metal', 'classic'] } }],
  ['one was had today', 'limit_day_reached', onceA('day', '2026-11-21T16:00:00.000Z')],
  ['one was had in the last moment of yesterday', null, onceA('day', '2026-11-21T15:59:59.999Z')],
  ['one was had on Monday', 'limit_week_reached', onceA('week', '2026-11-15T16:00:00.000Z')],
  ['one was had on Sunday of last week', null, onceA('week', '2026-11-15T15:59:59.999Z')],
  ['one was had on the first of the month', 'limit_month_reached', onceA('month', '2026-10-31T16:00:00.000Z')],
  ['one was had on the last of last month', null, onceA('month', '2026-10-31T15:59:59.999Z')],
  ['another of the campaign was had', 'limit_campaign_reached', inCampaign('AUTUMN')],
  ['one of another campaign was had', null, inCampaign('SPRING')],
  ['points are owed', 'points_in_debt', { asked: { debt: 1 } }],
  ['one point is missing', 'points_insufficient', { asked: { available: 499 } }],
])('when %s', (_, refusal, { offered, asked }) => {
  expect(refusalOf({ ...offer, ...offered }, { ...asking, ...asked })).toBe(refusal)
})

test('what is sold out is told before a lack of points, and what can never be had before both', () => {
  const poor = { available: 0, debt: 10 }
  expect(refusalOf({ ...offer, issued: 10 }, { ...asking, ...poor })).toBe('sold_out')
  expect(refusalOf({ ...offer, issued: 10 }, { ...asking, ...poor, tier: 'basic' })).toBe('tier_too_low')
})

test('a code is valid to the end of the Shanghai day', () => {
  const lateInShanghai = new Date('2026-11-22T15:30:00.000Z')
  const last = validUntil(lateInShanghai, 1)
  expect(last).toEqual(new Date('2026-11-23T15:59:59.999Z'))
  expect(isExpired(last, last)).toBe(false)
  expect(isExpired(last, new Date(last.getTime() + 1))).toBe(true)
  expect(isExpired(null, lateInShanghai)).toBe(false)
})

test.each([
  ['phone', '13800138000', null],
  ['phone', '12800138000', 'account_invalid'],
  ['phone', '1380013800', 'account_invalid'],
  ['phone', undefined, 'account_required'],
  ['qq', '10001', null],
  ['qq', '01001', 'account_invalid'],
  ['wechat', 'hoshino_fan-1', null],
  ['wechat', '1hoshino', 'account_invalid'],
  [null, undefined, null],
  [null, '13800138000', 'account_invalid'],
] as const)('an account of %s: %s', (kind, account, refusal) => {
  expect(accountRefusal(kind, account)).toBe(refusal)
})
