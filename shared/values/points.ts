import { wholeNumber } from './integers'

/** Spendable points, a whole number ≥ 0. */
export type Points = number & { readonly unit: 'points' }

/** @throws RangeError for fractions, negatives and numbers past 2^53. */
export function points(value: number | string | bigint): Points {
  const number = wholeNumber(value, 'points')
  if (number < 0) throw new RangeError(`points cannot be negative, got ${number}`)
  return number as Points
}

export const noPoints = points(0)

export function sumPoints(parts: Iterable<Points>): Points {
  let sum = 0
  for (const part of parts) sum += part
  return points(sum)
}

/** "12,345" for screens. */
export function formatPoints(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}
