import * as z from 'zod/mini'
import { signRequest } from '../ports/requestSignature'
import { type OtherSide, Unsure } from '../ports/unsure'
import { callOutside, type OutsideAnswer } from './outsideCall'

/** How a bank or a supplier is reached over HTTP. */
export type SignedSide = {
  /** With a path if need be, such as `https://bank.example/kaquan`. */
  baseUrl: string
  clientId: string
  secret: string
  now: () => Date
  /** Unique for each request; 128 random bits as hex serve. */
  nonce: () => string
  timeoutMs: number
}

export type SignedAsk = {
  call: string
  method: 'GET' | 'POST'
  path: string
  body?: unknown
  answerLimitBytes?: number
  /** That of the side, unless nobody should wait so long for this. */
  timeoutMs?: number
}

/**
 * One signed request. The signature covers timestamp, nonce, method, path and body.
 *
 * @throws Unsure as `callOutside` does
 */
export async function callSigned(otherSide: OtherSide, side: SignedSide, ask: SignedAsk): Promise<OutsideAnswer> {
  const url = new URL(side.baseUrl.replace(/\/$/, '') + ask.path)
  const body = ask.body === undefined ? undefined : JSON.stringify(ask.body)
  const timestamp = String(side.now().getTime())
  const nonce = side.nonce()
  const path = url.pathname + url.search
  return callOutside({
    otherSide,
    call: ask.call,
    url: url.href,
    method: ask.method,
    body,
    timeoutMs: ask.timeoutMs ?? side.timeoutMs,
    answerLimitBytes: ask.answerLimitBytes,
    headers: {
      'X-Kaquan-Client': side.clientId,
      'X-Kaquan-Timestamp': timestamp,
      'X-Kaquan-Nonce': nonce,
      'X-Kaquan-Signature': signRequest(side.secret, { timestamp, nonce, method: ask.method, path, body: body ?? '' }),
    },
  })
}

/**
 * The answer in the shape of the wire.
 *
 * @throws Unsure when a 2xx cannot be read: it may have done what was asked
 * @throws Error when it turned the request itself away, such as for a wrong secret: a mistake of ours, not its silence
 */
export function readAnswer<Schema extends z.core.$ZodType>(
  schema: Schema,
  answer: OutsideAnswer,
  { otherSide, call }: { otherSide: OtherSide; call: string },
): z.core.output<Schema> {
  if (answer.status >= 400) {
    const { code } = answer.json as { code?: unknown }
    throw new Error(`${otherSide} turned ${call} away: ${answer.status} ${typeof code === 'string' ? code : ''}`)
  }
  const parsed = z.core.safeParse(schema, answer.json)
  if (!parsed.success) throw new Unsure({ otherSide, call, why: 'its answer is not in the shape of the wire' })
  return parsed.data
}
