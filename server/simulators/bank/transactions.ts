import { createHash } from 'node:crypto'
import type { BankEvent } from '../../../shared/contract/spend'
import { addDays } from '../../../shared/values/businessDay'
import { mccOfCategory } from './categoryToMcc'
import { type PublishedRow, publishedColumns } from './publishedRows'
import { cardTokenOf, derivedLetters } from './simulatorKey'

/**
 * The bank's transaction of a published row.
 *
 * The source has no transaction id. A row's id is made of its own content and of its place among the equal rows of one
 * file: two equal rows of a file are two purchases, while the same row of a file published again under another name is
 * the same purchase. Neither the file's name nor a move of the dates changes it.
 */
export type Numbered = { row: PublishedRow; content: string; ordinal: number }

/** Gives each row of one published file its place, from 1, among the equal rows before it. */
export function numberRows(rows: readonly PublishedRow[]): Numbered[] {
  const seen = new Map<string, number>()
  return rows.map((row) => {
    const content = publishedColumns.map((column) => row[column]).join('\u001f')
    const ordinal = (seen.get(content) ?? 0) + 1
    seen.set(content, ordinal)
    return { row, content, ordinal }
  })
}

export function transactionIdOf({ content, ordinal }: Numbered, programmeId: string): string {
  return `tx_${derivedLetters({ purpose: 'transaction', text: `${programmeId}\n${ordinal}\n${content}`, length: 28 })}`
}

/** @param movedDays how many days later than published everything is said to have happened */
export function transactionOf(
  numbered: Numbered,
  { programmeId, movedDays }: { programmeId: string; movedDays: number },
) {
  const { row } = numbered
  const day = addDays(row.posted_on, movedDays)
  const isRefund = row.amount.startsWith('-')
  const event: BankEvent = {
    transaction_id: transactionIdOf(numbered, programmeId),
    programme_id: programmeId,
    card_token: cardTokenOf({ programmeId, last4: row.card_last4 }),
    type: isRefund ? 'refund' : 'purchase',
    occurred_at: `${day}T${timeOfDay(numbered, isRefund)}+08:00`,
    posted_on: day,
    amount_fen: Number(row.amount.replace(/[-.]/g, '')),
    currency: 'CNY',
    original_amount: row.original_amount.replace('-', ''),
    original_currency: row.original_currency === row.currency ? 'CNY' : row.original_currency,
    merchant: row.merchant,
    mcc: mccOfCategory(row.category_code),
    channel: isOnline(row.merchant) ? 'online' : 'pos',
    // The source never says which purchase a refund belongs to.
    original_transaction_id: null,
  }
  return event
}

const hourMs = 3_600_000
/** A prime that divides neither span below, so that equal rows get different times however many there are. */
const stepMs = 7_919_333

/**
 * The source has only days. The time is made from the row, so that two rows of a day have a fixed order: purchases
 * from 08:00 to 20:00, refunds from 20:00 to 22:00, because a refund of the same day comes after its purchase.
 */
function timeOfDay({ content, ordinal }: Numbered, isRefund: boolean): string {
  const [from, span] = isRefund ? [20 * hourMs, 2 * hourMs] : [8 * hourMs, 12 * hourMs]
  const start = createHash('sha256').update(content).digest().readUIntBE(0, 6)
  const ms = from + ((start + ordinal * stepMs) % span)
  return new Date(ms).toISOString().slice(11, 23)
}

function isOnline(merchant: string): boolean {
  return /\.co|www|\.org|\.net|\.com|amazon|amzn|paypal|ebay|online|internet|website|web\b|itunes|google|spotify|netflix/i.test(
    merchant,
  )
}
