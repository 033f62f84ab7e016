import type { TierId } from '../../../shared/contract/tiers'
import { businessDay } from '../../../shared/values/businessDay'
import type { EntitlementSet } from './entitlementSet'
import { choicesLeft, nextOffer, type Offer, refusalOf, setOn, stateOf } from './entitlements.rules'

const set = (tier: TierId, since: string, over: Partial<EntitlementSet> = {}): EntitlementSet => ({
  version: since,
  since: businessDay(since),
  tier,
  choose: 1,
  benefits: ['TEA', 'FILM'],
  ...over,
})

const now = new Date('2026-11-22T02:00:00.000Z')
const tea: Offer = {
  id: 'TEA',
  startsAt: new Date('2026-01-01T00:00:00.000Z'),
  endsAt: new Date('2026-12-31T15:59:59.999Z'),
  stock: 5,
  issued: 2,
  releases: [],
  source: null,
}

describe('what a tier offers on a day', () => {
  const sets = [
    set('silver', '2026-12-01', { choose: 2 }),
    set('silver', '2026-10-01'),
    set('gold', '2026-11-01'),
    set('gold', '2027-01-01', { choose: 0, benefits: [] }),
  ]
  it.each([
    ['nothing before its first version', 'silver', '2026-09-30', undefined],
    ['a version from its first day on', 'silver', '2026-10-01', '2026-10-01'],
    ['a version until the last day of a month', 'silver', '2026-11-30', '2026-10-01'],
    ['the next version from the first of its month', 'silver', '2026-12-01', '2026-12-01'],
    ['nothing of another tier', 'platinum', '2026-12-01', undefined],
    ['nothing once an empty version has ended it', 'gold', '2027-01-01', undefined],
  ] as const)('is %s', (...[, tier, day, version]) => {
    expect(setOn(sets, { tier, day: businessDay(day) })?.version).toBe(version)
  })
})

test.each([
  ['all at first', 2, 0, 2],
  ['what an earlier tier has not used', 2, 1, 1],
  ['none when all are made', 1, 1, 0],
  ['none, and never less, after a downgrade', 1, 2, 0],
])('choices left: %s', (...[, choose, chosen, left]) => {
  expect(choicesLeft(set('silver', '2026-10-01', { choose }), chosen)).toBe(left)
})

test('without an offer no choice is left', () => {
  expect(choicesLeft(null, 0)).toBe(0)
})

describe('a choice is refused', () => {
  it.each([
    ['not at all', {}, [], null],
    ['in a tier without an offer', { of: null }, [], 'entitlement_not_offered'],
    ['when the list lacks it', { offer: { id: 'OTHER' } }, [], 'entitlement_not_offered'],
    ['when the catalogue lacks it', { offer: null }, [], 'entitlement_not_offered'],
    ['when it was chosen this month', {}, ['TEA'], 'entitlement_chosen_already'],
    ['when another was chosen in its place', {}, ['FILM'], 'entitlement_used_up'],
    ['after it ended', { offer: { endsAt: new Date('2026-11-22T01:59:59.999Z') } }, [], 'benefit_ended'],
    ['before it begins', { offer: { startsAt: new Date('2026-11-23T00:00:00.000Z') } }, [], 'benefit_not_started'],
    ['when it is sold out', { offer: { issued: 5 } }, [], 'sold_out'],
    ['as used up before as sold out', { offer: { issued: 5 } }, ['FILM'], 'entitlement_used_up'],
  ] as const)('%s', (...[, given, chosen, code]) => {
    const over: { of?: null; offer?: Partial<Offer> | null } = given
    const offer = over.offer === null ? null : { ...tea, ...over.offer }
    const offered = over.of === null ? null : set('silver', '2026-10-01')
    expect(refusalOf(offered, { offer, chosen, now })).toBe(code)
  })
})

test('what was chosen is shown as chosen, although it is sold out by now', () => {
  expect(stateOf({ ...tea, issued: 5 }, { chosen: ['TEA'], now })).toBe('chosen')
})

describe('the next offer', () => {
  const table = [
    { tier: 'basic', threshold: 0 },
    { tier: 'silver', threshold: 1_000 },
    { tier: 'gold', threshold: 4_000 },
    { tier: 'platinum', threshold: 12_000 },
  ] as const
  const sets = [set('silver', '2026-10-01'), set('platinum', '2026-10-01')]
  const day = businessDay('2026-11-22')

  it.each([
    ['silver for basic', 'basic', 300, { tier: 'silver', missing: 700 }],
    ['past a tier that offers nothing', 'silver', 1_500, { tier: 'platinum', missing: 10_500 }],
    ['nothing missing when the growth is there already', 'gold', 12_500, { tier: 'platinum', missing: 0 }],
  ] as const)('is %s', (...[, tier, growth, expected]) => {
    const next = nextOffer(sets, { tier, growth, table, day })
    expect({ tier: next?.set.tier, missing: next?.missing }).toEqual(expected)
  })

  it('is a higher one also for a tier that the table no longer has', () => {
    const withoutGold = table.filter((step) => step.tier !== 'gold')
    expect(nextOffer(sets, { tier: 'gold', growth: 5_000, table: withoutGold, day })?.set.tier).toBe('platinum')
  })

  it('is none at the top', () => {
    expect(nextOffer(sets, { tier: 'platinum', growth: 20_000, table, day })).toBeNull()
  })
})
