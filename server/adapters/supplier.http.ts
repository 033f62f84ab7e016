import * as z from 'zod/mini'
import type { SupplierAnswer, SupplierPort } from '../ports/supplier'
import { callSigned, readAnswer, type SignedSide } from './signedCall'

/** A supplier over HTTP, as `docs/wire.md` has it. */
export function supplierOverHttp(side: SignedSide): SupplierPort {
  return {
    async placeOrder({ orderNo, sku, account, points }) {
      const asked = { otherSide: 'supplier', call: 'placeOrder' } as const
      const body = { order_no: orderNo, sku, account, points }
      const answer = await callSigned('supplier', side, { ...asked, method: 'POST', path: '/v1/orders', body })
      return answerOf(readAnswer(orderAnswer, answer, asked))
    },
    async queryOrder(orderNo) {
      const asked = { otherSide: 'supplier', call: 'queryOrder' } as const
      const path = `/v1/orders/${encodeURIComponent(orderNo)}`
      const answer = await callSigned('supplier', side, { ...asked, method: 'GET', path })
      if (answer.status === 404 && isUnknownOrder(answer.json)) return { state: 'not_found' }
      return answerOf(readAnswer(orderAnswer, answer, asked))
    },
  }
}

const orderAnswer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('delivered'), serial: z.string().check(z.minLength(1), z.maxLength(64)) }),
  z.object({ state: z.literal('accepted') }),
  z.object({ state: z.literal('rejected'), reason: z.string().check(z.minLength(1), z.maxLength(64)) }),
])

/** A 404 of a proxy on the way says nothing about the order; only the supplier's own code does. */
function isUnknownOrder(json: unknown): boolean {
  return (json as { code?: unknown } | null)?.code === 'order_unknown'
}

function answerOf(answer: z.infer<typeof orderAnswer>): SupplierAnswer {
  return answer
}
