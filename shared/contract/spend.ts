import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { day } from './schemas'

/** Whether a day or moment is one of a card's use: a bank's stand-in for no day, such as 9999-12-31, is not. */
export const isYearOfUse = (text: string) => /^2\d{3}-/.test(text)

/** Nine digits of yuan, as many as an amount in a daily file may have. */
export const mostAmountFen = 99_999_999_999

/** One settled fact of a card, as the bank sends it. Amounts in fen, positive; the type gives the direction. */
export const bankEvent = z.object({
  transaction_id: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/)),
  programme_id: z.string().check(z.minLength(1), z.maxLength(32)),
  card_token: z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}$/)),
  type: z.enum(['purchase', 'refund', 'reversal']),
  occurred_at: z.iso.datetime({ offset: true }).check(z.refine(isYearOfUse)),
  posted_on: day.check(z.refine(isYearOfUse)),
  amount_fen: z.int().check(z.positive(), z.maximum(mostAmountFen)),
  currency: z.literal('CNY'),
  original_amount: z.string().check(z.maxLength(24)),
  original_currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
  merchant: z.string().check(z.maxLength(64)),
  mcc: z.string().check(z.regex(/^\d{4}$/)),
  channel: z.enum(['pos', 'online']),
  original_transaction_id: z.nullable(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/))),
})
export type BankEvent = z.output<typeof bankEvent>

export const spendContract = {
  takeEvents: endpoint({
    id: 'spend.takeEvents',
    method: 'POST',
    path: '/bank/events',
    access: 'bank',
    summary: "Takes the bank's signed transaction events; repeating one changes nothing.",
    body: z.object({ events: z.array(bankEvent).check(z.minLength(1), z.maxLength(500)) }),
    reply: z.object({
      /** New facts. */
      taken: z.int(),
      /** Facts that were known already. */
      repeated: z.int(),
      /** Of the repeated ones, those that came before with another amount or type: what came first stays. */
      contradicted: z.array(z.string()),
      /** New facts of cards that nobody has bound yet; they count when the card is bound. */
      waiting: z.int(),
    }),
    refusals: ['not_found', 'signature_invalid', 'full_card_number_refused', 'busy_try_later'],
  }),
}
