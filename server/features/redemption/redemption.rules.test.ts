import { points } from '../../../shared/values/points'
import { type Asking, isExpired, type Offer, refusalOf, validUntil } from './redemption.rules'

const offer: Offer = {
  startsAt: new Date('2026-11-01T00:00:00.000Z'),
  endsAt: new Date('2026-11-30T15:59:59.999Z'),
  tier: 'silver',
  points: points(500),
  limitPerPerson: 2,
  remaining: 1,
}
const asking: Asking = {
  now: new Date('2026-11-22T02:00:00.000Z'),
  tier: 'silver',
  agreedPoints: 500,
  redeemedBefore: 1,
  available: 500,
  debt: 0,
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
  ['the limit is reached', 'limit_reached', { asked: { redeemedBefore: 2 } }],
  ['nothing is left', 'sold_out', { offered: { remaining: 0 } }],
  ['points are owed', 'points_in_debt', { asked: { debt: 1 } }],
  ['one point is missing', 'points_insufficient', { asked: { available: 499 } }],
])('when %s', (_, refusal, { offered, asked }) => {
  expect(refusalOf({ ...offer, ...offered }, { ...asking, ...asked })).toBe(refusal)
})

test('what is sold out is told before a lack of points, and what can never be had before both', () => {
  const poor = { available: 0, debt: 10 }
  expect(refusalOf({ ...offer, remaining: 0 }, { ...asking, ...poor })).toBe('sold_out')
  expect(refusalOf({ ...offer, remaining: 0 }, { ...asking, ...poor, tier: 'basic' })).toBe('tier_too_low')
})

test('a code is valid to the end of the Shanghai day', () => {
  const lateInShanghai = new Date('2026-11-22T15:30:00.000Z')
  const last = validUntil(lateInShanghai, 1)
  expect(last).toEqual(new Date('2026-11-23T15:59:59.999Z'))
  expect(isExpired(last, last)).toBe(false)
  expect(isExpired(last, new Date(last.getTime() + 1))).toBe(true)
  expect(isExpired(null, lateInShanghai)).toBe(false)
})
