import { timingSafeEqual } from 'node:crypto'

/** Compares two texts in a time that tells at most their length. */
export function isSameText(one: string, other: string): boolean {
  const [bytes, others] = [Buffer.from(one), Buffer.from(other)]
  return bytes.length === others.length && timingSafeEqual(bytes, others)
}
