import { createHash } from 'node:crypto'
import { Unsure } from '../ports/unsure'
import type { SignedSide } from './signedCall'

export type SupplierSide = SignedSide & {
  /** Whether the supplier promises that the same order number twice is one order. */
  deduplicates: boolean
}

/** A day's list of a large supplier. */
export const statementLimitBytes = 64 * 1_048_576

export const orderNoPattern = /^[A-Za-z0-9_-]{1,64}$/

export function proofOf(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export function unsure(call: string, why: string): Unsure {
  return new Unsure({ otherSide: 'supplier', call, why })
}
