import type { Context, Next } from 'koa'
import pino, { type DestinationStream, type Logger } from 'pino'
import { isIdOrOrderNo } from '../../shared/values/ids'
import { scrub } from './scrub'

export type { Logger }

/** Structured logs, one JSON object a line, every line scrubbed as a whole. */
export function createLogger({ level, destination }: { level: string; destination?: DestinationStream }): Logger {
  const options = {
    level,
    base: null,
    hooks: { streamWrite: scrub },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: errorShown },
  }
  return destination ? pino(options, destination) : pino(options)
}

/** What drivers hang on their errors: the statement with its values. */
const ofStatement = ['sql', 'sqlMessage', 'query', 'parameters', 'driverError'] as const

/**
 * An error as it is logged. A database repeats the values of a statement in its words, and those may be what somebody typed:
 * what stands in quotes is left out, and so is the statement.
 */
function errorShown(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const shown: Record<string, unknown> = { ...pino.stdSerializers.err(error), raw: undefined }
  for (const name of ofStatement) delete shown[name]
  if (!isOfDatabase(error)) return shown
  const withoutValues = (text: unknown) => String(text).replace(/'(?:[^'\\\n]|\\.|'')*'/g, "'…'")
  return { ...shown, message: withoutValues(shown.message), stack: withoutValues(shown.stack) }
}

function isOfDatabase(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 5) return false
  const { code } = error as { code?: unknown }
  const isDriver = typeof code === 'string' && /^(ER_|SQLITE_|PROTOCOL_)/.test(code)
  return isDriver || ofStatement.some((name) => name in error) || isOfDatabase(error.cause, depth + 1)
}

/**
 * Of an address only what we have named ourselves: words of routes, ids and order numbers. Anything else is what somebody
 * wrote there, which may be a code, an openid or a password that was pasted into the wrong place.
 */
function loggedPath(path: string): string {
  return path
    .split('/')
    .map((part) => (part === '' || routeWord.test(part) || isIdOrOrderNo(part) ? part : '…'))
    .join('/')
}

const routeWord = /^[a-z]{1,20}(?:[-.][a-z]{1,20}){0,2}$/

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
      path: loggedPath(ctx.path),
      status: ctx.status,
      ...(refusal ? { refusal } : {}),
      ...(idempotencyKey ? { idempotencyKey } : {}),
      ms: Number((process.hrtime.bigint() - started) / 10_000n) / 100,
    })
  }
}
