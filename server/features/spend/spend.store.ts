import type { BankEvent } from '../../../shared/contract/spend'
import { type BusinessDay, businessDay } from '../../../shared/values/businessDay'
import { type Fen, fen } from '../../../shared/values/fen'
import type { Reader, Row, Tx } from '../../db/database'
import { inSlices, marks, moment } from '../../db/statements'
import type { Fact } from './fact'
import type { FollowedHolder } from './followedHolder'
import type { Who } from './posting'
import type { SpendRow } from './spend.entities'

export interface Owner extends Who {
  cardId: string
}

/** Appends new facts of cardholders. */
export function insertFacts(tx: Tx, holders: readonly FollowedHolder[], receivedAt: Date): Promise<number> {
  const rows: Row[] = []
  for (const { who, fresh } of holders) {
    for (const { fact, event } of fresh) {
      rows.push({
        cardholder_id: who.cardholderId,
        transaction_id: event.transaction_id,
        programme_id: who.programmeId,
        card_id: fact.cardId,
        type: event.type,
        occurred_at: fact.occurredAt,
        posted_on: event.posted_on,
        amount_fen: event.amount_fen,
        original_amount: event.original_amount,
        original_currency: event.original_currency,
        merchant: event.merchant,
        mcc: event.mcc,
        channel: event.channel,
        original_transaction_id: event.original_transaction_id,
        received_at: receivedAt,
      })
    }
  }
  return tx.insert('spend', rows)
}

/** Keeps facts of cards that nobody has bound; one that another transaction kept meanwhile is passed over. */
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

/** Which of these transactions wait already: by card and transaction id, as kept. */
export async function knownWaiting(
  reader: Reader,
  programmeId: string,
  cards: ReadonlyMap<string, readonly BankEvent[]>,
): Promise<Map<string, Map<string, KnownFact>>> {
  const known = new Map<string, Map<string, KnownFact>>()
  for (const { condition, parameters } of conditionsFor('card_token', cards, (event) => event.transaction_id)) {
    const rows = await reader.rows<{ card_token: string; fact: string }>(
      `SELECT card_token, fact FROM spend_waiting WHERE programme_id = ? AND (${condition})`,
      [programmeId, ...parameters],
    )
    for (const row of rows) {
      const { transaction_id, amount_fen: amountFen, type } = JSON.parse(row.fact) as BankEvent
      const theirs = known.get(row.card_token) ?? new Map<string, KnownFact>()
      known.set(row.card_token, theirs.set(transaction_id, { amountFen, type }))
    }
  }
  return known
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

export interface KnownFact {
  amountFen: number
  type: string
}

/** Which of these transactions their cardholders have already: by cardholder and transaction id, as stored. */
export async function knownFacts(
  reader: Reader,
  ids: ReadonlyMap<string, readonly string[]>,
): Promise<Map<string, Map<string, KnownFact>>> {
  const known = new Map<string, Map<string, KnownFact>>()
  for (const { condition, parameters } of conditionsFor('cardholder_id', ids, (id) => id)) {
    const rows = await reader.rows<Pick<SpendRow, 'cardholder_id' | 'transaction_id' | 'amount_fen' | 'type'>>(
      `SELECT cardholder_id, transaction_id, amount_fen, type FROM spend WHERE ${condition}`,
      parameters,
    )
    for (const { cardholder_id, transaction_id, amount_fen, type } of rows) {
      const theirs = known.get(cardholder_id) ?? new Map<string, KnownFact>()
      known.set(cardholder_id, theirs.set(transaction_id, { amountFen: fen(amount_fen), type }))
    }
  }
  return known
}

/** Far below what either database takes in one statement, however many transactions one owner has. */
const idsPerStatement = 5_000
/** Each is a step deeper in the expression, of which the embedded database takes a thousand. */
const conditionsPerStatement = 500

/** Asks for transactions of many owners in as few statements as hold them; an owner may be in several. */
function* conditionsFor<T>(
  ownerColumn: 'card_token' | 'cardholder_id',
  owned: ReadonlyMap<string, readonly T[]>,
  idOf: (each: T) => string,
): Generator<{ condition: string; parameters: string[] }> {
  let conditions: string[] = []
  let parameters: string[] = []
  for (const [owner, theirs] of owned) {
    for (const piece of inSlices(theirs)) {
      conditions.push(`(${ownerColumn} = ? AND transaction_id IN (${marks(piece)}))`)
      parameters.push(owner, ...piece.map(idOf))
      if (parameters.length < idsPerStatement && conditions.length < conditionsPerStatement) continue
      yield { condition: conditions.join(' OR '), parameters }
      conditions = []
      parameters = []
    }
  }
  if (conditions.length > 0) yield { condition: conditions.join(' OR '), parameters }
}

/** All facts of one card of one cardholder. */
export async function factsOfCard(reader: Reader, cardholderId: string, cardId: string): Promise<Fact[]> {
  const rows = await reader.rows<SpendRow>(`SELECT ${factColumns} FROM spend WHERE cardholder_id = ? AND card_id = ?`, [
    cardholderId,
    cardId,
  ])
  return rows.map(storedFact)
}

/** All facts of all cards of cardholders. */
export async function factsOfCardholders(
  reader: Reader,
  cardholderIds: readonly string[],
): Promise<Map<string, Fact[]>> {
  const facts = new Map<string, Fact[]>(cardholderIds.map((id) => [id, []]))
  for (const ids of inSlices(cardholderIds)) {
    const rows = await reader.rows<SpendRow>(
      `SELECT ${factColumns} FROM spend WHERE cardholder_id IN (${marks(ids)})`,
      ids,
    )
    for (const row of rows) facts.get(row.cardholder_id)?.push(storedFact(row))
  }
  return facts
}

export async function factsByIds(
  reader: Reader,
  cardholderId: string,
  transactionIds: readonly string[],
): Promise<Fact[]> {
  if (transactionIds.length === 0) return []
  const rows = await reader.rows<SpendRow>(
    `SELECT ${factColumns} FROM spend WHERE cardholder_id = ? AND transaction_id IN (${marks(transactionIds)})`,
    [cardholderId, ...transactionIds],
  )
  return rows.map(storedFact)
}

export const factColumns = `cardholder_id, transaction_id, card_id, type, occurred_at, posted_on, amount_fen, merchant, mcc, channel,
  original_transaction_id`

export function storedFact(row: SpendRow): Fact {
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

export interface UnmatchedRefund {
  cardholderId: string
  refundId: string
  postedOn: BusinessDay
  merchant: string
  amountFen: Fen
}

/** Refunds that match no purchase and were not dismissed, for operators: the oldest first, at most 1,000. */
export async function unmatchedRefunds(reader: Reader, programmeId: string): Promise<UnmatchedRefund[]> {
  const rows = await reader.rows<SpendRow>(
    `SELECT s.cardholder_id, s.transaction_id, s.posted_on, s.merchant, s.amount_fen FROM refund_match m
     JOIN spend s ON s.cardholder_id = m.cardholder_id AND s.transaction_id = m.refund_id
     LEFT JOIN refund_ruling r ON r.cardholder_id = m.cardholder_id AND r.refund_id = m.refund_id
     WHERE m.programme_id = ? AND m.purchase_id IS NULL AND r.refund_id IS NULL
     ORDER BY s.posted_on, s.transaction_id LIMIT 1000`,
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
