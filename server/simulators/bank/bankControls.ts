import { randomBytes, randomInt } from 'node:crypto'
import type { Router } from '@koa/router'
import * as z from 'zod/mini'
import type { BankEvent } from '../../../shared/contract/spend'
import { businessDay, businessDayOf, isBusinessDay } from '../../../shared/values/businessDay'
import { answerOrReturn, flag, inputOf, WireError } from '../simulatorApp'
import type { Bank } from './bankWire'
import { disturb } from './disturb'
import { type EventSender, type PushResult, pushEvents } from './push'
import { cardTokenOf, derivedLetters } from './simulatorKey'
import type { Spending } from './spending'

export type BankControls = Bank & {
  programmeId: string
  spending: Spending
  sender: EventSender
  /** Where events go unless a push says otherwise. */
  eventsUrl: string | undefined
  /** Single transactions made by hand, the latest first, so that they can be refunded. */
  byHand: { last4: string; event: BankEvent; delivered: boolean }[]
  lastPush: { summary: string } | undefined
}

const last4 = z.string().check(z.regex(/^\d{4}$/, '应为四位数字 four digits'))
const share = z._default(z.coerce.number().check(z.minimum(0), z.maximum(1)), 0)
const target = z.optional(z.url({ protocol: /^https?$/ }))
const pushChoice = z.object({
  last4: z.optional(last4),
  file: z.optional(z.string()),
  month: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}$/))),
  until: z.optional(z.string().check(z.refine(isBusinessDay, 'not a day'))),
  to: target,
  duplicate: share,
  drop: share,
  reorder: z._default(flag, false),
  delayMs: z._default(z.coerce.number().check(z.minimum(0), z.maximum(60_000)), 0),
  batch: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(500)), 500),
  seed: z.optional(z.coerce.number().check(z.int())),
})
const singleChoice = z.object({
  last4,
  amount: z.coerce
    .string()
    .check(z.regex(/^\d{1,9}(\.\d{1,2})?$/, '应为最多两位小数的金额 yuan, at most two decimals')),
  merchant: z._default(z.string().check(z.maxLength(64)), '云杉便利店'),
  mcc: z._default(z.coerce.string().check(z.regex(/^\d{4}$/, '应为四位数字 four digits')), '5411'),
  channel: z._default(z.enum(['pos', 'online']), 'pos'),
  type: z._default(z.enum(['purchase', 'refund', 'reversal']), 'purchase'),
  originalTransactionId: z._default(z.nullable(z.string()), null),
  to: target,
})

/** What a person or a test may do with the simulated bank. None of it is on the wire of a real one. */
export function addBankControls(routes: Router, bank: BankControls): void {
  routes.get('/sim/cards', (ctx) => {
    ctx.body = [...bank.cards.values()]
  })
  routes.get('/sim/otps', (ctx) => {
    const { phone } = ctx.query
    ctx.body = bank.challenges.delivered(typeof phone === 'string' ? phone : undefined).map((challenge) => {
      const { card, code, sentAt, expiresAt, attemptsLeft, used, replaced } = challenge
      return { phone: card.phone, last4: card.last4, code, sentAt, expiresAt, attemptsLeft, used, replaced }
    })
  })
  routes.post('/sim/otps/end-waiting', (ctx) => {
    bank.challenges.endWaiting()
    answerOrReturn(ctx, {})
  })
  routes.post('/sim/push', async (ctx) => {
    const { to, batch, delayMs, seed = randomInt(2 ** 31), ...choice } = inputOf(pushChoice, ctx)
    const { file, until } = choice
    if (file !== undefined && !bank.spending.files.some(({ name }) => name === file)) {
      throw new WireError(400, 'input_invalid', `file: ${bank.spending.files.map(({ name }) => name).join(', ')}`)
    }
    const selected = bank.spending.of({ ...choice, until: until === undefined ? undefined : businessDay(until) })
    const { events, dropped, duplicated } = disturb(selected, { ...choice, seed })
    const result = await pushEvents(events, { to: targetOf(to, bank), batch, delayMs }, bank.sender)
    const answer = { seed, selected: selected.length, dropped, duplicated, ...result }
    bank.lastPush = { summary: summaryOf(answer) }
    answerOrReturn(ctx, answer)
  })
  routes.post('/sim/transaction', async (ctx) => {
    const { to, ...choice } = inputOf(singleChoice, ctx)
    const event = singleTransaction(choice, bank)
    const result = await pushEvents([event], { to: targetOf(to, bank), batch: 1, delayMs: 0 }, bank.sender)
    const delivered = result.failed.length === 0
    bank.byHand = [{ last4: choice.last4, event, delivered }, ...bank.byHand].slice(0, 10)
    bank.lastPush = { summary: summaryOf({ selected: 1, dropped: 0, duplicated: 0, ...result }) }
    answerOrReturn(ctx, { transaction_id: event.transaction_id, ...result })
  })
}

function targetOf(to: string | undefined, { eventsUrl }: BankControls): string {
  const url = to ?? eventsUrl
  if (!url) throw new WireError(400, 'input_invalid', 'to: 推送到哪里 where should the events go?')
  return url
}

function singleTransaction(choice: Omit<z.infer<typeof singleChoice>, 'to'>, bank: BankControls): BankEvent {
  if (!bank.cards.has(choice.last4))
    throw new WireError(400, 'input_invalid', `last4: 没有这张卡 no such card: ${choice.last4}`)
  const { programmeId, sender } = bank
  const now = sender.now()
  const [yuan = '0', cents = ''] = choice.amount.split('.')
  const amountFen = Number(yuan) * 100 + Number(cents.padEnd(2, '0'))
  if (amountFen === 0) throw new WireError(400, 'input_invalid', 'amount: 应大于零 more than zero')
  return {
    transaction_id: `tx_${derivedLetters({ purpose: 'by hand', text: randomBytes(16).toString('hex'), length: 28 })}`,
    programme_id: programmeId,
    card_token: cardTokenOf({ programmeId, last4: choice.last4 }),
    type: choice.type,
    occurred_at: now.toISOString(),
    posted_on: businessDayOf(now),
    amount_fen: amountFen,
    currency: 'CNY',
    original_amount: `${yuan}.${cents.padEnd(2, '0')}`,
    original_currency: 'CNY',
    merchant: choice.merchant,
    mcc: choice.mcc,
    channel: choice.channel,
    original_transaction_id: choice.originalTransactionId,
  }
}

function summaryOf(push: PushResult & { selected: number; dropped: number; duplicated: number }): string {
  const { selected, dropped, duplicated, sent, taken, repeated, waiting, failed } = push
  const counts = [
    `选中 selected ${selected}`,
    `丢弃 dropped ${dropped}`,
    `重复 duplicated ${duplicated}`,
    `送达 delivered ${sent}`,
    `新 taken ${taken}`,
    `已有 repeated ${repeated}`,
    `待绑卡 waiting ${waiting}`,
  ]
  if (failed.length > 0) counts.push(`失败 failed ${failed.map(({ status, code }) => `${status} ${code}`).join(', ')}`)
  return counts.join(' · ')
}
