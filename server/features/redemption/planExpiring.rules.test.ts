import fc from 'fast-check'
import { type Offer, plansFor } from './planExpiring.rules'

const offer = (id: string, points: number, over: Partial<Offer> = {}): Offer => ({
  id,
  points,
  times: 1,
  shared: null,
  ...over,
})

describe('what can be had with points that expire', () => {
  it.each([
    ['one that costs just as much', 500, { points: 500, left: 0, fromLater: 0 }],
    ['two that fit, rather than one that takes of the others', 700, { points: 700, left: 0, fromLater: 0 }],
    ['the same twice, where it may be had twice', 400, { points: 400, left: 0, fromLater: 0 }],
    ['more than expires, when nothing fits', 450, { points: 500, left: 0, fromLater: 50 }],
  ])('%s', (_name, expiring, expected) => {
    const twice = offer('B', 200, { times: 2, shared: { name: 'K', times: 2 } })
    const [best] = plansFor({ expiring, available: 900 }, [offer('A', 500), twice])
    expect(best).toMatchObject(expected)
  })

  it('says what expires all the same, when all that can be had costs less', () => {
    expect(plansFor({ expiring: 1_000, available: 1_000 }, [offer('A', 300)])).toEqual([
      { picks: [{ id: 'A', times: 1 }], points: 300, left: 700, fromLater: 0 },
    ])
  })

  it('never has more of a campaign than its limit leaves', () => {
    const shared = { name: 'K', times: 1 }
    const [best] = plansFor({ expiring: 600, available: 600 }, [
      offer('A', 300, { shared, times: 3 }),
      offer('B', 300, { shared, times: 3 }),
    ])
    expect(best).toMatchObject({ points: 300, left: 300 })
  })

  it.each([0, 100])('has nothing to say when %s points expire and nothing can be had', (expiring) => {
    expect(plansFor({ expiring, available: expiring }, [offer('A', 200), offer('B', 50, { times: 0 })])).toEqual([])
  })
})

const someOffers = fc.array(
  fc.record({
    points: fc.integer({ min: 1, max: 60 }),
    times: fc.integer({ min: 0, max: 3 }),
    shared: fc.option(fc.record({ name: fc.constantFrom('K', 'L'), times: fc.integer({ min: 0, max: 3 }) }), {
      nil: null,
    }),
  }),
  { maxLength: 7 },
)
// A limit is the same whichever of its benefits names it.
const offersOf = (drawn: Omit<Offer, 'id'>[]): Offer[] =>
  drawn.map((one, at) => {
    const first = drawn.find(({ shared }) => shared !== null && shared.name === one.shared?.name)
    return { ...one, id: `B${at}`, shared: first?.shared ?? null }
  })
const sums = fc.record({ expiring: fc.integer({ min: 0, max: 120 }), later: fc.integer({ min: 0, max: 60 }) })

describe('whatever is offered', () => {
  it('a plan stays within points, limits and stock, and its sums are right', () => {
    fc.assert(
      fc.property(someOffers, sums, (drawn, { expiring, later }) => {
        const offers = offersOf(drawn)
        const available = expiring + later
        for (const { picks, points, left, fromLater } of plansFor({ expiring, available }, offers)) {
          const chosen = picks.map(({ id, times }) => ({ times, of: offers.find((one) => one.id === id) as Offer }))
          expect(points).toBe(chosen.reduce((sum, { times, of }) => sum + times * of.points, 0))
          expect(points).toBeLessThanOrEqual(available)
          expect(left - fromLater).toBe(expiring - points)
          expect(Math.min(left, fromLater)).toBe(0)
          for (const { times, of } of chosen) expect(times).toBeLessThanOrEqual(of.times)
          for (const name of ['K', 'L']) {
            const ofLimit = chosen.filter(({ of }) => of.shared?.name === name)
            const taken = ofLimit.reduce((sum, { times }) => sum + times, 0)
            expect(taken).toBeLessThanOrEqual(ofLimit[0]?.of.shared?.times ?? 0)
          }
        }
      }),
    )
  })

  it('no other choice of up to three is better than the first plan', () => {
    fc.assert(
      fc.property(someOffers, sums, (drawn, { expiring, later }) => {
        const offers = offersOf(drawn)
        const available = expiring + later
        const [best] = plansFor({ expiring, available }, offers)
        for (const chosen of allChoices(offers)) {
          const points = chosen.reduce((sum, one) => sum + one.points, 0)
          if (points > available || expiring === 0) continue
          const left = Math.max(0, expiring - points)
          const fromLater = Math.max(0, points - expiring)
          expect(best).toBeDefined()
          expect([best?.left, best?.fromLater].map(Number)).toEqual(
            lesser([best?.left, best?.fromLater].map(Number), [left, fromLater]),
          )
        }
      }),
      { numRuns: 60 },
    )
  })

  it('a plan with more redemptions is better than those with fewer, and the best comes first', () => {
    fc.assert(
      fc.property(someOffers, sums, (drawn, { expiring, later }) => {
        const plans = plansFor({ expiring, available: expiring + later }, offersOf(drawn))
        expect(plans.length).toBeLessThanOrEqual(3)
        for (const [at, plan] of plans.entries()) {
          const next = plans[at + 1]
          if (!next) continue
          expect(lesser([plan.left, plan.fromLater], [next.left, next.fromLater])).toEqual([plan.left, plan.fromLater])
          expect([plan.left, plan.fromLater]).not.toEqual([next.left, next.fromLater])
        }
      }),
    )
  })
})

function lesser(one: number[], other: number[]): number[] {
  const [a = 0, b = 0] = one
  const [c = 0, d = 0] = other
  return a < c || (a === c && b <= d) ? one : other
}

/** Every choice of one to three redemptions that the limits allow, by brute force. */
function allChoices(offers: Offer[]): Offer[][] {
  const found: Offer[][] = []
  const grow = (chosen: Offer[]) => {
    if (chosen.length > 0) found.push(chosen)
    if (chosen.length === 3) return
    for (const next of offers) {
      const same = chosen.filter(({ id }) => id === next.id).length
      const inLimit = chosen.filter(({ shared }) => shared !== null && shared.name === next.shared?.name).length
      if (same >= next.times || (next.shared && inLimit >= next.shared.times)) continue
      grow([...chosen, next])
    }
  }
  grow([])
  return found
}
