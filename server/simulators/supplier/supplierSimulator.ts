import { setTimeout as pause } from 'node:timers/promises'
import { Router } from '@koa/router'
import type { Context } from 'koa'
import * as z from 'zod/mini'
import { type BusinessDay, isBusinessDay } from '../../../shared/values/businessDay'
import { Exchanges } from '../exchanges'
import { answerOrReturn, inputOf, type Simulator, startSimulator } from '../simulatorApp'
import { type CallbackUrls, SupplierCallbacks } from './callbacks'
import { faultNames, faultsAsk, settingsOf } from './faults'
import { type Answer, answerFaultily } from './faultyAnswer'
import { formWire } from './formWire'
import { jsonWire } from './jsonWire'
import { truthOf } from './orders'
import { SupplierDesk, type Taken } from './supplierDesk'
import { supplierPage } from './supplierPage'

export type SupplierSimulatorOptions = {
  /** 0 takes any free port. */
  port: number
  clientId: string
  clientSecret: string
  /** Where it tells how orders stand, by the protocol over which they came; nowhere while it is not said. */
  callbackUrls?: CallbackUrls
  now?: () => Date
}

/** A supplier of top-ups and links, played on real HTTP over both protocols, with every fault that is asked for. */
export async function startSupplierSimulator(options: SupplierSimulatorOptions): Promise<Simulator> {
  const { port, clientId, clientSecret, callbackUrls = {}, now = () => new Date() } = options
  const client = { clientId, secret: clientSecret }
  const exchanges = new Exchanges(now)
  const callbacks = new SupplierCallbacks({ client, now, exchanges })
  callbacks.urls = callbackUrls
  const desk = new SupplierDesk(now, (taken) => void callbacks.tell(taken))
  const routes = new Router()
  const parts = { desk, client, now, answerOrder: answering(desk, callbacks) }
  jsonWire(routes, parts)
  formWire(routes, parts)
  controls(routes, desk, callbacks)
  const page = () => supplierPage({ desk, callbacks, exchanges })
  const simulator = await startSimulator({ port, routes, exchanges, page })
  return {
    url: simulator.url,
    async stop() {
      desk.stop()
      callbacks.stop()
      await simulator.stop()
    },
  }
}

/** The longest that an answer waits for a callback that goes before it. */
const callbackFirstMs = 1_000

function answering(desk: SupplierDesk, callbacks: SupplierCallbacks) {
  return async (ctx: Context, taken: Taken, answer: Answer): Promise<void> => {
    const { order, faults } = taken
    const named = faults.size === 0 ? '' : ` [${[...faults].join(' ')}]`
    ctx.state.note = `${order.order_no} ${order.sku}: ${order.state}${order.placed > 1 ? ` ×${order.placed}` : ''}${named}`
    const isTold = faults.has('callback') || faults.has('callback_twice') || faults.has('callback_forged')
    const isFirst = faults.has('callback_before_answer')
    const isSettled = order.state === 'delivered' || order.state === 'rejected'
    if (isFirst && order.state !== 'lost') await Promise.race([callbacks.tell(taken), pause(callbackFirstMs)])
    const trouble = { faults, settings: desk.dice.settings, breaksOff: desk.dice.coin(order, 'breaks off') }
    await answerFaultily(ctx, answer, trouble)
    if (isTold && isSettled && !isFirst) void callbacks.tell(taken)
  }
}

const url = z.string().check(
  z.regex(/^https?:\/\//),
  z.refine((value) => URL.canParse(value)),
)
const callbacksAsk = z.object({ json: z.optional(url), form: z.optional(url) })
const dayAsk = z.object({ day: z.optional(z.string().check(z.refine(isBusinessDay))) })

function controls(routes: Router, desk: SupplierDesk, callbacks: SupplierCallbacks): void {
  routes.get('/sim/orders', (ctx) => {
    ctx.body = desk.all().map(truthOf)
  })
  routes.get('/sim/faults', (ctx) => {
    ctx.body = { ...desk.dice.settings, names: faultNames }
  })
  routes.post('/sim/faults', (ctx) => {
    desk.dice.use(settingsOf(inputOf(faultsAsk, ctx)))
    answerOrReturn(ctx, desk.dice.settings)
  })
  routes.post('/sim/callbacks', (ctx) => {
    callbacks.urls = inputOf(callbacksAsk, ctx)
    answerOrReturn(ctx, callbacks.urls)
  })
  routes.post('/sim/close-day', (ctx) => {
    const { day } = inputOf(dayAsk, ctx)
    answerOrReturn(ctx, { day: desk.closeDay(day as BusinessDay | undefined) })
  })
}
