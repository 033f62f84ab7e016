import type * as z from 'zod/mini'
import type { RefusalCode } from './refusals'
import type { OperatorRole } from './roles'

/**
 * Who may call.
 * - `public`: anyone; a session is read when there is one
 * - `visitor`: any session; `phone`: a session whose phone is verified; `cardholder`: a session with a bound card
 * - `bank`: the bank's own signature over the raw body
 * - `supplier`: the supplier's own signature, which its adapter checks over the raw body
 * - `monitor`: whoever watches the servers, with `METRICS_TOKEN`; anyone while that is not set
 * - `operator`: an operator's session or token, on the console's listener only; `roles` says which of them
 * - `desk`: anyone who reaches the console's listener, to sign in
 */
export type Access =
  | 'public'
  | 'visitor'
  | 'phone'
  | 'cardholder'
  | 'bank'
  | 'supplier'
  | 'monitor'
  | 'operator'
  | 'desk'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

type Schema = z.ZodMiniType

export interface Endpoint {
  /** `feature.verb`, stable: logs, metrics and `npm run trace` name endpoints by it. */
  readonly id: string
  readonly method: Method
  /** `{name}` stands for a parameter. */
  readonly path: string
  readonly access: Access
  /** Of an `operator` endpoint: one of these roles is needed. */
  readonly roles?: readonly OperatorRole[]
  readonly summary: string
  readonly params?: Schema
  readonly query?: Schema
  readonly body?: Schema
  /** The body is handed over as it came, of whatever type, together with the headers; the reply says its own type. */
  readonly rawBody?: true
  /** The body is one file of any type, of up to so many bytes; it is only taken from those who are let in. */
  readonly upload?: number
  /** A success answers a file to be kept. */
  readonly download?: true
  /** What a success answers. `replyType` is JSON unless it says otherwise. */
  readonly reply: Schema
  readonly replyType?: 'text/plain' | 'text/html'
  readonly refusals: readonly RefusalCode[]
  /** Moves value: the caller must send an `Idempotency-Key`. */
  readonly keyed?: true
  /** The reply has a tag by which a caller that has it already is answered 304, without it. */
  readonly etag?: true
  /** Sets the session's cookie from the token that its handler answers; the token is not in the reply. */
  readonly cookie?: 'sets'
  /** Of an `operator` endpoint: open to a session that is locked after a pause. */
  readonly whileLocked?: true
  /** Of a keyed endpoint: its use case finds and keeps its first answers itself. */
  readonly keepsAnswers?: true
}

/** Declares one endpoint; the literal types are kept, so that server and clients are checked against them. */
export function endpoint<const E extends Endpoint>(declaration: E): E {
  return declaration
}

/** Every endpoint of a tree, in its order. */
export function endpointsOf(tree: object): Endpoint[] {
  return Object.values(tree).flatMap((feature) => Object.values(feature as Record<string, Endpoint>))
}

type Out<S> = S extends Schema ? z.output<S> : never
type In<S> = S extends Schema ? z.input<S> : never

/** What a handler of the endpoint receives, parsed. */
export type InputOf<E extends Endpoint> = {
  params: E extends { params: infer S } ? Out<S> : undefined
  query: E extends { query: infer S } ? Out<S> : undefined
  body: E extends { body: infer S } ? Out<S> : undefined
}

/** What the endpoint answers. */
export type ReplyOf<E extends Endpoint> = Out<E['reply']>

type Part<Name extends string, E, S> =
  E extends Record<Name, infer Found> ? { [K in Name]: S extends true ? In<Found> : never } : unknown

/** What a client passes to call the endpoint: `params`, `query`, `body` and `key`, each only where the endpoint has it. */
export type CallOf<E extends Endpoint> = Part<'params', E, true> &
  Part<'query', E, true> &
  Part<'body', E, true> &
  (E extends { keyed: true } ? { key: string } : unknown) &
  // A `Blob` of a browser, or bytes.
  (E extends { upload: number } ? { file: unknown } : unknown)
