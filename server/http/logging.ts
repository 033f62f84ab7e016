import type { Context, Next } from 'koa'
import pino, { type DestinationStream, type Logger } from 'pino'
import { scrub } from './scrub'

export type { Logger }

/** Structured logs, one JSON object a line, every line scrubbed as a whole. */
export function createLogger({ level, destination }: { level: string; destination?: DestinationStream }): Logger {
  const options = { level, base: null, hooks: { streamWrite: scrub }, timestamp: pino.stdTimeFunctions.isoTime }
  return destination ? pino(options, destination) : pino(options)
}

/** One line for every request: what, how it ended, how long it took; never a body. */
export function logRequests(logger: Logger) {
  return async (ctx: Context, next: Next) => {
    const started = process.hrtime.bigint()
    await next()
    const { requestId, endpointId, idempotencyKey, refusal } = ctx.state
    logger.info({
      requestId,
      endpoint: endpointId ?? 'none',
      method: ctx.method,
      path: ctx.path,
      status: ctx.status,
      ...(refusal ? { refusal } : {}),
      ...(idempotencyKey ? { idempotencyKey } : {}),
      ms: Number((process.hrtime.bigint() - started) / 10_000n) / 100,
    })
  }
}
