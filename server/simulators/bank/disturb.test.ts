import fc from 'fast-check'
import { disturb } from './disturb'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const disturbance = fc.record({ drop: share, duplicate: share, reorder: fc.boolean(), seed: fc.nat() })
const hundred = Array.from({ length: 100 }, (_, index) => index)

describe('a disturbed push', () => {
  it('adds up: what is sent is what was chosen, less the dropped, plus the duplicated', () => {
    fc.assert(
      fc.property(fc.nat(200), disturbance, (length, how) => {
        const events = Array.from({ length }, (_, index) => index)
        const { events: sent, dropped, duplicated } = disturb(events, how)
        expect(sent).toHaveLength(length - dropped + duplicated)
        expect(new Set(sent).size).toBe(length - dropped)
        if (!how.reorder) expect(sent).toEqual([...sent].sort((one, other) => one - other))
      }),
    )
  })

  it('is left alone by nothing, emptied by dropping all, doubled by duplicating all', () => {
    const calm = { drop: 0, duplicate: 0, reorder: false, seed: 1 }
    expect(disturb(hundred, calm)).toEqual({ events: hundred, dropped: 0, duplicated: 0 })
    expect(disturb(hundred, { ...calm, drop: 1 })).toEqual({ events: [], dropped: 100, duplicated: 0 })
    expect(disturb(hundred, { ...calm, duplicate: 1 })).toMatchObject({ dropped: 0, duplicated: 100 })
  })

  it('is the same again for the same seed, and another for another', () => {
    const wild = { drop: 0.2, duplicate: 0.3, reorder: true, seed: 7 }
    expect(disturb(hundred, wild)).toEqual(disturb(hundred, wild))
    expect(disturb(hundred, wild)).not.toEqual(disturb(hundred, { ...wild, seed: 8 }))
  })

  it('really changes the order', () => {
    const { events } = disturb(hundred, { drop: 0, duplicate: 0, reorder: true, seed: 3 })
    expect(events).not.toEqual(hundred)
  })
})
