import { businessDay } from '../../../shared/values/businessDay'
import { delaysOf, stepOf, sumOfDelays, withinMs } from './delays.rules'
import { type LoopFigures, shareOf, stepsOf } from './loop.rules'
import { byDay, pointsIn } from './pointsByDay.rules'

describe('delays', () => {
  test.each([1, 2, 17, 999, 1000, 59_999, 3_600_000])('%i ms are told to the tenth above', (ms) => {
    const told = withinMs(delaysOf([ms]), 0.5) as number
    expect(told).toBeGreaterThanOrEqual(ms - 1)
    expect(told).toBeLessThanOrEqual(ms * 1.1 + 1)
  })
  test('what has no length, or a clock that went back, is the shortest; the longest has an end', () => {
    expect(stepOf(0)).toBe(0)
    expect(stepOf(-5)).toBe(0)
    expect(stepOf(1e12)).toBe(stepOf(30 * 86_400_000))
  })
  test('days add up to what all of them would have been at once', () => {
    const [one, other] = [
      [5, 50, 500],
      [5, 5000],
    ]
    expect(sumOfDelays([delaysOf(one), delaysOf(other)])).toEqual(delaysOf([...one, ...other]))
  })
  test('half of them, and nearly all', () => {
    const delays = delaysOf([...Array<number>(95).fill(100), ...Array<number>(5).fill(10_000)])
    expect(withinMs(delays, 0.95)).toBeLessThan(111)
    expect(withinMs(delays, 0.96)).toBeGreaterThan(9_999)
    expect(withinMs({}, 0.5)).toBeNull()
  })
})

describe('points by day', () => {
  const day = (text: string, issued: number, redeemed = 0) => {
    return { day: businessDay(text), issued, redeemed, expired: 0, takenBack: 0 }
  }
  test('what was written late stands with its own day, and days without any are there', () => {
    const until = businessDay('2026-11-03')
    const moved = byDay(
      [day('2026-11-01', 5), day('2026-11-03', 2, 4), day('2026-11-01', 1), day('2026-11-04', 9)],
      until,
    )
    const { points, days } = pointsIn(moved, { from: businessDay('2026-11-02'), until })
    expect(points).toEqual({ issued: 2, redeemed: 4, expired: 0, takenBack: 0, outstandingBefore: 6, outstanding: 4 })
    expect(days.map(({ outstanding }) => outstanding)).toEqual([6, 4])
  })
})

describe('the loop', () => {
  const none: LoopFigures = {
    people: 0,
    peopleWithBenefit: 0,
    peopleWhoBoundAfter: 0,
    cardsBound: 0,
    cardsActive: 0,
    cardsActiveBefore: 0,
    cardsRewarded: 0,
    cardsInHabit: 0,
    peopleOnce: 0,
    peopleAgain: 0,
    fen: 0,
    fenBefore: 0,
    purchases: 0,
    purchasesBefore: 0,
  }
  test('a share of nothing is no share', () => {
    expect(stepsOf(none, null).every(({ perTenThousand, before }) => perTenThousand === null && before === null)).toBe(
      true,
    )
    expect(stepsOf(null, none)).toHaveLength(7)
  })
  test('money and use are of one card, so more cards alone raise neither', () => {
    const one = {
      ...none,
      cardsActive: 1,
      cardsActiveBefore: 1,
      fen: 500,
      fenBefore: 500,
      purchases: 2,
      purchasesBefore: 2,
    }
    const many = { ...one, cardsActive: 7, fen: 3500, purchases: 14 }
    for (const step of ['money', 'use'] as const) {
      expect(shareOf(one, step)).toBe(10_000)
      expect(shareOf(many, step)).toBe(10_000)
    }
  })
  test('a month of more refunds than purchases is nothing to compare with', () => {
    expect(shareOf({ ...none, cardsActive: 1, cardsActiveBefore: 1, fen: 5, fenBefore: -5 }, 'money')).toBeNull()
  })
})
