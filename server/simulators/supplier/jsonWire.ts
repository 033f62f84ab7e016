import type { Router } from '@koa/router'
import type { Context } from 'koa'
import { type BusinessDay, isBusinessDay } from '../../../shared/values/businessDay'
import { signedRequests } from '../signedRequests'
import { inputOf, WireError } from '../simulatorApp'
import type { Answer } from './faultyAnswer'
import { orderAsk, type Standing } from './orders'
import type { SupplierDesk, Taken } from './supplierDesk'

export type WireParts = {
  desk: SupplierDesk
  client: { clientId: string; secret: string }
  now: () => Date
  /** Answers to an order, with whatever goes wrong and whatever is told besides. */
  answerOrder: (ctx: Context, taken: Taken, answer: Answer) => Promise<void>
}

/** The JSON protocol of `docs/wire.md` §6. */
export function jsonWire(routes: Router, { desk, client, now, answerOrder }: WireParts): void {
  routes.use('/v1', signedRequests(client, now))
  routes.post('/v1/orders', async (ctx) => {
    const ask = inputOf(orderAsk, ctx)
    const taken = desk.take(ask, { protocol: 'json' })
    if (taken === null) throw new WireError(409, 'order_differs')
    const text = JSON.stringify(jsonStanding(ask.order_no, taken.standing))
    await answerOrder(ctx, taken, { type: 'application/json', text })
  })
  routes.get('/v1/orders/:no', (ctx) => {
    const orderNo = String(ctx.params.no)
    if (desk.dice.happens('query_error', orderNo)) {
      ctx.status = 503
      ctx.body = { code: 'internal_error' }
      return
    }
    const standing = desk.query(orderNo)
    ctx.state.note = `${orderNo}: ${standing?.state ?? 'order_unknown'}`
    if (!standing) throw new WireError(404, 'order_unknown')
    ctx.body = jsonStanding(orderNo, standing)
  })
  routes.get('/v1/statements/:day', (ctx) => {
    const day = String(ctx.params.day)
    if (!isBusinessDay(day)) throw new WireError(400, 'input_invalid')
    const statement = jsonStatement(desk, day)
    if (!statement) throw new WireError(404, 'statement_not_ready')
    ctx.body = statement
  })
}

export function jsonStanding(order_no: string, standing: Standing): Record<string, unknown> {
  if (standing.state !== 'delivered') return { order_no, ...standing }
  const { state, serial, link } = standing
  return { order_no, state, serial, link: link ?? undefined }
}

function jsonStatement(desk: SupplierDesk, day: BusinessDay) {
  const rows = desk.statement(day)
  if (!rows) return null
  const lines = rows.map(({ order: { order_no, sku, points }, state, serial }) => {
    return { order_no, sku, state, serial, points }
  })
  const delivered = lines.filter(({ state }) => state === 'delivered')
  const points = delivered.reduce((sum, line) => sum + (line.points ?? 0), 0)
  const wrong = desk.dice.happens('statement_wrong_total', day) ? 1 : 0
  return { day, lines, total: { lines: lines.length + wrong, delivered: delivered.length, points } }
}
