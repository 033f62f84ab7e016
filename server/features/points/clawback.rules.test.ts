import fc from 'fast-check'
import { businessDay } from '../../../shared/values/businessDay'
import { points } from '../../../shared/values/points'
import { clawback, restoration, type Taken } from './clawback.rules'
import { type Bucket, buckets, type Lot, type Move } from './lot'

const today = businessDay('2026-11-22')

function lot(lotId: string, holds: Partial<Record<Bucket, number>>): Lot {
  const inBuckets = Object.fromEntries(buckets.map((bucket) => [bucket, points(holds[bucket] ?? 0)]))
  return {
    ...(inBuckets as Record<Bucket, Lot[Bucket]>),
    lotId,
    cardId: 'card',
    source: lotId,
    earned: points(Object.values(holds).reduce((sum, amount) => sum + amount, 0)),
    createdAt: new Date(0),
    availableOn: businessDay('2026-11-01'),
    expiresOn: businessDay('2028-11-30'),
  }
}

const shown = (moves: Move[]) => moves.map(({ from, to, amount, lotId }) => [from, to, Number(amount), lotId])

const own = lot('a', { pending: 5, expired: 10, redeemed: 85 })
const other = lot('b', { available: 20 })

test.each([
  ['owe', 'debt'],
  ['forgive', 'issuer'],
] as const)('what no lot has: a programme that says %s takes it from %s', (debtPolicy, from) => {
  const moves = clawback(points(100), { own, lots: [own, other], today, debtPolicy })
  expect(shown(moves)).toEqual([
    ['pending', 'clawed_back', 5, 'a'],
    ['expired', 'clawed_back', 10, 'a'],
    ['available', 'clawed_back', 20, 'b'],
    [from, 'clawed_back', 65, null],
  ])
})

test('what was given up goes back to the issuer first, and gives the cardholder nothing', () => {
  const taken: Taken = { lots: [{ lotId: 'b', amount: points(20) }], debt: points(0), forgiven: points(65) }
  const emptied = lot('a', { clawed_back: 80, redeemed: 85 })
  const lots = [emptied, lot('b', { clawed_back: 20 })]
  const moves = restoration(points(70), { own: emptied, lots, taken, debt: points(0), today })
  expect(shown(moves)).toEqual([
    ['clawed_back', 'issuer', 65, null],
    ['clawed_back', 'available', 5, 'b'],
  ])
})

test('the whole amount is always booked as taken back, from no place more than it holds, and forgiving makes no debt', () => {
  const some = fc.nat(60)
  const someLot = fc.record({ pending: some, available: some, expired: some, redeemed: some })
  const policy = fc.constantFrom('owe', 'forgive')
  fc.assert(
    fc.property(
      fc.array(someLot, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 300 }),
      policy,
      (holds, amount, debtPolicy) => {
        const lots = holds.map((each, at) => lot(`l${at}`, each))
        const moves = clawback(points(amount), { own: lots[0] as Lot, lots, today, debtPolicy })
        expect(moves.reduce((sum, move) => sum + move.amount, 0)).toBe(amount)
        expect(moves.every(({ to }) => to === 'clawed_back')).toBe(true)
        for (const { lotId, from, amount: taken } of moves) {
          const held = lots.find((each) => each.lotId === lotId)
          if (held) expect(taken).toBeLessThanOrEqual(held[from as Bucket])
          else expect(from).toBe(debtPolicy === 'owe' ? 'debt' : 'issuer')
        }
      },
    ),
  )
})
