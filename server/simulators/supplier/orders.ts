import * as z from 'zod/mini'

export const orderAsk = z.object({
  order_no: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/)),
  sku: z.string().check(z.minLength(1), z.maxLength(64)),
  account: z.string().check(z.minLength(1), z.maxLength(64)),
  points: z.optional(z.int().check(z.nonnegative())),
})
export type OrderAsk = z.infer<typeof orderAsk>
export type SuppliedOrder = OrderAsk & {
  at: Date
  /** How often it was placed; only the first time does anything. */
  placed: number
  answer: { state: 'delivered'; serial: string } | { state: 'rejected'; reason: string }
}

const rejects = 'reject-'

/** `reject-account_invalid` is rejected for `account_invalid`; everything else is delivered. */
export function answerTo({ sku }: OrderAsk, serial: number): SuppliedOrder['answer'] {
  if (!sku.startsWith(rejects)) return { state: 'delivered', serial: `SN${String(serial).padStart(10, '0')}` }
  return { state: 'rejected', reason: sku.slice(rejects.length) || 'rejected' }
}

export function isSame(order: OrderAsk, ask: OrderAsk): boolean {
  return order.sku === ask.sku && order.account === ask.account && order.points === ask.points
}
