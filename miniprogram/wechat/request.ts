import type { Outgoing, Send } from '../../shared/client/createClient'
import type { RefusalCode } from '../../shared/contract/refusals'
import type { Answer, Carry } from './carry'
import { Abandoned, Refusal, Unanswered } from './refusal'
import type { Visit } from './visits'

export interface SessionKeeper {
  /** The token to send, after a first silent login where there has been none. */
  token(): Promise<string | undefined>
  /** A new token in place of one that the server no longer knows; many callers at once make one login. */
  renew(ended: string | undefined): Promise<string | undefined>
}

export interface RequestTools {
  baseUrl: string
  /** Named in every request: a server that no longer understands it says so. */
  version: string
  carry: Carry
  session: SessionKeeper
  wait: (ms: number) => Promise<void>
  /** The stay on the page that asks: a GET ends with it. What changes something goes on, whoever leaves. */
  here: () => Visit
  /** Told when the server asks for a newer mini-program. */
  onOutdated: () => void
}

const timeoutMs = { GET: 8_000, POST: 15_000, PUT: 15_000, DELETE: 15_000 }
const pausesBeforeRetryMs = [400, 1_200]

/**
 * The one way to the server. A GET is tried three times in all, with a pause that grows; anything else is sent once,
 * since without an answer nobody knows whether it was done. A login that has ended is renewed once, and the request,
 * which the server refused before doing anything, is sent again. A GET is given up when its page is left.
 * @throws Refusal when the server says no; Unanswered when nothing readable came back
 */
export function createSend(tools: RequestTools): Send {
  return async (outgoing) => {
    const visit = tools.here()
    const token = await tools.session.token()
    try {
      return await deliver(tools, { outgoing, token, visit })
    } catch (error) {
      if (!loginEnded(error)) throw error
      const renewed = await tools.session.renew(token)
      if (renewed === undefined) throw error
      return deliver(tools, { outgoing, token: renewed, visit })
    }
  }
}

interface Delivery {
  outgoing: Outgoing
  token?: string
  visit?: Visit
}

function loginEnded(error: unknown): boolean {
  return error instanceof Refusal && (error.code === 'session_ended' || error.code === 'session_missing')
}

type Deliverer = Omit<RequestTools, 'session' | 'here'>

/** Sends without touching the session: what the login itself uses. */
export async function deliver(tools: Deliverer, delivery: Delivery): Promise<unknown> {
  const pauses = delivery.outgoing.method === 'GET' ? [...pausesBeforeRetryMs] : []
  for (;;) {
    try {
      return await sendOnce(tools, delivery)
    } catch (error) {
      if (error instanceof Refusal && error.code === 'client_outdated') tools.onOutdated()
      const again = error instanceof Unanswered && !(error instanceof Abandoned)
      const pause = again ? pauses.shift() : undefined
      if (pause === undefined) throw error
      await tools.wait(pause)
    }
  }
}

async function sendOnce(tools: Deliverer, { outgoing, token, visit }: Delivery): Promise<unknown> {
  const isReading = outgoing.method === 'GET'
  if (isReading && visit?.left) throw new Abandoned()
  const headers: Record<string, string> = { Accept: 'application/json', 'X-Kaquan-Client': tools.version }
  if (token) headers.Authorization = `Bearer ${token}`
  if (outgoing.body !== undefined) headers['Content-Type'] = 'application/json'
  if (outgoing.idempotencyKey) headers['Idempotency-Key'] = outgoing.idempotencyKey
  const journey = tools.carry({
    method: outgoing.method,
    url: tools.baseUrl + outgoing.path,
    headers,
    body: outgoing.body === undefined ? undefined : JSON.stringify(outgoing.body),
  })
  const late = tools.wait(timeoutMs[outgoing.method]).then(() => 'late' as const)
  const leaving = whenLeft(isReading ? visit : undefined)
  const answer = await Promise.race([journey.answer.catch(() => 'lost' as const), late, leaving.left])
  leaving.forget()
  if (answer === 'late' || answer === 'left') {
    journey.abort()
    throw answer === 'late' ? new Unanswered('timeout') : new Abandoned()
  }
  if (answer === 'lost') throw new Unanswered('network')
  return read(answer)
}

function whenLeft(visit: Visit | undefined) {
  let forget = () => {}
  const left = new Promise<'left'>((resolve) => {
    if (visit) forget = visit.onLeft(() => resolve('left'))
  })
  return { left, forget }
}

interface Problem {
  code?: RefusalCode
}

function read(answer: Answer): unknown {
  const parsed = parse(answer.text)
  if (answer.status >= 200 && answer.status < 300 && parsed !== undefined) return parsed
  const code = (parsed as Problem | undefined)?.code
  // A bug on the server carries a code too, and says nothing about whether the work was done.
  if (typeof code === 'string' && code !== 'internal_error') throw new Refusal(code, answer.retryAfterSeconds)
  throw new Unanswered('server')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A proxy's error page, or an answer that was cut short.
    return undefined
  }
}
