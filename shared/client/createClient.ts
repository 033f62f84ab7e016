import type { CallOf, Endpoint, Method, ReplyOf } from '../contract/endpoint'

/** `[method, path]` for every endpoint of a tree: all that a client needs at run time, so that no schema is shipped. */
export type RoutesOf<Tree> = {
  readonly [F in keyof Tree]: { readonly [E in keyof Tree[F]]: readonly [Method, string] }
}

/** One request, ready to be sent. */
export interface Outgoing {
  method: Method
  /** Path with its parameters and query filled in. */
  path: string
  body?: unknown
  /** A file to be sent as it is, in place of a body. */
  file?: unknown
  idempotencyKey?: string
}

/** Sends a request and gives back the parsed JSON of a success; throws for everything else. */
export type Send = (outgoing: Outgoing) => Promise<unknown>

type Parts = { params?: object; query?: object; body?: unknown; file?: unknown; key?: string }

/** An endpoint without input is called without arguments. */
type Arguments<E extends Endpoint> = unknown extends CallOf<E> ? [] : [call: CallOf<E>]

export type Client<Tree> = {
  readonly [F in keyof Tree]: {
    readonly [N in keyof Tree[F]]: Tree[F][N] extends Endpoint
      ? (...call: Arguments<Tree[F][N]>) => Promise<ReplyOf<Tree[F][N]>>
      : never
  }
}

/** Typed calls over `send`: `client.redemption.confirm({ body, key })`. Shared by the mini-program, the console and tests. */
export function createClient<Tree>(routes: RoutesOf<Tree>, send: Send): Client<Tree> {
  const client: Record<string, object> = {}
  for (const [feature, endpoints] of Object.entries<Record<string, readonly [Method, string]>>(routes)) {
    const calls: Record<string, (parts?: Parts) => Promise<unknown>> = {}
    for (const [name, route] of Object.entries(endpoints)) calls[name] = (parts) => send(outgoing(route, parts ?? {}))
    client[feature] = calls
  }
  return client as unknown as Client<Tree>
}

function outgoing([method, path]: readonly [Method, string], { params, query, body, file, key }: Parts): Outgoing {
  const request: Outgoing = { method, path: fillIn(path, params) + queryText(query) }
  if (body !== undefined) request.body = body
  if (file !== undefined) request.file = file
  if (key !== undefined) request.idempotencyKey = key
  return request
}

function fillIn(path: string, params: object = {}): string {
  const values = new Map<string, unknown>(Object.entries(params))
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values.get(name))))
}

function queryText(query: object = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined)
  if (pairs.length === 0) return ''
  return `?${pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`).join('&')}`
}
