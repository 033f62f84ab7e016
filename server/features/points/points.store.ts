import { type BusinessDay, businessDay } from '../../../shared/values/businessDay'
import { wholeNumber } from '../../../shared/values/integers'
import { points } from '../../../shared/values/points'
import type { Reader, Tx } from '../../db/database'
import { marks } from '../../db/statements'
import { type Account, type BookAccount, type Bucket, buckets, type Lot } from './lot'
import type { AccountRow, EntryRow, LotRow } from './points.entities'

export interface Who {
  programmeId: string
  cardholderId: string
}

/** Locks the account, first of all that a transaction locks; opens it when there is none. */
export async function lockAccount(tx: Tx, who: Who, openedAt: Date): Promise<Account> {
  const known = await selectAccount(tx, who.cardholderId, tx.forUpdate)
  if (known) return known
  const empty = { pending: 0, available: 0, held: 0, debt: 0, version: 0, opened_at: openedAt }
  await tx.insert('account', [{ cardholder_id: who.cardholderId, programme_id: who.programmeId, ...empty }], {
    ignoreKnown: true,
  })
  const opened = await selectAccount(tx, who.cardholderId, tx.forUpdate)
  if (!opened) throw new Error('an account that was just opened is not there')
  return opened
}

export function findAccount(reader: Reader, cardholderId: string): Promise<Account | null> {
  return selectAccount(reader, cardholderId, '')
}

async function selectAccount(reader: Reader, cardholderId: string, lock: string): Promise<Account | null> {
  const [row] = await reader.rows<AccountRow>(
    `SELECT cardholder_id, programme_id, pending, available, held, debt FROM account WHERE cardholder_id = ?${lock}`,
    [cardholderId],
  )
  if (!row) return null
  return {
    cardholderId: row.cardholder_id,
    programmeId: row.programme_id,
    pending: points(row.pending),
    available: points(row.available),
    held: points(row.held),
    debt: points(row.debt),
  }
}

/** Adds to a balance; no part of it may fall below zero, whatever the caller believed. */
export async function changeAccount(
  tx: Tx,
  { cardholderId }: Who,
  change: { pending: number; available: number; held: number; debt: number },
): Promise<void> {
  const { pending, available, held, debt } = change
  const changed = await tx.change(
    `UPDATE account SET pending = pending + ?, available = available + ?, held = held + ?, debt = debt + ?,
       version = version + 1
     WHERE cardholder_id = ? AND pending + ? >= 0 AND available + ? >= 0 AND held + ? >= 0 AND debt + ? >= 0`,
    [pending, available, held, debt, cardholderId, pending, available, held, debt],
  )
  if (changed !== 1) throw new Error(`the balance of ${cardholderId} does not cover its posting`)
}

/** Adds to a lot's buckets; none may fall below zero. */
export async function changeLot(
  tx: Tx,
  { cardholderId }: Who,
  {
    lotId,
    change,
    dueOn,
  }: { lotId: string; change: Partial<Record<Bucket | 'earned', number>>; dueOn: BusinessDay | null },
): Promise<void> {
  const touched = ([...buckets, 'earned'] as const).filter((place) => change[place])
  const amounts = touched.map((bucket) => change[bucket] as number)
  const changed = await tx.change(
    `UPDATE lot SET ${touched.map((bucket) => `${bucket} = ${bucket} + ?`).join(', ')}, due_on = ?
     WHERE cardholder_id = ? AND lot_id = ? AND ${touched.map((bucket) => `${bucket} + ? >= 0`).join(' AND ')}`,
    [...amounts, dueOn, cardholderId, lotId, ...amounts],
  )
  if (changed !== 1) throw new Error(`lot ${lotId} does not cover its posting`)
}

/**
 * Takes away a lot that has nothing in it and never will have had. One that operators gave another last day stays, so that
 * it still has it when the purchase earns again. Answers whether it is gone.
 */
export async function deleteEmptyLot(tx: Tx, { cardholderId }: Who, lotId: string): Promise<boolean> {
  const deleted = await tx.change(
    `DELETE FROM lot WHERE cardholder_id = ? AND lot_id = ? AND earned = 0
       AND NOT EXISTS (SELECT 1 FROM lot_extension e WHERE e.cardholder_id = ? AND e.lot_id = ?)`,
    [cardholderId, lotId, cardholderId, lotId],
  )
  return deleted === 1
}

/** The transaction that first brought points for a purchase. */
export async function earnedBy(reader: Reader, cardholderId: string, purchaseId: string): Promise<string | null> {
  const [row] = await reader.rows<{ transaction_id: string | null }>(
    `SELECT MIN(transaction_id) AS transaction_id FROM entry WHERE cardholder_id = ? AND purchase_id = ? AND kind = 'earn'`,
    [cardholderId, purchaseId],
  )
  return row?.transaction_id ?? null
}

/** Opens a lot with nothing in it yet; its first posting fills it. */
export function insertLot(tx: Tx, who: Who, { lot, createdAt }: { lot: Lot; createdAt: Date }): Promise<number> {
  return tx.insert('lot', [
    {
      cardholder_id: who.cardholderId,
      lot_id: lot.lotId,
      programme_id: who.programmeId,
      card_id: lot.cardId,
      source: lot.source,
      earned: lot.earned,
      ...Object.fromEntries(buckets.map((bucket) => [bucket, lot[bucket]])),
      rule_version: lot.ruleVersion,
      rate_basis_points: lot.rateBasisPoints,
      available_on: lot.availableOn,
      expires_on: lot.expiresOn,
      due_on: null,
      created_at: createdAt,
    },
  ])
}

export interface Leg {
  account: BookAccount
  amount: number
  lotId: string | null
}

export interface Transaction {
  transactionId: string
  kind: string
  /** What caused it: the bank's transaction id, the redemption or the lot. */
  reference: string
  purchaseId: string | null
  corrects?: string | null
  memo?: string | null
  /** How the points were worked out, as JSON. */
  arithmetic?: string | null
  effectiveOn: BusinessDay
  createdAt: Date
  legs: readonly Leg[]
}

export function insertEntries(tx: Tx, who: Who, transactions: readonly Transaction[]): Promise<number> {
  const rows = transactions.flatMap((transaction) =>
    transaction.legs.map((leg, seq) => ({
      cardholder_id: who.cardholderId,
      transaction_id: transaction.transactionId,
      seq,
      programme_id: who.programmeId,
      account: leg.account,
      amount: leg.amount,
      kind: transaction.kind,
      reference: transaction.reference,
      purchase_id: transaction.purchaseId,
      lot_id: leg.lotId,
      corrects: transaction.corrects ?? null,
      memo: transaction.memo ?? null,
      effective_on: transaction.effectiveOn,
      created_at: transaction.createdAt,
      arithmetic: seq === 0 ? (transaction.arithmetic ?? null) : null,
    })),
  )
  return tx.insert('entry', rows)
}

/** Lots that hold points which can still move by themselves or be used. */
export function liveLots(reader: Reader, cardholderId: string): Promise<Lot[]> {
  return selectLots(reader, 'cardholder_id = ? AND due_on IS NOT NULL', [cardholderId])
}

/** Every lot of a cardholder; for corrections, which may reach into spent ones. */
export function allLots(reader: Reader, cardholderId: string): Promise<Lot[]> {
  return selectLots(reader, 'cardholder_id = ?', [cardholderId])
}

export async function lotsBySource(reader: Reader, cardholderId: string, sources: readonly string[]): Promise<Lot[]> {
  if (sources.length === 0) return []
  return selectLots(reader, `cardholder_id = ? AND source IN (${marks(sources)})`, [cardholderId, ...sources])
}

async function selectLots(reader: Reader, condition: string, parameters: string[]): Promise<Lot[]> {
  const rows = await reader.rows<LotRow>(`SELECT * FROM lot WHERE ${condition} ORDER BY lot_id`, parameters)
  return rows.map((row) => ({
    lotId: row.lot_id,
    cardId: row.card_id,
    source: row.source,
    earned: points(row.earned),
    pending: points(row.pending),
    available: points(row.available),
    held: points(row.held),
    redeemed: points(row.redeemed),
    expired: points(row.expired),
    clawed_back: points(row.clawed_back),
    repaid: points(row.repaid),
    ruleVersion: row.rule_version,
    rateBasisPoints: wholeNumber(row.rate_basis_points, 'a rate'),
    availableOn: businessDay(row.available_on),
    expiresOn: businessDay(row.expires_on),
  }))
}

/** What refunds took back so far, corrections added in: one row a purchase, refund and lot, the earliest first. */
export async function clawbacksOf(
  reader: Reader,
  cardholderId: string,
): Promise<{ purchaseId: string; refundId: string; lotId: string | null; amount: number; transactionId: string }[]> {
  const rows = await reader.rows<EntryRow>(
    `SELECT purchase_id, reference, lot_id, SUM(amount) AS amount, MIN(transaction_id) AS transaction_id FROM entry
     WHERE cardholder_id = ? AND account = 'clawed_back' AND purchase_id IS NOT NULL
     GROUP BY purchase_id, reference, lot_id ORDER BY MIN(transaction_id), MIN(seq)`,
    [cardholderId],
  )
  return rows.map((row) => ({
    purchaseId: row.purchase_id as string,
    refundId: row.reference,
    lotId: row.lot_id,
    amount: wholeNumber(row.amount, 'points'),
    transactionId: row.transaction_id,
  }))
}

/** Where a walk through the due lots stands. */
export interface DueLot {
  dueOn: string
  cardholderId: string
  lotId: string
}

/** Lots that time has reached, the longest overdue first, those after `after`: read off one index, in its order. */
export async function dueLots(
  reader: Reader,
  { programmeId, today, after, limit }: { programmeId: string; today: BusinessDay; after: DueLot; limit: number },
): Promise<DueLot[]> {
  const { dueOn, cardholderId, lotId } = after
  const rows = await reader.rows<Pick<LotRow, 'due_on' | 'cardholder_id' | 'lot_id'>>(
    `SELECT due_on, cardholder_id, lot_id FROM lot
     WHERE programme_id = ? AND due_on BETWEEN ? AND ?
       AND (due_on > ? OR cardholder_id > ? OR (cardholder_id = ? AND lot_id > ?))
     ORDER BY due_on, cardholder_id, lot_id LIMIT ${limit}`,
    [programmeId, dueOn, today, dueOn, cardholderId, cardholderId, lotId],
  )
  return rows.map((row) => ({ dueOn: row.due_on as string, cardholderId: row.cardholder_id, lotId: row.lot_id }))
}
