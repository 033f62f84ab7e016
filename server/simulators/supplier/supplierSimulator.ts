import { Router } from '@koa/router'
import { Exchanges } from '../exchanges'
import { signedRequests } from '../signedRequests'
import { inputOf, type Simulator, startSimulator, WireError } from '../simulatorApp'
import { answerTo, isSame, orderAsk, type SuppliedOrder } from './orders'
import { supplierPage } from './supplierPage'

export type SupplierSimulatorOptions = {
  /** 0 takes any free port. */
  port: number
  clientId: string
  clientSecret: string
  now?: () => Date
}

/** A supplier of top-ups, played on real HTTP: it delivers at once, or rejects what it is told to reject. */
export async function startSupplierSimulator(options: SupplierSimulatorOptions): Promise<Simulator> {
  const { port, clientId, clientSecret, now = () => new Date() } = options
  const orders = new Map<string, SuppliedOrder>()
  const exchanges = new Exchanges(now)
  const routes = new Router()
  routes.use('/v1', signedRequests({ clientId, secret: clientSecret }, now))
  routes.post('/v1/orders', (ctx) => {
    const ask = inputOf(orderAsk, ctx)
    const order = orders.get(ask.order_no) ?? { ...ask, at: now(), placed: 0, answer: answerTo(ask, orders.size + 1) }
    if (!isSame(order, ask)) throw new WireError(409, 'order_differs')
    orders.set(ask.order_no, order)
    order.placed += 1
    ctx.state.note = `${ask.order_no} ${ask.sku}: ${order.answer.state}${order.placed > 1 ? ` ×${order.placed}` : ''}`
    ctx.body = { order_no: order.order_no, ...order.answer }
  })
  routes.get('/v1/orders/:no', (ctx) => {
    const order = orders.get(String(ctx.params.no))
    if (!order) throw new WireError(404, 'order_unknown')
    ctx.state.note = `${order.order_no}: ${order.answer.state}`
    ctx.body = { order_no: order.order_no, ...order.answer }
  })
  routes.get('/sim/orders', (ctx) => {
    ctx.body = [...orders.values()].reverse()
  })
  return startSimulator({ port, routes, exchanges, page: () => supplierPage([...orders.values()], exchanges) })
}
