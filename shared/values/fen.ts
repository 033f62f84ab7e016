import { wholeNumber } from './integers'

/** An amount of money in fen (1 yuan = 100 fen), a whole number ≥ 0. The direction is told by the kind of spend. */
export type Fen = number & { readonly unit: 'fen' }

/** @throws RangeError for fractions, negatives and numbers past 2^53. */
export function fen(value: number | string | bigint): Fen {
  const number = wholeNumber(value, 'fen')
  if (number < 0) throw new RangeError(`an amount cannot be negative, got ${number}`)
  return number as Fen
}

/** "52.30" of 5230. */
export function formatFen(value: number): string {
  const sign = value < 0 ? '-' : ''
  const whole = Math.abs(value)
  return `${sign}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`
}
