import { createHash } from 'node:crypto'
import { Refused } from '../../server/http/refused'
import type { StatementLine, SupplierAnswer, SupplierOrder, SupplierPort } from '../../server/ports/supplier'
import { Unsure } from '../../server/ports/unsure'

type Said = SupplierAnswer | { state: 'not_found' } | Error

/** A supplier that says what a test tells it to say. */
export interface ScriptedSupplier extends SupplierPort {
  /** Every order that came, and `query <number>` for every query, in their order. */
  readonly asked: string[]
  readonly orders: SupplierOrder[]
  /** What is said to the next sendings and queries, one after another; afterwards nothing is answered. */
  answers: (Said | (() => Promise<Said>))[]
  lines: StatementLine[] | null
  /** As it was at the start. */
  forget(): void
}

export function scriptedSupplier({ deduplicates }: { deduplicates: boolean }): ScriptedSupplier {
  const asked: string[] = []
  const orders: SupplierOrder[] = []
  const next = async (call: string): Promise<Said> => {
    const answer = supplier.answers.shift() ?? silence(call)
    const said = typeof answer === 'function' ? await answer() : answer
    if (said instanceof Error) throw said
    return said
  }
  const supplier: ScriptedSupplier = {
    deduplicates,
    asked,
    orders,
    answers: [],
    lines: null,
    callbackTaken: { type: 'text/plain', body: 'success' },
    async placeOrder(order) {
      asked.push(`order ${order.orderNo}`)
      orders.push(order)
      return (await next('placeOrder')) as SupplierAnswer
    },
    async queryOrder(orderNo) {
      asked.push(`query ${orderNo}`)
      return (await next('queryOrder')) as SupplierAnswer
    },
    readCallback({ rawBody, headers }) {
      if (headers['x-scripted'] !== 'signed') throw new Refused('signature_invalid')
      return JSON.parse(rawBody)
    },
    forget() {
      asked.length = 0
      orders.length = 0
      supplier.answers = []
      supplier.lines = null
    },
    statement: async () => supplier.lines && { lines: supplier.lines, proof: proof('statement') },
  }
  return supplier
}

export function proof(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

export function silence(call = 'placeOrder'): Unsure {
  return new Unsure({ otherSide: 'supplier', call, why: 'time-out' })
}
