import type { EntryKind } from '../../../shared/contract/points'
import type { Tx } from '../../db/database'
import { type Bucket, buckets, type Lot, type Move } from './lot'
import { dueOn } from './lots.rules'
import { changeAccount, changeLot, insertEntries, type Transaction, type Who } from './points.store'

/** One transaction of the books, before its moves are written as legs. */
export interface Posting extends Omit<Transaction, 'legs'> {
  kind: EntryKind
  moves: readonly Move[]
}

/**
 * The only place where points move: entries, lots and balance in one step, so that they cannot come apart. Called inside
 * a transaction that holds the account's lock. The lots given are brought up to date in place.
 */
export async function post(
  tx: Tx,
  who: Who,
  { postings, lots }: { postings: readonly Posting[]; lots: ReadonlyMap<string, Lot> },
): Promise<void> {
  const account = { pending: 0, available: 0, held: 0, debt: 0 }
  const changes = new Map<string, LotChange>()
  for (const move of postings.flatMap((posting) => posting.moves)) {
    addToAccount(account, move)
    if (move.lotId !== null) addToLot(changes, move)
  }
  await insertEntries(
    tx,
    who,
    postings.map((posting) => ({ ...posting, legs: posting.moves.flatMap(legsOf) })),
  )
  await changeAccount(tx, who, account)
  for (const [lotId, change] of changes) await writeLot(tx, who, { lot: lotNamed(lots, lotId), change })
}

function legsOf({ from, to, amount, lotId }: Move) {
  return [
    { account: from, amount: -amount, lotId },
    { account: to, amount: amount as number, lotId },
  ]
}

function addToAccount(account: Record<'pending' | 'available' | 'held' | 'debt', number>, { from, to, amount }: Move) {
  if (from === 'pending' || from === 'available' || from === 'held') account[from] -= amount
  if (to === 'pending' || to === 'available' || to === 'held') account[to] += amount
  // What is owed is shown as a positive number, while the books hold it below zero.
  if (from === 'debt') account.debt += amount
  if (to === 'debt') account.debt -= amount
}

type LotChange = Partial<Record<Bucket | 'earned', number>>

function addToLot(changes: Map<string, LotChange>, move: Move) {
  const change = changes.get(move.lotId as string) ?? {}
  const add = (place: Bucket | 'earned' | null, amount: number) => {
    if (place) change[place] = (change[place] ?? 0) + amount
  }
  add(move.bucket?.from ?? bucketOf(move.from), -move.amount)
  add(move.bucket?.to ?? bucketOf(move.to), move.amount)
  // What a lot earned is what came from the issuer into it, less what went back.
  if (move.from === 'issuer') add('earned', move.amount)
  if (move.to === 'issuer') add('earned', -move.amount)
  changes.set(move.lotId as string, change)
}

function bucketOf(account: Move['from']): Bucket | null {
  return account === 'issuer' || account === 'debt' ? null : account
}

function lotNamed(lots: ReadonlyMap<string, Lot>, lotId: string): Lot {
  const lot = lots.get(lotId)
  if (!lot) throw new Error(`a posting names lot ${lotId}, which was not loaded`)
  return lot
}

async function writeLot(tx: Tx, who: Who, { lot, change }: { lot: Lot; change: LotChange }) {
  for (const bucket of buckets) lot[bucket] = (lot[bucket] + (change[bucket] ?? 0)) as Lot[Bucket]
  lot.earned = (lot.earned + (change.earned ?? 0)) as Lot['earned']
  await changeLot(tx, who, { lotId: lot.lotId, change, dueOn: dueOn(lot) })
}
