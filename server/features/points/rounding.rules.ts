import type { Rounding } from '../../../shared/contract/points'
import { floorDiv } from '../../../shared/values/integers'

/** A quotient of whole numbers ≥ 0, rounded to a whole number. */
export function roundedDiv(numerator: bigint, denominator: bigint, rounding: Rounding): number {
  const floored = floorDiv(numerator, denominator)
  if (rounding === 'down') return floored
  const twice = 2n * (numerator - BigInt(floored) * denominator)
  if (twice === denominator) return rounding === 'half_up' || floored % 2 === 1 ? floored + 1 : floored
  return twice > denominator ? floored + 1 : floored
}
