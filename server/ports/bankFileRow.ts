import { type BankEvent, isYearOfUse } from '../../shared/contract/spend'
import { isBusinessDay } from '../../shared/values/businessDay'
import { formatFen } from '../../shared/values/fen'
import type { BankFileProblemCode } from './bankFileProblems'
import { hasCardNumber } from './cardNumber'

/** The columns of a detail line, after its `D`. */
export const bankFileColumns = [
  'transaction_id',
  'card_token',
  'type',
  'occurred_at',
  'posted_on',
  'amount',
  'currency',
  'original_amount',
  'original_currency',
  'merchant',
  'mcc',
  'channel',
  'original_transaction_id',
] as const
type Column = (typeof bankFileColumns)[number]
type Fields = Record<Column, string>

export type FieldProblem = { column: Column; code: BankFileProblemCode; found: string }

export function fieldsOfRow(row: BankEvent): string[] {
  const fields: Fields = {
    ...row,
    amount: formatFen(row.amount_fen),
    original_transaction_id: row.original_transaction_id ?? '',
  }
  return bankFileColumns.map((column) => fields[column])
}

/** Whether a text of it may be a full card number: what comes as an event is held to the same rule as a line of a file. */
export function rowHasCardNumber(row: BankEvent): boolean {
  return hasCardNumber(row.programme_id) || fieldsOfRow(row).some(hasCardNumber)
}

/** Every problem of the line at once; without any, `rowOf` may be called. */
export function problemsOfFields(values: readonly string[]): FieldProblem[] {
  const problems: FieldProblem[] = []
  bankFileColumns.forEach((column, place) => {
    const found = values[place] ?? ''
    if (hasCardNumber(found)) problems.push({ column, code: 'card_number_found', found: '' })
    else if (!rules[column].accepts(found)) problems.push({ column, code: rules[column].code, found })
  })
  return problems
}

export function rowOf(values: readonly string[], programmeId: string): BankEvent {
  const fields = Object.fromEntries(bankFileColumns.map((column, place) => [column, values[place]])) as Fields
  return {
    transaction_id: fields.transaction_id,
    programme_id: programmeId,
    card_token: fields.card_token,
    type: fields.type as BankEvent['type'],
    occurred_at: fields.occurred_at,
    posted_on: fields.posted_on,
    amount_fen: Number(fields.amount.replace('.', '')),
    currency: 'CNY',
    original_amount: fields.original_amount,
    original_currency: fields.original_currency,
    merchant: fields.merchant,
    mcc: fields.mcc,
    channel: fields.channel as BankEvent['channel'],
    original_transaction_id: fields.original_transaction_id === '' ? null : fields.original_transaction_id,
  }
}

export function isDayOfUse(text: string): boolean {
  return isBusinessDay(text) && isYearOfUse(text)
}

/** What a row counts for in the control sum. */
export function signedFen(row: BankEvent): number {
  return row.type === 'purchase' ? row.amount_fen : -row.amount_fen
}

type Rule = { accepts: (text: string) => boolean; code: BankFileProblemCode }

const identifier = /^[A-Za-z0-9_-]{1,64}$/
const instant = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?(?:Z|\+08:00)$/

const rules: Record<Column, Rule> = {
  transaction_id: { accepts: (text) => identifier.test(text), code: 'transaction_id_invalid' },
  card_token: { accepts: (text) => /^[A-Za-z0-9_-]{8,64}$/.test(text), code: 'card_token_invalid' },
  type: { accepts: (text) => ['purchase', 'refund', 'reversal'].includes(text), code: 'type_unknown' },
  occurred_at: {
    accepts: (text) => instant.test(text) && isDayOfUse(text.slice(0, 10)),
    code: 'occurred_at_invalid',
  },
  posted_on: { accepts: isDayOfUse, code: 'posted_on_invalid' },
  amount: { accepts: (text) => /^\d{1,9}\.\d{2}$/.test(text) && Number(text) > 0, code: 'amount_invalid' },
  currency: { accepts: (text) => text === 'CNY', code: 'currency_unknown' },
  original_amount: { accepts: (text) => /^\d{1,15}(?:\.\d{1,4})?$/.test(text), code: 'original_amount_invalid' },
  original_currency: { accepts: (text) => /^[A-Z]{3}$/.test(text), code: 'original_currency_invalid' },
  merchant: { accepts: (text) => text.length <= 64 && !/\p{Cc}/u.test(text), code: 'merchant_invalid' },
  mcc: { accepts: (text) => /^\d{4}$/.test(text), code: 'mcc_invalid' },
  channel: { accepts: (text) => text === 'pos' || text === 'online', code: 'channel_unknown' },
  original_transaction_id: {
    accepts: (text) => text === '' || identifier.test(text),
    code: 'original_transaction_id_invalid',
  },
}
