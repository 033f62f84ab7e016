import type { Database } from '../../../server/db/database'
import { outOfOrder } from '../../support/outOfOrder'
import type { Answered } from './redeemers'

/** What a supplier knows of an order, as `GET /sim/orders` shows it. */
export interface TrueOrder {
  order_no: string
  account: string
  state: 'lost' | 'accepted' | 'delivered' | 'rejected'
  deliveries: number
  serials: string[]
}

export interface Judgement {
  /** Benefits or points that somebody has lost: delivered and not paid for is a loss too, of the bank. */
  lost: number
  /** What somebody got more than once. */
  doubled: number
  /** What is still under way. */
  open: number
  /** One sentence for each thing that is wrong. */
  breaches: string[]
}

interface Made {
  id: string
  idempotency_key: string
  state: string
  order_no: string | null
  code_id: string | null
}

/** Holds what the database says against what the suppliers did and what people were told. */
export async function judge(
  database: Database,
  { truth, answers }: { truth: readonly TrueOrder[]; answers: readonly Answered[] },
): Promise<Judgement> {
  const { reader } = database
  const made = await reader.rows<Made>('SELECT id, idempotency_key, state, order_no, code_id FROM redemption')
  const doubled = [...doubledIn(truth, made), ...toldTwice(answers)]
  const lost = [...undelivered(truth, made), ...forgotten(answers, made)]
  const open = made
    .filter(({ state }) => state !== 'delivered' && state !== 'failed')
    .map(({ id, state }) => `redemption ${id} is still ${state}`)
  return {
    lost: lost.length,
    doubled: doubled.length,
    open: open.length,
    breaches: [...doubled, ...lost, ...open, ...(await booksOutOfOrder(database))],
  }
}

function doubledIn(truth: readonly TrueOrder[], made: readonly Made[]): string[] {
  const ours = new Set(made.flatMap(({ order_no }) => order_no ?? []))
  const strangers = truth.filter(({ order_no, state }) => !ours.has(order_no) && state !== 'lost')
  const codes = made.flatMap(({ code_id }) => code_id ?? [])
  const again = codes.filter((code, at) => codes.indexOf(code) !== at)
  return [
    ...truth
      .filter(({ deliveries }) => deliveries > 1)
      .map(({ order_no, deliveries }) => `order ${order_no} was delivered ${deliveries} times`),
    ...strangers.map(({ order_no }) => `a supplier has an order ${order_no} that is none of ours`),
    ...again.map((code) => `code ${code} was given twice`),
  ]
}

/** Every tap of one wish hears of one redemption. */
function toldTwice(answers: readonly Answered[]): string[] {
  return answers
    .filter(({ redemptionIds }) => new Set(redemptionIds).size > 1)
    .map(({ wish }) => `the key ${wish.key} made more than one redemption`)
}

/** Delivered means redeemed, and failed means that nothing was delivered. */
function undelivered(truth: readonly TrueOrder[], made: readonly Made[]): string[] {
  const trueOrders = new Map(truth.map((order) => [order.order_no, order]))
  return made.flatMap(({ id, state, order_no }) => {
    if (order_no === null) return []
    const deliveries = trueOrders.get(order_no)?.deliveries ?? 0
    if (state === 'delivered' && deliveries === 0) return [`redemption ${id} took points for what never came`]
    if (state === 'failed' && deliveries > 0) return [`redemption ${id} gave points back for what was delivered`]
    return []
  })
}

function forgotten(answers: readonly Answered[], made: readonly Made[]): string[] {
  const known = new Map(made.map(({ id, idempotency_key }) => [idempotency_key, id]))
  return answers.flatMap(({ wish, redemptionIds, refusals }) => {
    const isKept = redemptionIds.every((id) => known.get(wish.key) === id)
    if (!isKept) return [`the redemption under ${wish.key} was answered and is not there`]
    return refusals.map((code) => `the wish under ${wish.key} was refused: ${code}`)
  })
}

async function booksOutOfOrder({ reader }: Database): Promise<string[]> {
  const held = await reader.rows<{ cardholder_id: string }>('SELECT cardholder_id FROM account WHERE held <> 0')
  const holding = held.map(({ cardholder_id }) => `cardholder ${cardholder_id} has points held`)
  return [...(await outOfOrder(reader)), ...holding]
}
