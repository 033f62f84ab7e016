import type { BankEvent } from '../../../shared/contract/spend'
import { type BusinessDay, businessDay } from '../../../shared/values/businessDay'
import { type Fen, fen } from '../../../shared/values/fen'
import type { Reader, Tx } from '../../db/database'
import { marks, moment } from '../../db/statements'
import type { Fact } from './fact'
import type { FeedFileRow, RefundMatchRow, SpendRow } from './spend.entities'

export interface Owner {
  programmeId: string
  cardholderId: string
  cardId: string
}

/** Appends facts of one cardholder's card; those known by their transaction id are skipped. Answers how many were new. */
export function insertFacts(
  tx: Tx,
  owner: Owner,
  { events, receivedAt }: { events: readonly BankEvent[]; receivedAt: Date },
): Promise<number> {
  const rows = events.map((event) => ({
    cardholder_id: owner.cardholderId,
    transaction_id: event.transaction_id,
    programme_id: owner.programmeId,
    card_id: owner.cardId,
    type: event.type,
    occurred_at: new Date(event.occurred_at),
    posted_on: event.posted_on,
    amount_fen: event.amount_fen,
    original_amount: event.original_amount,
    original_currency: event.original_currency,
    merchant: event.merchant,
    mcc: event.mcc,
    channel: event.channel,
    original_transaction_id: event.original_transaction_id,
    received_at: receivedAt,
  }))
  return tx.insert('spend', rows, { ignoreKnown: true })
}

/** Keeps facts of cards that nobody has bound. Answers how many were new. */
export function insertWaiting(tx: Tx, events: readonly BankEvent[], receivedAt: Date): Promise<number> {
  const rows = events.map((event) => ({
    programme_id: event.programme_id,
    card_token: event.card_token,
    transaction_id: event.transaction_id,
    fact: JSON.stringify(event),
    received_at: receivedAt,
  }))
  return tx.insert('spend_waiting', rows, { ignoreKnown: true })
}

/** Takes the waiting facts of a card out of the waiting table; one that comes in meanwhile stays there. */
export async function takeWaiting(
  tx: Tx,
  { programmeId, cardToken }: { programmeId: string; cardToken: string },
): Promise<BankEvent[]> {
  const rows = await tx.rows<{ transaction_id: string; fact: string }>(
    `SELECT transaction_id, fact FROM spend_waiting WHERE programme_id = ? AND card_token = ?
     ORDER BY transaction_id${tx.forUpdate}`,
    [programmeId, cardToken],
  )
  const ids = rows.map((row) => row.transaction_id)
  for (let start = 0; start < ids.length; start += 500) {
    const slice = ids.slice(start, start + 500)
    await tx.change(
      `DELETE FROM spend_waiting WHERE programme_id = ? AND card_token = ? AND transaction_id IN (${marks(slice)})`,
      [programmeId, cardToken, ...slice],
    )
  }
  return rows.map((row) => JSON.parse(row.fact) as BankEvent)
}

/** The waiting facts of a card, left where they are. */
export async function waitingEvents(
  reader: Reader,
  { programmeId, cardToken }: { programmeId: string; cardToken: string },
): Promise<BankEvent[]> {
  const rows = await reader.rows<{ fact: string }>(
    'SELECT fact FROM spend_waiting WHERE programme_id = ? AND card_token = ?',
    [programmeId, cardToken],
  )
  return rows.map((row) => JSON.parse(row.fact) as BankEvent)
}

/** Cards that have facts waiting, whoever may own them by now. */
export async function waitingCards(reader: Reader, programmeId: string): Promise<string[]> {
  const rows = await reader.rows<{ card_token: string }>(
    'SELECT DISTINCT card_token FROM spend_waiting WHERE programme_id = ?',
    [programmeId],
  )
  return rows.map((row) => row.card_token)
}

/** Which of these transactions the cardholders already have: by transaction id, the amount and type as stored. */
export async function knownFacts(
  reader: Reader,
  cardholderIds: readonly string[],
  transactionIds: readonly string[],
): Promise<Map<string, { amountFen: number; type: string }>> {
  const known = new Map<string, { amountFen: number; type: string }>()
  if (cardholderIds.length === 0) return known
  for (let start = 0; start < transactionIds.length; start += 500) {
    const slice = transactionIds.slice(start, start + 500)
    const rows = await reader.rows<Pick<SpendRow, 'transaction_id' | 'amount_fen' | 'type'>>(
      `SELECT transaction_id, amount_fen, type FROM spend
       WHERE cardholder_id IN (${marks(cardholderIds)}) AND transaction_id IN (${marks(slice)})`,
      [...cardholderIds, ...slice],
    )
    for (const row of rows) known.set(row.transaction_id, { amountFen: fen(row.amount_fen), type: row.type })
  }
  return known
}

/** All facts of one card of one cardholder. */
export async function factsOfCard(reader: Reader, cardholderId: string, cardId: string): Promise<Fact[]> {
  const rows = await reader.rows<SpendRow>(`SELECT * FROM spend WHERE cardholder_id = ? AND card_id = ?`, [
    cardholderId,
    cardId,
  ])
  return rows.map(storedFact)
}

/** All facts of all cards of one cardholder. */
export async function factsOfCardholder(reader: Reader, cardholderId: string): Promise<Fact[]> {
  const rows = await reader.rows<SpendRow>('SELECT * FROM spend WHERE cardholder_id = ?', [cardholderId])
  return rows.map(storedFact)
}

export async function factsByIds(
  reader: Reader,
  cardholderId: string,
  transactionIds: readonly string[],
): Promise<Fact[]> {
  if (transactionIds.length === 0) return []
  const rows = await reader.rows<SpendRow>(
    `SELECT * FROM spend WHERE cardholder_id = ? AND transaction_id IN (${marks(transactionIds)})`,
    [cardholderId, ...transactionIds],
  )
  return rows.map(storedFact)
}

function storedFact(row: SpendRow): Fact {
  return {
    transactionId: row.transaction_id,
    cardId: row.card_id,
    type: row.type,
    occurredAt: moment(row.occurred_at),
    postedOn: businessDay(row.posted_on),
    amountFen: fen(row.amount_fen),
    merchant: row.merchant,
    mcc: row.mcc,
    channel: row.channel,
    originalTransactionId: row.original_transaction_id,
  }
}

/** Writes down which purchase each refund of the card takes back, where that is new or has changed. */
export async function keepMatches(
  tx: Tx,
  owner: Owner,
  { matches, decidedAt }: { matches: ReadonlyMap<string, string | null>; decidedAt: Date },
): Promise<void> {
  const known = await tx.rows<Pick<RefundMatchRow, 'refund_id' | 'purchase_id'>>(
    'SELECT refund_id, purchase_id FROM refund_match WHERE cardholder_id = ?',
    [owner.cardholderId],
  )
  const before = new Map(known.map((row) => [row.refund_id, row.purchase_id]))
  const fresh = [...matches].filter(([refundId]) => !before.has(refundId))
  const changed = [...matches].filter(([refundId, purchaseId]) => {
    return before.has(refundId) && before.get(refundId) !== purchaseId
  })
  const gone = [...before.keys()].filter((refundId) => !matches.has(refundId))
  if (fresh.length > 0) {
    const row = ([refund_id, purchase_id]: [string, string | null]) => ({
      cardholder_id: owner.cardholderId,
      refund_id,
      programme_id: owner.programmeId,
      card_id: owner.cardId,
      purchase_id,
      decided_at: decidedAt,
    })
    await tx.insert('refund_match', fresh.map(row))
  }
  for (const [refundId, purchaseId] of changed) {
    await tx.change(
      'UPDATE refund_match SET purchase_id = ?, decided_at = ? WHERE cardholder_id = ? AND refund_id = ?',
      [purchaseId, decidedAt, owner.cardholderId, refundId],
    )
  }
  for (const refundId of gone) {
    await tx.change('DELETE FROM refund_match WHERE cardholder_id = ? AND refund_id = ?', [
      owner.cardholderId,
      refundId,
    ])
  }
}

export interface UnmatchedRefund {
  cardholderId: string
  refundId: string
  postedOn: BusinessDay
  merchant: string
  amountFen: Fen
}

/** Refunds that match no purchase, for operators: the oldest first, at most 1,000. */
export async function unmatchedRefunds(reader: Reader, programmeId: string): Promise<UnmatchedRefund[]> {
  const rows = await reader.rows<SpendRow>(
    `SELECT s.cardholder_id, s.transaction_id, s.posted_on, s.merchant, s.amount_fen FROM refund_match m
     JOIN spend s ON s.cardholder_id = m.cardholder_id AND s.transaction_id = m.refund_id
     WHERE m.programme_id = ? AND m.purchase_id IS NULL ORDER BY s.posted_on, s.transaction_id LIMIT 1000`,
    [programmeId],
  )
  return rows.map((row) => ({
    cardholderId: row.cardholder_id,
    refundId: row.transaction_id,
    postedOn: businessDay(row.posted_on),
    merchant: row.merchant,
    amountFen: fen(row.amount_fen),
  }))
}

export async function countMatches(
  reader: Reader,
  programmeId: string,
): Promise<{ matched: number; unmatched: number }> {
  const [row] = await reader.rows<{ matched: string | number; refunds: string | number }>(
    'SELECT COUNT(purchase_id) AS matched, COUNT(*) AS refunds FROM refund_match WHERE programme_id = ?',
    [programmeId],
  )
  const matched = Number(row?.matched ?? 0)
  return { matched, unmatched: Number(row?.refunds ?? 0) - matched }
}

export async function findFile(
  reader: Reader,
  programmeId: string,
  contentHash: string,
): Promise<{ name: string; takenAt: Date } | null> {
  const [row] = await reader.rows<FeedFileRow>(
    'SELECT name, taken_at FROM feed_file WHERE programme_id = ? AND content_hash = ?',
    [programmeId, contentHash],
  )
  return row ? { name: row.name, takenAt: moment(row.taken_at) } : null
}

/** Remembers a file by its content. Answers false when it is known. */
export async function insertFile(
  tx: Tx,
  file: {
    programmeId: string
    contentHash: string
    name: string
    day: string
    rowCount: number
    sumFen: number
    takenAt: Date
  },
): Promise<boolean> {
  const row = {
    programme_id: file.programmeId,
    content_hash: file.contentHash,
    name: file.name.slice(0, 128),
    business_day: file.day,
    row_count: file.rowCount,
    sum_fen: file.sumFen,
    taken_at: file.takenAt,
  }
  return (await tx.insert('feed_file', [row], { ignoreKnown: true })) === 1
}
