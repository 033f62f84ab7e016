import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bodyParser } from '@koa/bodyparser'
import type { Router } from '@koa/router'
import Koa, { type Context } from 'koa'
import * as z from 'zod/mini'
import type { Exchanges } from './exchanges'
import { type Html, type PageParts, pageOf } from './page'

export type Simulator = { url: string; stop(): Promise<void> }

/** What every simulator is made of: its wire and controls as routes, its page, and the book of what it did. */
export type SimulatorParts = {
  port: number
  routes: Router
  exchanges: Exchanges
  page: () => PageParts
}

/** Starts on the loopback address; port 0 takes any free one. */
export async function startSimulator({ port, routes, exchanges, page }: SimulatorParts): Promise<Simulator> {
  routes.get('/', (ctx) => showHtml(ctx, pageOf(page())))
  routes.get('/live', (ctx) => {
    const { first, live } = page()
    ctx.body = { first: first.text, live: live.text }
  })
  routes.get('/sim/exchanges', (ctx) => {
    ctx.body = exchanges.latest()
  })
  const app = new Koa()
  app.use(failuresAnswered(page))
  app.use(exchanges.recordIncoming)
  app.use(bodyParser({ enableTypes: ['json', 'form'], jsonLimit: '1mb', formLimit: '64kb' }))
  app.use(routes.routes())
  const server = createServer(app.callback())
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

/** Thrown by a route to answer 4xx with a code, as the wire does. */
export class WireError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message = code,
  ) {
    super(message)
  }
}

/**
 * The body in the shape asked for, whether JSON or a form of the page, whose empty fields count as left out.
 *
 * @throws WireError 400 input_invalid
 */
export function inputOf<Schema extends z.core.$ZodType>(schema: Schema, ctx: Context): z.core.output<Schema> {
  const given = Object.entries((ctx.request.body ?? {}) as Record<string, unknown>).filter(([, value]) => value !== '')
  const parsed = z.core.safeParse(schema, Object.fromEntries(given))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new WireError(400, 'input_invalid', `${issue?.path.join('.')}: ${issue?.message}`)
}

/** A checkbox says `on`, JSON says true. */
export const flag = z.pipe(
  z.union([z.boolean(), z.enum(['on', 'true', 'false'])]),
  z.transform((value) => value === true || value === 'on' || value === 'true'),
)

/** JSON for a program; back to the page for a person who sent a form. */
export function answerOrReturn(ctx: Context, answer: unknown): void {
  if (ctx.is('urlencoded')) {
    ctx.status = 303
    ctx.redirect('/')
  } else {
    ctx.body = answer
  }
}

/** JSON for a program; the page with a sentence for a person who sent a form. */
function failuresAnswered(page: () => PageParts) {
  return async (ctx: Context, next: () => Promise<unknown>): Promise<void> => {
    try {
      await next()
    } catch (error) {
      const { status = 500, code, message } = error as { status?: number; code?: string; message: string }
      if (status >= 500) process.stderr.write(`${(error as Error).stack}\n`)
      ctx.status = status
      if (ctx.is('urlencoded')) showHtml(ctx, pageOf(page(), `未执行 Not done: ${message}`))
      else ctx.body = { code: typeof code === 'string' ? code : codeOf(status), message }
    }
  }
}

function codeOf(status: number): string {
  return status < 500 ? 'input_invalid' : 'simulator_failed'
}

function showHtml(ctx: Context, html: Html): void {
  ctx.set(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; form-action 'self'",
  )
  ctx.set('Cache-Control', 'no-store')
  ctx.type = 'html'
  ctx.body = html.text
}
