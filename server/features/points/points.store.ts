import type { BusinessDay } from '../../../shared/values/businessDay'
import { wholeNumber } from '../../../shared/values/integers'
import { points } from '../../../shared/values/points'
import type { Reader, Row, Tx } from '../../db/database'
import { inSlices, marks, moment } from '../../db/statements'
import type { Arithmetic } from './arithmetic'
import { BasisBook } from './basis'
import type { Account, CapUse, Lot, Move } from './lot'
import { dueOn } from './lots.rules'
import type { AccountRow, LotRow, TransferRow } from './points.entities'

export interface Who {
  programmeId: string
  cardholderId: string
}

/** Locks accounts, first of all that a transaction locks and in the order given; opens those that are not there. */
export async function lockAccounts(tx: Tx, holders: readonly Who[], openedAt: Date): Promise<Map<string, Account>> {
  const ids = holders.map((who) => who.cardholderId)
  const known = await selectAccounts(tx, ids, tx.forUpdate)
  const missing = holders.filter((who) => !known.has(who.cardholderId))
  if (missing.length > 0) {
    const empty = { pending: 0, available: 0, held: 0, debt: 0, version: 0, opened_at: openedAt }
    const rows = missing.map((who) => ({ cardholder_id: who.cardholderId, programme_id: who.programmeId, ...empty }))
    await tx.insert('account', rows, { ignoreKnown: true })
    const opened = await selectAccounts(
      tx,
      missing.map((who) => who.cardholderId),
      tx.forUpdate,
    )
    for (const [id, account] of opened) known.set(id, account)
  }
  if (known.size < ids.length) throw new Error('an account that was just opened is not there')
  return known
}

export async function lockAccount(tx: Tx, who: Who, openedAt: Date): Promise<Account> {
  return (await lockAccounts(tx, [who], openedAt)).get(who.cardholderId) as Account
}

export async function findAccounts(reader: Reader, cardholderIds: readonly string[]): Promise<Map<string, Account>> {
  return selectAccounts(reader, cardholderIds, '')
}

export async function findAccount(reader: Reader, cardholderId: string): Promise<Account | null> {
  return (await findAccounts(reader, [cardholderId])).get(cardholderId) ?? null
}

async function selectAccounts(
  reader: Reader,
  cardholderIds: readonly string[],
  lock: string,
): Promise<Map<string, Account>> {
  const accounts = new Map<string, Account>()
  for (const ids of inSlices(cardholderIds)) {
    const rows = await reader.rows<AccountRow>(
      `SELECT cardholder_id, programme_id, pending, available, held, debt, version, opened_at, first_earned_at, cap_use,
         bound_since
       FROM account WHERE cardholder_id IN (${marks(ids)}) ORDER BY cardholder_id${lock}`,
      ids,
    )
    for (const row of rows) accounts.set(row.cardholder_id, storedAccount(row))
  }
  return accounts
}

function storedAccount(row: AccountRow): Account {
  return {
    cardholderId: row.cardholder_id,
    programmeId: row.programme_id,
    pending: points(row.pending),
    available: points(row.available),
    held: points(row.held),
    debt: points(row.debt),
    version: wholeNumber(row.version, 'a version'),
    openedAt: moment(row.opened_at),
    boundSince: row.bound_since === null ? null : moment(row.bound_since),
    earningHead: {
      firstEarnedAt: row.first_earned_at === null ? null : moment(row.first_earned_at),
      capUse: row.cap_use === null ? null : (JSON.parse(row.cap_use) as CapUse),
    },
  }
}

/** Under the account's lock. */
export async function storeBoundSince(
  tx: Tx,
  { cardholderId, boundSince }: Pick<Account, 'cardholderId' | 'boundSince'>,
): Promise<void> {
  await tx.change('UPDATE account SET bound_since = ? WHERE cardholder_id = ?', [boundSince, cardholderId])
}

/** Writes balances as they are on the bench, under the accounts' locks. */
export function writeAccounts(tx: Tx, benches: readonly { account: Account }[]): Promise<void> {
  const rows = benches.map(({ account }) => ({
    cardholder_id: account.cardholderId,
    programme_id: account.programmeId,
    pending: account.pending,
    available: account.available,
    held: account.held,
    debt: account.debt,
    version: account.version + 1,
    opened_at: account.openedAt,
    first_earned_at: account.earningHead.firstEarnedAt,
    cap_use: account.earningHead.capUse && JSON.stringify(account.earningHead.capUse),
  }))
  return tx.upsert('account', rows, { key: ['cardholder_id'] })
}

export interface LotOf {
  who: Who
  lot: Lot
}

export function insertLots(tx: Tx, lots: readonly LotOf[]): Promise<number> {
  return tx.insert('lot', lots.map(lotRow))
}

/** Writes lots as they are on the bench, under their accounts' locks. */
export function writeLots(tx: Tx, lots: readonly LotOf[]): Promise<void> {
  return tx.upsert('lot', lots.map(lotRow), { key: ['cardholder_id', 'lot_id'] })
}

/**
 * Takes away lots that have nothing in them and never will have had. One that operators gave another last day stays, empty,
 * so that it still has that day when its purchase earns again.
 */
export async function deleteLots(tx: Tx, lots: readonly LotOf[]): Promise<void> {
  for (const { who, lot } of lots) {
    const key = [who.cardholderId, lot.lotId]
    const deleted = await tx.change(
      `DELETE FROM lot WHERE cardholder_id = ? AND lot_id = ?
         AND NOT EXISTS (SELECT 1 FROM lot_extension e WHERE e.cardholder_id = ? AND e.lot_id = ?)`,
      [...key, ...key],
    )
    if (deleted === 0) await writeLots(tx, [{ who, lot }])
  }
}

function lotRow({ who, lot }: LotOf) {
  return {
    cardholder_id: who.cardholderId,
    lot_id: lot.lotId,
    programme_id: who.programmeId,
    card_id: lot.cardId,
    source: lot.source,
    earned: lot.earned,
    pending: lot.pending,
    available: lot.available,
    held: lot.held,
    redeemed: lot.redeemed,
    expired: lot.expired,
    clawed_back: lot.clawed_back,
    repaid: lot.repaid,
    available_on: lot.availableOn,
    expires_on: lot.expiresOn,
    due_on: dueOn(lot),
    created_at: lot.createdAt,
  }
}

export interface Transaction {
  transactionId: string
  kind: string
  /** What caused it: the bank's transaction id, the redemption or the lot. */
  reference: string
  purchaseId: string | null
  corrects?: string | null
  memo?: string | null
  /** How the points were worked out; on what was earned. */
  arithmetic?: Arithmetic
  effectiveOn: BusinessDay
  createdAt: Date
  moves: readonly Move[]
}

export async function insertTransactions(
  tx: Tx,
  benches: readonly { who: Who; posted: readonly Transaction[] }[],
): Promise<void> {
  const bases = new BasisBook()
  const rows: Row[] = []
  for (const { who, posted } of benches) {
    for (const transaction of posted) addRows(rows, { who, transaction, bases })
  }
  await tx.insert('earning_basis', bases.rows(), { ignoreKnown: true, isCounted: false })
  await tx.insert('transfer', rows)
}

function addRows(
  rows: Row[],
  { who, transaction, bases }: { who: Who; transaction: Transaction; bases: BasisBook },
): void {
  const { moves, arithmetic } = transaction
  for (let seq = 0; seq < moves.length; seq++) {
    const move = moves[seq] as Move
    const kept = seq === 0 && arithmetic ? bases.entryOf(arithmetic, move.amount) : noArithmetic
    rows.push({
      cardholder_id: who.cardholderId,
      transaction_id: transaction.transactionId,
      seq,
      programme_id: who.programmeId,
      from_account: move.from,
      to_account: move.to,
      amount: move.amount,
      kind: transaction.kind,
      reference: transaction.reference,
      purchase_id: transaction.purchaseId,
      lot_id: move.lotId,
      corrects: transaction.corrects ?? null,
      memo: transaction.memo ?? null,
      effective_on: transaction.effectiveOn,
      created_at: transaction.createdAt,
      basis_id: kept.basis_id,
      arithmetic: kept.arithmetic,
    })
  }
}

const noArithmetic = { basis_id: null, arithmetic: null }

/** Lots with points that can still move by themselves, or be used, or are held: time leaves those alone, a release may not. */
export function liveLots(reader: Reader, cardholderIds: readonly string[]): Promise<Map<string, Lot[]>> {
  return lotsOf(reader, cardholderIds, ' AND (due_on IS NOT NULL OR held > 0)')
}

export async function liveLotsOf(reader: Reader, cardholderId: string): Promise<Lot[]> {
  return (await liveLots(reader, [cardholderId])).get(cardholderId) ?? []
}

/** Every lot of cardholders; for corrections, which may reach into spent ones. */
export function allLots(reader: Reader, cardholderIds: readonly string[]): Promise<Map<string, Lot[]>> {
  return lotsOf(reader, cardholderIds, '')
}

async function lotsOf(
  reader: Reader,
  cardholderIds: readonly string[],
  condition: string,
): Promise<Map<string, Lot[]>> {
  const lots = new Map<string, Lot[]>(cardholderIds.map((id) => [id, []]))
  for (const ids of inSlices(cardholderIds)) {
    const rows = await reader.rows<LotRow>(
      `SELECT * FROM lot WHERE cardholder_id IN (${marks(ids)})${condition} ORDER BY cardholder_id, lot_id`,
      ids,
    )
    for (const row of rows) lots.get(row.cardholder_id)?.push(storedLot(row))
  }
  return lots
}

export async function lotsBySource(reader: Reader, cardholderId: string, sources: readonly string[]): Promise<Lot[]> {
  if (sources.length === 0) return []
  const rows = await reader.rows<LotRow>(
    `SELECT * FROM lot WHERE cardholder_id = ? AND source IN (${marks(sources)}) ORDER BY lot_id`,
    [cardholderId, ...sources],
  )
  return rows.map(storedLot)
}

function storedLot(row: LotRow): Lot {
  return {
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
    availableOn: row.available_on as BusinessDay,
    expiresOn: row.expires_on as BusinessDay,
    createdAt: moment(row.created_at),
  }
}

const isForgiven = "(CASE WHEN lot_id IS NULL AND 'issuer' IN (from_account, to_account) THEN 1 ELSE 0 END)"

export interface Clawback {
  purchaseId: string
  refundId: string
  lotId: string | null
  /** The issuer bore it, where no lot is named. */
  isForgiven: boolean
  amount: number
  transactionId: string
}

/** What refunds took back so far, corrections subtracted: one row a purchase, refund and lot, the earliest first. */
export async function clawbacksOf(reader: Reader, cardholderIds: readonly string[]): Promise<Map<string, Clawback[]>> {
  const clawbacks = new Map<string, Clawback[]>()
  for (const ids of inSlices(cardholderIds)) {
    const rows = await reader.rows<TransferRow & { is_forgiven: number }>(
      `SELECT cardholder_id, purchase_id, reference, lot_id, ${isForgiven} AS is_forgiven,
              MIN(transaction_id) AS transaction_id,
              SUM(CASE WHEN to_account = 'clawed_back' THEN amount ELSE -amount END) AS amount
       FROM transfer
       WHERE cardholder_id IN (${marks(ids)}) AND (to_account = 'clawed_back' OR from_account = 'clawed_back')
         AND purchase_id IS NOT NULL
       GROUP BY cardholder_id, purchase_id, reference, lot_id, ${isForgiven} ORDER BY MIN(transaction_id), MIN(seq)`,
      ids,
    )
    for (const row of rows) {
      const theirs = clawbacks.get(row.cardholder_id) ?? []
      clawbacks.set(row.cardholder_id, theirs)
      theirs.push({
        purchaseId: row.purchase_id as string,
        refundId: row.reference,
        lotId: row.lot_id,
        isForgiven: Number(row.is_forgiven) === 1,
        amount: wholeNumber(row.amount, 'points'),
        transactionId: row.transaction_id,
      })
    }
  }
  return clawbacks
}

/** Where a walk through those with due lots stands: a day, and the cardholder reached in it. */
export interface DueHolder {
  dueOn: string
  cardholderId: string
}

/**
 * Cardholders with lots that time has reached, the longest overdue first, those after `after`: read off one index, in its
 * order. The rest of the day reached and the days behind it are two questions, since as one the server would read again
 * all that the walk has left behind.
 */
export async function dueHolders(
  reader: Reader,
  { programmeId, today, after, limit }: { programmeId: string; today: BusinessDay; after: DueHolder; limit: number },
): Promise<DueHolder[]> {
  const { dueOn, cardholderId } = after
  const select = async (condition: string, parameters: string[], limit: number) => {
    const rows = await reader.rows<Pick<LotRow, 'due_on' | 'cardholder_id'>>(
      `SELECT DISTINCT due_on, cardholder_id FROM lot WHERE programme_id = ? AND ${condition}
       ORDER BY due_on, cardholder_id LIMIT ${limit}`,
      [programmeId, ...parameters],
    )
    return rows.map((row) => ({ dueOn: row.due_on as string, cardholderId: row.cardholder_id }))
  }
  const sameDay = await select('due_on = ? AND cardholder_id > ?', [dueOn, cardholderId], limit)
  if (sameDay.length === limit) return sameDay
  const later = await select('due_on > ? AND due_on <= ?', [dueOn, today], limit - sameDay.length)
  return [...sameDay, ...later]
}
