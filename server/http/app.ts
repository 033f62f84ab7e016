import Router from '@koa/router'
import type { Context, Next } from 'koa'
import Koa from 'koa'
import helmet from 'koa-helmet'
import { refuseOutdated } from './clientVersion'
import type { Logger } from './logging'
import { logRequests } from './logging'
import type { Metrics } from './metrics'
import { type Gate, type HandlersOf, mountAll } from './mount'
import { answerFailures } from './problems'
import { proxiesIn, settleCaller } from './proxies'

export interface AppParts<Tree extends object> {
  tree: Tree
  handlers: { [F in keyof Tree]: HandlersOf<Tree[F]> }
  gate: Gate
  logger: Logger
  metrics: Metrics
  newId: () => string
  /** The addresses of our own proxies, whose `X-Forwarded-For` is believed; nobody else's is. */
  trustedProxies: readonly string[]
  /** The oldest mini-program that is still answered; empty answers all of them. */
  oldestClient?: string
  /** Pages and files beside the contract; comes after the routes. */
  files?: (ctx: Context, next: Next) => Promise<void>
}

/** The server as a sentence: settle who called, name the request, log it, count it, protect it, answer failures, then the routes. */
export function createApp<Tree extends object>(parts: AppParts<Tree>): Koa {
  // Koa reads forwarded headers only when it is told to, and they are left standing only where a proxy of ours wrote them.
  const app = new Koa({ proxy: parts.trustedProxies.length > 0 })
  // One spelling of an address: whoever keeps one in, at a proxy, has not to think of capitals and slashes.
  const router = new Router({ sensitive: true, strict: true })
  mountAll(router, parts)
  app.use(settleCaller(proxiesIn(parts.trustedProxies)))
  app.use(nameRequest(parts.newId))
  app.use(logRequests(parts.logger))
  app.use(parts.metrics.count)
  app.use(securityHeaders())
  app.use(answerFailures(parts.logger))
  app.use(refuseOutdated(parts.oldestClient ?? ''))
  app.use(router.routes())
  if (parts.files) app.use(parts.files)
  // What the chain above does not answer is the socket's own trouble: a caller that hung up.
  app.on('error', (error: Error) => parts.logger.debug({ err: error }, 'a connection ended early'))
  return app
}

function nameRequest(newId: () => string) {
  return async (ctx: Context, next: Next) => {
    ctx.state.requestId = newId()
    ctx.set('X-Request-Id', String(ctx.state.requestId))
    ctx.set('Cache-Control', 'no-store')
    await next()
  }
}

function securityHeaders() {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  }) as unknown as (ctx: Context, next: Next) => Promise<void>
}
