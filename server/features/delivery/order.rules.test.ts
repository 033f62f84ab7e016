import fc from 'fast-check'
import { type Asking, calmPace, type Heard, nextOf, nextWithoutLink, type Standing, takenAs } from './order.rules'

const now = new Date('2026-11-22T02:00:00.000Z')
const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds)
const hence = (milliseconds: number) => new Date(now.getTime() + milliseconds)
const minute = 60_000
const hour = 60 * minute

const sent: Standing = { state: 'placing', attempts: 1, placedAt: now, unsureSince: null, rejections: 0 }
const unknown: Standing = {
  state: 'unknown',
  attempts: 2,
  placedAt: ago(minute),
  unsureSince: ago(minute),
  rejections: 0,
}
const accepted: Standing = {
  state: 'accepted',
  attempts: 2,
  placedAt: ago(minute),
  unsureSince: null,
  rejections: 0,
}
const first: Asking = { asked: 'first', now, chance: 1, deduplicates: true, pace: calmPace }
const query: Asking = { ...first, asked: 'query' }
const again: Asking = { ...first, asked: 'again' }
const forgetful = { ...query, deduplicates: false }

describe('an order, an answer, and what becomes of it', () => {
  test.each<[string, Standing, Heard['state'], Asking, unknown]>([
    ['delivered at once', sent, 'delivered', first, 'delivered'],
    ['delivered, as a query says', unknown, 'delivered', query, 'delivered'],
    ['accepted', sent, 'accepted', first, { state: 'accepted', dueAt: hence(5_000), unsureSince: null }],
    ['accepted after a doubt, which is over', unknown, 'accepted', query, { state: 'accepted', unsureSince: null }],
    ['rejected at the first sending', sent, 'rejected', first, 'failed'],
    [
      'rejected by a query: once is not enough',
      unknown,
      'rejected',
      query,
      { state: 'unknown', rejections: 1, dueAt: hence(30_000) },
    ],
    ['rejected by a second query', { ...unknown, rejections: 1 }, 'rejected', query, 'failed'],
    ['accepted first, then rejected by a query', accepted, 'rejected', query, { state: 'accepted', rejections: 1 }],
    ['accepted first, then rejected twice', { ...accepted, rejections: 1 }, 'rejected', query, 'failed'],
    [
      'rejected, then accepted: counted anew',
      { ...unknown, rejections: 1 },
      'accepted',
      query,
      { state: 'accepted', rejections: 0 },
    ],
    ['rejected at a second sending', unknown, 'rejected', again, { state: 'unknown', rejections: 1 }],
    ['no answer to the sending', sent, 'unsure', first, { state: 'unknown', unsureSince: now, dueAt: hence(5_000) }],
    [
      'no answer to a query',
      unknown,
      'unsure',
      query,
      { state: 'unknown', unsureSince: unknown.unsureSince, dueAt: hence(10_000) },
    ],
    [
      'no answer to a query keeps what was said before',
      { ...unknown, rejections: 1 },
      'unsure',
      query,
      { rejections: 1 },
    ],
    ['no answer about what was accepted', accepted, 'unsure', query, { state: 'accepted', unsureSince: null }],
    ['not known to a supplier that knows numbers again', unknown, 'not_found', query, 'place_again'],
    ['not known to one that does not', unknown, 'not_found', forgetful, { state: 'unknown', dueAt: hence(10_000) }],
    ['not known, and was rejected once', { ...unknown, rejections: 1 }, 'not_found', forgetful, { rejections: 0 }],
    ['accepted, and then not known', accepted, 'not_found', forgetful, { state: 'unknown', unsureSince: now }],
    [
      'turned away at the first sending',
      sent,
      'turned_away',
      first,
      { state: 'new', placedAt: null, dueAt: hence(5_000) },
    ],
    [
      'a query that was turned away',
      unknown,
      'turned_away',
      query,
      { state: 'unknown', unsureSince: unknown.unsureSince },
    ],
    ['a second sending that was turned away', unknown, 'turned_away', again, { state: 'unknown' }],
    ['a query about what was accepted, turned away', accepted, 'turned_away', query, { state: 'accepted' }],
    [
      'half an hour of doubt at one that does not know numbers again',
      { ...unknown, placedAt: ago(hour), unsureSince: ago(30 * minute) },
      'not_found',
      forgetful,
      { state: 'unknown', dueAt: hence(hour) },
    ],
    [
      'half an hour of doubt at one that does',
      { ...unknown, placedAt: ago(hour), unsureSince: ago(30 * minute), attempts: 20 },
      'unsure',
      query,
      { state: 'unknown', dueAt: hence(10 * minute) },
    ],
    [
      'two days without an end',
      { ...unknown, placedAt: ago(24 * hour) },
      'unsure',
      query,
      { state: 'manual', dueAt: null },
    ],
    ['a day of being accepted', { ...accepted, placedAt: ago(24 * hour) }, 'accepted', query, { state: 'manual' }],
    ['delivered after a day', { ...unknown, placedAt: ago(24 * hour) }, 'delivered', query, 'delivered'],
  ])('%s', (...[, order, state, asking, expected]) => {
    const next = nextOf(order, { state } as Heard, asking)
    if (typeof expected === 'string') expect(next).toBe(expected)
    else expect(next).toMatchObject(expected as object)
  })

  test('a link that nobody told is asked for', () => {
    expect(nextWithoutLink(unknown, query)).toMatchObject({ state: 'accepted', dueAt: hence(10_000) })
    expect(nextWithoutLink({ ...unknown, placedAt: ago(24 * hour) }, query)).toMatchObject({ state: 'manual' })
  })
})

describe('taking an order', () => {
  test('that is new is its first sending', () => {
    const order = { state: 'new', placedAt: null, unsureSince: null } as const
    expect(takenAs(order, now)).toEqual({ state: 'placing', placedAt: now, unsureSince: null, isFirst: true })
  })

  test('that another left in the middle of its sending is never a first one', () => {
    const order = { state: 'placing', placedAt: ago(minute), unsureSince: null } as const
    const taken = { state: 'unknown', placedAt: ago(minute), unsureSince: now, isFirst: false }
    expect(takenAs(order, now)).toEqual(taken)
  })

  test('that was accepted leaves it accepted', () => {
    expect(takenAs(accepted, now)).toMatchObject({ state: 'accepted', isFirst: false })
  })
})

const moments = fc.integer({ min: 0, max: 72 * 60 }).map((minutes) => ago(minutes * minute))
const orders: fc.Arbitrary<Standing> = fc.record({
  state: fc.constantFrom('placing', 'accepted', 'unknown'),
  attempts: fc.integer({ min: 1, max: 200 }),
  placedAt: moments,
  unsureSince: fc.option(moments),
  rejections: fc.integer({ min: 0, max: 1 }),
})
const words = fc.constantFrom<Heard['state']>('delivered', 'accepted', 'rejected', 'not_found', 'unsure', 'turned_away')
const askings: fc.Arbitrary<Asking> = fc.record({
  asked: fc.constantFrom('first', 'again', 'query'),
  now: fc.constant(now),
  chance: fc.double({ min: 0, max: 0.999, noNaN: true }),
  deduplicates: fc.boolean(),
  pace: fc.constant(calmPace),
})

describe('whatever is heard', () => {
  test('points go back for nothing but a rejection', () => {
    fc.assert(
      fc.property(orders, words, askings, (order, state, asking) => {
        if (nextOf(order, { state }, asking) === 'failed') expect(state).toBe('rejected')
      }),
    )
  })

  test('what may have been sent fails only when it was rejected twice', () => {
    fc.assert(
      fc.property(orders, words, askings, (order, state, asking) => {
        const wasSent = asking.asked !== 'first' || order.unsureSince !== null
        if (wasSent && order.rejections === 0) expect(nextOf(order, { state }, asking)).not.toBe('failed')
      }),
    )
  })

  test('only a supplier that knows numbers again is sent anything again', () => {
    fc.assert(
      fc.property(orders, words, askings, (order, state, asking) => {
        const next = nextOf(order, { state }, asking)
        if (next === 'place_again') expect(asking).toMatchObject({ deduplicates: true, asked: 'query' })
        const isNew = typeof next === 'object' && next.state === 'new'
        if (isNew) expect({ state, asked: asking.asked }).toEqual({ state: 'turned_away', asked: 'first' })
      }),
    )
  })

  test('it is taken again within an hour, or waits for a person', () => {
    fc.assert(
      fc.property(orders, words, askings, (order, state, asking) => {
        const next = nextOf(order, { state }, asking)
        if (typeof next !== 'object') return
        expect(next.dueAt === null).toBe(next.state === 'manual')
        const wait = (next.dueAt?.getTime() ?? now.getTime() + 1) - now.getTime()
        expect(wait).toBeGreaterThan(0)
        expect(wait).toBeLessThanOrEqual(hour)
      }),
    )
  })
})
