import { createClient, type Outgoing } from '../../shared/client/createClient'
import { routes } from '../../shared/client/routes'
import type { Api } from '../../shared/contract/api'
import type { RefusalCode } from '../../shared/contract/refusals'
import { Refusal, Unanswered } from './refusal'

const limitMs = 30_000

/** The word that proves to the server that a request comes from this page. It lives as long as the page. */
let csrf = ''

export function keepCsrf(word: string): void {
  csrf = word
}

type Heard = (code: RefusalCode) => void
const listeners = new Set<Heard>()

/** Tells when the server says that the session is over or locked, whatever was asked for. */
export function onRefusal(heard: Heard): () => void {
  listeners.add(heard)
  return () => listeners.delete(heard)
}

/** Every call of the contract, typed. */
export const server = createClient<Api>(routes, send)

/** A key for one wish; sending it twice under the same key does it once. */
export function newKey(): string {
  return crypto.randomUUID()
}

async function send({ method, path, body, idempotencyKey }: Outgoing): Promise<unknown> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (method !== 'GET') headers['X-Kaquan-Csrf'] = csrf
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  if (idempotencyKey) headers['Idempotency-Key'] = idempotencyKey
  const sent = body === undefined ? undefined : JSON.stringify(body)
  const answer = await fetch(path, { method, headers, body: sent, signal: AbortSignal.timeout(limitMs) }).catch(() => {
    throw new Unanswered('no answer')
  })
  const json = (await answer.json().catch(() => undefined)) as { code?: RefusalCode; fields?: [] } | undefined
  if (answer.ok && json !== undefined) return json
  if (json?.code === undefined || json.code === 'internal_error') throw new Unanswered('not readable')
  for (const heard of listeners) heard(json.code)
  const wait = Number(answer.headers.get('Retry-After')) || undefined
  throw new Refusal(json.code, { retryAfterSeconds: wait, fields: json.fields })
}
