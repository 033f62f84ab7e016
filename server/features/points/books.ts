import type { EntryKind } from '../../../shared/contract/points'
import { type Points, points } from '../../../shared/values/points'
import { type Account, type BookAccount, type Bucket, buckets, type Lot, type Move } from './lot'
import type { Transaction } from './points.store'

/** One transaction of the books. */
export interface Posting extends Transaction {
  kind: EntryKind
}

/**
 * The only place where points move: lots and balance in one step, so that they cannot come apart.
 * @throws RangeError where a lot or the balance does not cover a move
 */
export function move(
  { from, to, amount, lotId, bucket }: Move,
  { account, lots }: { account: Account; lots: ReadonlyMap<string, Lot> },
): void {
  // What is owed is shown as a positive number, while the books hold it below zero.
  if (from === 'debt') account.debt = points(account.debt + amount)
  else if (isBalance(from)) account[from] = points(account[from] - amount)
  if (to === 'debt') account.debt = points(account.debt - amount)
  else if (isBalance(to)) account[to] = points(account[to] + amount)
  if (lotId === null) return
  const lot = lots.get(lotId)
  if (!lot) throw new Error(`a posting names lot ${lotId}, which was not loaded`)
  change(lot, bucket?.from ?? bucketOf(from), -amount)
  change(lot, bucket?.to ?? bucketOf(to), amount)
  // What a lot earned is what came from the issuer into it, less what went back.
  if (from === 'issuer') lot.earned = points(lot.earned + amount)
  if (to === 'issuer') lot.earned = points(lot.earned - amount)
}

function isBalance(account: BookAccount): account is 'pending' | 'available' | 'held' {
  return account === 'pending' || account === 'available' || account === 'held'
}

function change(lot: Lot, bucket: Bucket | null, amount: number): void {
  if (bucket) lot[bucket] = points(lot[bucket] + amount)
}

function bucketOf(account: Move['from']): Bucket | null {
  return account === 'issuer' || account === 'debt' ? null : account
}

/** What is in no place any more: an empty lot says nothing that its entries do not say. */
export function isEmpty(lot: Lot): boolean {
  return lot.earned === 0 && buckets.every((bucket) => lot[bucket] === 0)
}

/** What was earned and not taken back, whatever became of it since. */
export function ownedPoints({ account, lots }: { account: { debt: Points }; lots: ReadonlyMap<string, Lot> }): number {
  let owned = -account.debt
  for (const lot of lots.values()) owned += lot.earned - lot.clawed_back - lot.repaid
  return owned
}
