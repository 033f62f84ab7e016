import type { OwnRows } from '../../shared/contract/privacy'
import type { Reader, Tx } from './database'

type OwnRow = OwnRows['rows'][number]

/** Which rows are asked for: so many, from behind `after`, which is what an earlier answer called `next`. */
export interface OwnPage {
  after: string | undefined
  limit: number
}

export interface OwnPart {
  rows: OwnRow[]
  /** Null when these were the last. */
  next: string | null
}

/** Reads a section of what is kept of one cardholder, for themselves. */
export type ReadOwn = (reader: Reader, cardholderId: string, page: OwnPage) => Promise<OwnPart>

/**
 * Erases what a feature keeps that tells who a cardholder is, in the transaction that deletes their account. Doing it twice
 * is doing it once.
 */
export type EraseOwn = (tx: Tx, cardholderId: string) => Promise<unknown>

/** The part of what was found, of which one row more was asked for than is wanted. */
export function ownPart<T>(
  found: readonly T[],
  { limit }: OwnPage,
  { keyOf, rowOf }: { keyOf: (row: T) => string; rowOf: (row: T) => OwnRow },
): OwnPart {
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown.map(rowOf), next: found.length > limit && last ? keyOf(last) : null }
}

/** Where a section begins that is sorted by two columns, from the newest to the oldest. */
export function pairOf(after: string | undefined): [string, string] | null {
  const [first, second] = after?.split('|') ?? []
  return first !== undefined && second !== undefined ? [first, second] : null
}

export const instantOf = (moment: Date | null): string | null => moment?.toISOString() ?? null
