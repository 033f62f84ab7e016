import type { JourneyDatabase } from './database'

/** The public face of the books, read by the SQL views alone, as an auditor would. */
export interface Account {
  cardholderId: string
  available: number
  pending: number
  held: number
  debt: number
}

export interface Entry {
  transactionId: string
  account: string
  amount: number
  kind: string
  reference: string
}

export interface Lot {
  remaining: number
  expiresOn: string
  source: string
}

type Counted = string | number

export async function accountsIn({ rows }: JourneyDatabase): Promise<Account[]> {
  type Row = { cardholder_id: string } & Record<'available' | 'pending' | 'held' | 'debt', Counted>
  const found = await rows<Row>('SELECT * FROM v_account ORDER BY cardholder_id')
  return found.map(({ cardholder_id, available, pending, held, debt }) => ({
    cardholderId: cardholder_id,
    available: Number(available),
    pending: Number(pending),
    held: Number(held),
    debt: Number(debt),
  }))
}

export async function entriesOf({ rows }: JourneyDatabase, cardholderId: string): Promise<Entry[]> {
  type Row = Omit<Entry, 'transactionId' | 'amount'> & { transaction_id: string; amount: Counted }
  const sql = 'SELECT * FROM v_entry WHERE cardholder_id = ? ORDER BY transaction_id, seq'
  return (await rows<Row>(sql, [cardholderId])).map(({ transaction_id, account, amount, kind, reference }) => ({
    transactionId: transaction_id,
    account,
    amount: Number(amount),
    kind,
    reference,
  }))
}

export async function lotsOf({ rows }: JourneyDatabase, cardholderId: string): Promise<Lot[]> {
  const sql = 'SELECT remaining, expires_on, source FROM v_lot WHERE cardholder_id = ?'
  const found = await rows<{ remaining: Counted; expires_on: string; source: string }>(sql, [cardholderId])
  return found.map(({ remaining, expires_on, source }) => ({
    remaining: Number(remaining),
    expiresOn: expires_on,
    source,
  }))
}

export async function redemptionsOf({ rows }: JourneyDatabase, cardholderId: string) {
  const sql = 'SELECT id, state, points, code_id FROM v_redemption WHERE cardholder_id = ?'
  const found = await rows<{ id: string; state: string; points: Counted; code_id: string }>(sql, [cardholderId])
  return found.map(({ id, state, points, code_id }) => ({ id, state, points: Number(points), codeId: code_id }))
}

/** Every code that belongs to a redemption. */
export function codesGivenAway({ rows }: JourneyDatabase) {
  const sql = 'SELECT id, benefit_id, redemption_id FROM v_code WHERE redemption_id IS NOT NULL'
  return rows<{ id: string; benefit_id: string; redemption_id: string }>(sql)
}

/** For each transaction the sum of its legs: all zero, or the books are wrong. */
export function sumsOfLegs(entries: readonly Entry[]): number[] {
  const sums = new Map<string, number>()
  for (const { transactionId, amount } of entries) sums.set(transactionId, (sums.get(transactionId) ?? 0) + amount)
  return [...sums.values()]
}

/** What the entries say that the cardholder owns. */
export function ownedBy(entries: readonly Entry[]): number {
  const own = new Set(['pending', 'available', 'held', 'debt'])
  return sumOf(entries.filter(({ account }) => own.has(account)).map(({ amount }) => amount))
}

export function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0)
}
