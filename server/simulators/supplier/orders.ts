import * as z from 'zod/mini'
import type { BusinessDay } from '../../../shared/values/businessDay'
import type { SignType } from '../../ports/sortedSignature'
import type { Fault } from './faults'

/** The wire over which an order came, so that it is told about over the same. */
export type Channel = { protocol: 'json' } | { protocol: 'form'; signType: SignType }

const noSeparator = /^[^|&=]+$/
export const orderAsk = z.object({
  order_no: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/)),
  sku: z.string().check(z.minLength(1), z.maxLength(64), z.regex(noSeparator)),
  account: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
  points: z.optional(z.int().check(z.nonnegative())),
})
export type OrderAsk = z.infer<typeof orderAsk>

/** What the supplier knows of an order, which is not always what it says. */
export type SuppliedOrder = OrderAsk & {
  channel: Channel
  /** When it first came. */
  at: Date
  /** The day in whose statement it is. */
  day: BusinessDay
  /** How often it came. */
  placed: number
  /** `lost` came, but was never taken. */
  state: 'lost' | 'accepted' | 'delivered' | 'rejected'
  /** One for each time that the cardholder got it: more than one is what must never happen. */
  serials: string[]
  reason: string | null
  link: string | null
  /** Drawn when it first came; what it does to queries and to a second coming lasts. */
  habits: ReadonlySet<Fault>
}

/** What is said about an order. */
export type Standing =
  | { state: 'accepted' }
  | { state: 'delivered'; serial: string; link: string | null }
  | { state: 'rejected'; reason: string }

export function standingOf({ state, serials, reason, link }: SuppliedOrder): Standing {
  if (state === 'delivered') return { state, serial: serials.at(-1) ?? '', link }
  if (state === 'rejected') return { state, reason: reason ?? '' }
  return { state: 'accepted' }
}

export function isSame(order: OrderAsk, ask: OrderAsk): boolean {
  return order.sku === ask.sku && order.account === ask.account && order.points === ask.points
}

/** As `GET /sim/orders` shows it. */
export function truthOf({ order_no, channel, sku, account, points, ...order }: SuppliedOrder) {
  const { at, day, placed, state, serials, reason, link, habits } = order
  const deliveries = serials.length
  const told = { state, placed, deliveries, serials, reason, link, at, day, protocol: channel.protocol }
  return { order_no, sku, account: account ?? '', points, ...told, habits: [...habits] }
}
