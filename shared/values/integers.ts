/** A whole number that is safe to add and compare, or an error that names what it was meant to be. */
export function wholeNumber(value: number | string | bigint, what: string): number {
  const isDigits = typeof value !== 'string' || /^-?\d+$/.test(value)
  const number = isDigits ? Number(value) : Number.NaN
  if (!Number.isSafeInteger(number)) throw new RangeError(`${what} must be a whole number, got ${String(value)}`)
  return number
}

/** floor(numerator / denominator) for whole numbers, exact also where the numerator exceeds 2^53. */
export function floorDiv(numerator: bigint, denominator: bigint): number {
  if (denominator <= 0n) throw new RangeError('a division needs a positive denominator')
  const quotient = numerator / denominator
  const floored = numerator < 0n && numerator % denominator !== 0n ? quotient - 1n : quotient
  return wholeNumber(floored, 'a quotient')
}

/** floor(value × multiplier / divisor) for whole numbers ≥ 0, exact also where the product exceeds 2^53. */
export function mulDiv(value: number, multiplier: number, divisor: number): number {
  const product = value * multiplier
  if (Number.isSafeInteger(product)) return Math.floor(product / divisor)
  return floorDiv(BigInt(value) * BigInt(multiplier), BigInt(divisor))
}
