import type { Rounding } from '../../../shared/contract/points'
import { floorDiv } from '../../../shared/values/integers'
import { type Points, points } from '../../../shared/values/points'

const whole = 10_000n

/** The one rounding, down where nothing else is said. */
export function pointsAt(
  amountFen: number,
  { rate, multiplier, rounding = 'down' }: { rate: number; multiplier: number; rounding?: Rounding },
): Points {
  const product = amountFen * rate * multiplier
  if (rounding === 'down' && Number.isSafeInteger(product)) return points(Math.floor(product / 100_000_000))
  return points(roundedDiv(BigInt(amountFen) * BigInt(rate) * BigInt(multiplier), whole * whole, rounding))
}

/** A quotient of whole numbers ≥ 0, rounded to a whole number. */
export function roundedDiv(numerator: bigint, denominator: bigint, rounding: Rounding): number {
  const floored = floorDiv(numerator, denominator)
  if (rounding === 'down') return floored
  const twice = 2n * (numerator - BigInt(floored) * denominator)
  if (twice === denominator) return rounding === 'half_up' || floored % 2 === 1 ? floored + 1 : floored
  return twice > denominator ? floored + 1 : floored
}
