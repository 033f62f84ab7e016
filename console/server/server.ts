import { createClient, type Outgoing } from '../../shared/client/createClient'
import { routes } from '../../shared/client/routes'
import type { Api } from '../../shared/contract/api'
import type { RefusalCode } from '../../shared/contract/refusals'
import { type Heard, heardFrom, SentFile, sendFile } from './files'
import { inProgramme } from './programme'
import { Refusal, Unanswered } from './refusal'

const limitMs = 30_000

/** The word that proves to the server that a request comes from this page. It lives as long as the page. */
let csrf = ''

export function keepCsrf(word: string): void {
  csrf = word
}

type Listener = (code: RefusalCode) => void
const listeners = new Set<Listener>()

/** Tells when the server says that the session is over or locked, whatever was asked for. */
export function onRefusal(heard: Listener): () => void {
  listeners.add(heard)
  return () => listeners.delete(heard)
}

/** Every call of the contract, typed. */
export const server = createClient<Api>(routes, send)

/** A key for one wish; sending it twice under the same key does it once. */
export function newKey(): string {
  return crypto.randomUUID()
}

async function send(outgoing: Outgoing): Promise<unknown> {
  const { method, path, body, file, idempotencyKey } = inProgramme(outgoing)
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (method !== 'GET') headers['X-Kaquan-Csrf'] = csrf
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  if (idempotencyKey) headers['Idempotency-Key'] = idempotencyKey
  const sent = body === undefined ? undefined : JSON.stringify(body)
  const asked =
    file instanceof SentFile
      ? sendFile({ method, path, headers }, file)
      : fetch(path, { method, headers, body: sent, signal: AbortSignal.timeout(limitMs) }).then(heardFrom)
  const heard = await asked.catch(() => {
    throw new Unanswered('no answer')
  })
  if (heard.ok && heard.body !== undefined) return heard.body
  throw refusalIn(heard)
}

function refusalIn({ body, retryAfter }: Heard): Refusal | Unanswered {
  const problem = body as { code?: RefusalCode; fields?: [] } | undefined
  if (problem?.code === undefined || problem.code === 'internal_error') return new Unanswered('not readable')
  for (const tell of listeners) tell(problem.code)
  return new Refusal(problem.code, { retryAfterSeconds: Number(retryAfter) || undefined, fields: problem.fields })
}
