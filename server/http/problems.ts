import type { Context, Next } from 'koa'
import type { RefusalCode } from '../../shared/contract/refusals'
import { refusalWords } from '../../shared/words/refusals'
import { isOutage, isTransient } from '../db/retry'
import { Unsure } from '../ports/unsure'
import type { Logger } from './logging'
import { type FieldProblem, Refused, statusOf } from './refused'

/**
 * Turns what was thrown into an answer. Three kinds of failure, no fourth: refused, unsure, or a bug, which is logged
 * whole while the caller learns no more than the request's id.
 */
export function answerFailures(logger: Logger) {
  return async (ctx: Context, next: Next) => {
    try {
      await next()
      if (ctx.status === 404 && ctx.body == null) throw new Refused('route_unknown')
    } catch (error) {
      const refused = asRefused(error)
      if (!(error instanceof Refused)) {
        logger.error({ requestId: ctx.state.requestId, endpoint: ctx.state.endpointId, err: error }, 'a request failed')
      }
      ctx.state.refusal = refused.code
      writeProblem(ctx, refused)
    }
  }
}

function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error
  if (error instanceof Unsure) return new Refused('outside_unsure', { retryAfterSeconds: 5 })
  // A transaction that still met others in its way after it was run again and again, or found no database: what it asks
  // under its key is done once, however often it is repeated.
  if (isTransient(error) || isOutage(error)) return new Refused('busy_try_later', { retryAfterSeconds: 1 })
  return new Refused('internal_error')
}

function writeProblem(ctx: Context, { code, details }: Refused): void {
  ctx.status = statusOf[code]
  if (details.retryAfterSeconds !== undefined) ctx.set('Retry-After', String(Math.ceil(details.retryAfterSeconds)))
  ctx.body = problemOf(code, { requestId: String(ctx.state.requestId), fields: details.fields })
  ctx.type = 'application/problem+json'
}

/** The body of a refusal (RFC 9457): `code` is for programs, `detail` for people. */
export interface Problem {
  type: string
  title: string
  status: number
  code: RefusalCode
  detail: string
  detailEn: string
  requestId: string
  fields?: FieldProblem[]
}

function problemOf(
  code: RefusalCode,
  { requestId, fields }: { requestId: string; fields: FieldProblem[] | undefined },
): Problem {
  const { zh, en } = refusalWords[code]
  const problem: Problem = {
    type: `urn:kaquan:refusal:${code}`,
    title: code,
    status: statusOf[code],
    code,
    detail: zh,
    detailEn: en,
    requestId,
  }
  return fields ? { ...problem, fields } : problem
}
