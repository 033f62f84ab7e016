import type { EntryKind } from '../../../shared/contract/points'
import { type BusinessDay, businessDay } from '../../../shared/values/businessDay'
import { wholeNumber } from '../../../shared/values/integers'
import type { Parameter, Reader } from '../../db/database'
import { marks, moment } from '../../db/statements'
import type { Arithmetic } from './arithmetic'
import { keptArithmeticOf } from './basis'
import type { BookAccount } from './lot'
import type { EarningBasisRow, TransferRow } from './points.entities'

/** One transaction of the books as a cardholder sees it. */
export interface LedgerTransaction {
  transactionId: string
  kind: EntryKind
  reference: string
  purchaseId: string | null
  memo: string | null
  /** Change of what the cardholder owns: pending + available + held − debt. */
  amount: number
  effectiveOn: BusinessDay
  createdAt: Date
}

/** Accounts whose sum is what the cardholder owns. */
const ownedAccounts = `('pending', 'available', 'held', 'debt')`

/** Change of what the cardholder owns. */
const change = `(CASE WHEN to_account IN ${ownedAccounts} THEN amount ELSE 0 END
  - CASE WHEN from_account IN ${ownedAccounts} THEN amount ELSE 0 END)`

const touchesOwned = `(to_account IN ${ownedAccounts} OR from_account IN ${ownedAccounts})`

/** Becoming available, repaying debt, holding and releasing leave it as it is, unless what is released has expired. */
const owned = `(to_account IN ${ownedAccounts}) <> (from_account IN ${ownedAccounts})`

/** Months that have something to show, newest first. */
export async function ledgerMonths(reader: Reader, cardholderId: string): Promise<string[]> {
  const rows = await reader.rows<{ month: string }>(
    `SELECT DISTINCT SUBSTR(effective_on, 1, 7) AS month FROM transfer WHERE cardholder_id = ? AND ${owned} ORDER BY month DESC`,
    [cardholderId],
  )
  return rows.map((row) => row.month)
}

export async function monthTotals(
  reader: Reader,
  cardholderId: string,
  month: string,
): Promise<{ earned: number; spent: number }> {
  const [row] = await reader.rows<{ earned: string | number | null; spent: string | number | null }>(
    `SELECT SUM(CASE WHEN ${change} > 0 THEN ${change} ELSE 0 END) AS earned,
            SUM(CASE WHEN ${change} < 0 THEN -${change} ELSE 0 END) AS spent
     FROM transfer WHERE cardholder_id = ? AND effective_on BETWEEN ? AND ? AND ${owned}`,
    [cardholderId, `${month}-01`, `${month}-31`],
  )
  return { earned: wholeNumber(row?.earned ?? 0, 'points'), spent: wholeNumber(row?.spent ?? 0, 'points') }
}

/** One page of a month, newest first; `after` is the last row of the page before. */
export async function ledgerPage(
  reader: Reader,
  cardholderId: string,
  { month, after, limit }: { month: string; after: { day: string; transactionId: string } | null; limit: number },
): Promise<LedgerTransaction[]> {
  const parameters: Parameter[] = [cardholderId, `${month}-01`, `${month}-31`]
  if (after) parameters.push(after.day, after.day, after.transactionId)
  return selectTransactions(reader, {
    where: `cardholder_id = ? AND effective_on BETWEEN ? AND ? AND ${owned}
      ${after ? 'AND (effective_on < ? OR (effective_on = ? AND transaction_id < ?))' : ''}`,
    order: `effective_on DESC, transaction_id DESC LIMIT ${limit}`,
    parameters,
  })
}

/** Every change of what a cardholder owns by the day of its effect, the newest first, those behind `after`. */
export async function changesByDay(
  reader: Reader,
  cardholderId: string,
  { after, limit }: { after: { day: string; transactionId: string } | null; limit: number },
): Promise<LedgerTransaction[]> {
  return selectTransactions(reader, {
    where: `cardholder_id = ? AND ${owned}
      ${after ? 'AND (effective_on < ? OR (effective_on = ? AND transaction_id < ?))' : ''}`,
    order: `effective_on DESC, transaction_id DESC LIMIT ${limit}`,
    parameters: after ? [cardholderId, after.day, after.day, after.transactionId] : [cardholderId],
  })
}

/** One transaction, also one that leaves what the cardholder owns as it is; null when it is none of theirs. */
export async function findTransaction(
  reader: Reader,
  cardholderId: string,
  transactionId: string,
): Promise<LedgerTransaction | null> {
  const [transaction] = await selectTransactions(reader, {
    where: `cardholder_id = ? AND transaction_id = ? AND ${touchesOwned}`,
    order: 'transaction_id',
    parameters: [cardholderId, transactionId],
  })
  return transaction ?? null
}

async function selectTransactions(
  reader: Reader,
  { where, order, parameters }: { where: string; order: string; parameters: Parameter[] },
): Promise<LedgerTransaction[]> {
  const rows = await reader.rows<TransferRow>(
    `SELECT transaction_id, kind, reference, purchase_id, memo, effective_on, created_at, SUM(${change}) AS amount
     FROM transfer WHERE ${where}
     GROUP BY transaction_id, kind, reference, purchase_id, memo, effective_on, created_at ORDER BY ${order}`,
    parameters,
  )
  return rows.map((row) => ({
    transactionId: row.transaction_id,
    kind: row.kind as EntryKind,
    reference: row.reference,
    purchaseId: row.purchase_id,
    memo: row.memo,
    amount: wholeNumber(row.amount, 'points'),
    effectiveOn: businessDay(row.effective_on),
    createdAt: moment(row.created_at),
  }))
}

/** The arithmetic kept with what these purchases earned, corrections after what they correct. */
export async function keptArithmetic(
  reader: Reader,
  cardholderId: string,
  purchaseIds: readonly string[],
): Promise<{ transactionId: string; purchaseId: string; arithmetic: Arithmetic }[]> {
  if (purchaseIds.length === 0) return []
  const rows = await reader.rows<TransferRow & Pick<EarningBasisRow, 'definition'>>(
    `SELECT t.transaction_id, t.purchase_id, t.amount, t.arithmetic, b.definition FROM transfer t
     LEFT JOIN earning_basis b ON b.basis_id = t.basis_id
     WHERE t.cardholder_id = ? AND t.purchase_id IN (${marks(purchaseIds)})
       AND (t.basis_id IS NOT NULL OR t.arithmetic IS NOT NULL)
     ORDER BY t.transaction_id`,
    [cardholderId, ...purchaseIds],
  )
  return rows.flatMap(({ transaction_id, purchase_id, amount, arithmetic, definition }) => {
    const kept = keptArithmeticOf({ definition, arithmetic, amount: wholeNumber(amount, 'points') })
    return kept ? [{ transactionId: transaction_id, purchaseId: purchase_id as string, arithmetic: kept }] : []
  })
}

export async function legsOf(reader: Reader, cardholderId: string, transactionId: string) {
  const rows = await reader.rows<TransferRow>(
    `SELECT from_account, to_account, amount, lot_id, corrects FROM transfer
     WHERE cardholder_id = ? AND transaction_id = ? ORDER BY seq`,
    [cardholderId, transactionId],
  )
  return rows.flatMap((row) => {
    const amount = wholeNumber(row.amount, 'points')
    const common = { lotId: row.lot_id, corrects: row.corrects }
    return [
      { ...common, account: row.from_account as BookAccount, amount: -amount },
      { ...common, account: row.to_account as BookAccount, amount },
    ]
  })
}

/** The transactions that correct this one. */
export async function correctionsOf(reader: Reader, cardholderId: string, transactionId: string): Promise<string[]> {
  const rows = await reader.rows<Pick<TransferRow, 'transaction_id'>>(
    'SELECT DISTINCT transaction_id FROM transfer WHERE cardholder_id = ? AND corrects = ? ORDER BY transaction_id',
    [cardholderId, transactionId],
  )
  return rows.map((row) => row.transaction_id)
}

/** Accounts whose points a lot still has. */
const liveAccounts = `('pending', 'available', 'held')`

/** Everything that moved points into or out of a lot, the first first. */
export async function historyOfLot(reader: Reader, cardholderId: string, lotId: string) {
  const rows = await reader.rows<TransferRow>(
    `SELECT transaction_id, kind, effective_on, memo,
            SUM(CASE WHEN to_account IN ${liveAccounts} THEN amount ELSE 0 END
              - CASE WHEN from_account IN ${liveAccounts} THEN amount ELSE 0 END) AS amount
     FROM transfer WHERE cardholder_id = ? AND lot_id = ?
     GROUP BY transaction_id, kind, effective_on, memo ORDER BY transaction_id`,
    [cardholderId, lotId],
  )
  return rows.map((row) => ({
    transactionId: row.transaction_id,
    kind: row.kind as EntryKind,
    change: wholeNumber(row.amount, 'points'),
    effectiveOn: businessDay(row.effective_on),
    memo: row.memo,
  }))
}
