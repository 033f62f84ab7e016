import { points } from '../../../shared/values/points'
import type { Shelves } from '../catalogue'
import { homeShelf, type Means, pickFor } from './homeShelf'

type Listed = NonNullable<ReturnType<Shelves['kept']['get']>>['shelf']['benefits'][number]

const now = new Date('2026-11-22T02:00:00.000Z')

function benefit(id: string, over: Partial<Listed> = {}): Listed {
  const made = {
    id,
    title: id,
    category: 'food',
    tier: 'basic',
    points: points(500),
    startsAt: new Date('2026-01-01T00:00:00.000Z'),
    endsAt: new Date('2026-12-31T00:00:00.000Z'),
    campaignId: null,
    products: null,
    delivery: 'code',
    stock: 10,
    issued: 0,
    releases: [],
    retired: false,
    ...over,
  }
  return made as unknown as Listed
}

/** The shelf of a programme as it was read just now. */
function shelfOf(...benefits: Listed[]) {
  const shelf = { version: '1', loadedAt: '', benefits, named: new Map() }
  const kept = new Map([['p', { readAt: now.getTime(), shelf }]])
  const shelves = { now: () => now, kept, underWay: new Map(), reader: undefined as never } as unknown as Shelves
  return homeShelf(shelves, { programmeId: 'p', now })
}

const me: Means = { available: 1_000, debt: 0, tier: 'silver', product: 'youth' }
const ids = ({ benefits }: ReturnType<typeof pickFor>) => benefits.map(({ id }) => id)
const soldOut = { issued: 10 }

describe('the benefits of the first screen', () => {
  it('begin with those within my points and my tier, and say how many these are', async () => {
    const shelf = await shelfOf(
      benefit('DEAR', { points: points(1_001) }),
      benefit('GOLD', { tier: 'gold' }),
      benefit('GONE', soldOut),
      benefit('OWN', { tier: 'silver', points: points(1_000) }),
      benefit('PLUS', { products: ['plus'] }),
      benefit('YOUTH', { products: ['youth', 'plus'] }),
    )
    const picked = pickFor(shelf, me)
    expect(ids(picked)).toEqual(['OWN', 'YOUTH', 'DEAR', 'GOLD', 'PLUS', 'GONE'])
    expect(picked.inReach).toBe(2)
  })

  it('are in reach of nobody who owes points', async () => {
    const shelf = await shelfOf(benefit('DEAR', { points: points(9_000) }), benefit('TEA'))
    expect(pickFor(shelf, { ...me, debt: 1 })).toMatchObject({ inReach: 0, benefits: [{ id: 'DEAR' }, { id: 'TEA' }] })
  })

  it('are six at most, and for visitors those that are left, in the order of the catalogue', async () => {
    const many = [...'ABCDEFGH'].map((id) => benefit(id))
    const shelf = await shelfOf(benefit('GONE', soldOut), benefit('RETIRED', { retired: true }), ...many)
    expect(ids(pickFor(shelf, null))).toEqual([...'ABCDEF'])
    expect(pickFor(shelf, me)).toMatchObject({ inReach: 6 })
  })

  it('are one frozen list for all who are shown the same', async () => {
    const shelf = await shelfOf(benefit('TEA'))
    const { benefits } = pickFor(shelf, me)
    expect(pickFor(shelf, { ...me, available: 900 }).benefits).toBe(benefits)
    expect(Object.isFrozen(benefits)).toBe(true)
  })
})

describe('the place for what is going on', () => {
  const portion = (at: string) => ({ releases: [{ at: new Date(at), stock: 4 }] })

  it('has the portion that comes first, within a week', async () => {
    const fest = benefit('FEST', { campaignId: 'FEST' })
    const later = benefit('LATER', portion('2026-11-27T12:00:00.000Z'))
    const { campaign } = await shelfOf(fest, later, benefit('SOON', portion('2026-11-24T12:00:00.000Z')))
    expect(campaign).toMatchObject({ benefitId: 'SOON', release: { at: '2026-11-24T12:00:00.000Z', stock: 4 } })
  })

  it('has a benefit of a campaign before a portion that is further off', async () => {
    const far = benefit('FAR', portion('2026-12-20T12:00:00.000Z'))
    const { campaign } = await shelfOf(
      far,
      benefit('OVER', { campaignId: 'X', ...soldOut }),
      benefit('FEST', { campaignId: 'X' }),
    )
    expect(campaign).toMatchObject({ benefitId: 'FEST', release: null, remaining: 10 })
    expect((await shelfOf(far)).campaign).toMatchObject({ benefitId: 'FAR' })
  })

  it('stays empty when nothing is going on', async () => {
    const { campaign } = await shelfOf(benefit('TEA'), benefit('FAR', portion('2027-06-01T12:00:00.000Z')))
    expect(campaign).toBeNull()
  })
})
