import type { IncomingHttpHeaders } from 'node:http'
import type Router from '@koa/router'
import type { Context, Next } from 'koa'
import * as z from 'zod/mini'
import type { Access, Endpoint, InputOf, ReplyOf } from '../../shared/contract/endpoint'
import { idempotencyKey } from '../../shared/contract/schemas'
import { readBody } from './body'
import { refuseCardNumbers } from './cardNumbers'
import { type Download, sendDownload } from './download'
import { sendTagged } from './etag'
import { type IdempotencyKey, inputHash, type KeyedAnswers } from './idempotency'
import type { AdmitMonitor } from './monitor'
import { admitOperator, type FindOperator, type OperatorSession, setDeskCookie } from './operators'
import { type FieldProblem, Refused } from './refused'
import { replyText } from './replyText'
import { admit, type FindSession, type Session } from './sessions'
import { type Upload, withUpload } from './upload'

// The small build of zod says nothing of what is wrong until it is given words.
z.config(z.locales.en())

/** What a handler receives: the parsed input, and who asks. */
export type RequestOf<E extends Endpoint> = InputOf<E> & {
  session: SessionAt<E['access']>
  key: E extends { keyed: true } ? IdempotencyKey : undefined
  address: string
  requestId: string
} & (E extends { rawBody: true } ? { headers: IncomingHttpHeaders } : unknown) &
  (E extends { cookie: 'sets' } ? { agent: string } : unknown) &
  (E extends { upload: number } ? { upload: Upload } : unknown)

type SessionAt<A extends Access> = A extends 'public'
  ? Session | null
  : A extends 'bank' | 'supplier' | 'monitor' | 'desk'
    ? null
    : A extends 'operator'
      ? OperatorSession
      : Session

export type Handler<E extends Endpoint> = (
  request: RequestOf<E>,
) => Promise<
  E extends { download: true } ? Download : ReplyOf<E> & (E extends { cookie: 'sets' } ? { token: string } : unknown)
>

/** One handler for every endpoint of a feature's contract; a missing or extra one does not compile. */
export type HandlersOf<Feature> = { [N in keyof Feature]: Feature[N] extends Endpoint ? Handler<Feature[N]> : never }

export interface Gate {
  findSession: FindSession
  findOperator: FindOperator
  /** @throws Refused metrics_token_wrong */
  admitMonitor: AdmitMonitor
  answers: KeyedAnswers
  /** @throws Refused signature_invalid when the bank did not sign these bytes. */
  verifyBank: (request: {
    headers: Record<string, string | string[] | undefined>
    rawBody: string
  }) => Promise<void> | void
}

type UntypedHandler = (request: {
  params: unknown
  query: unknown
  body: unknown
  session: Session | OperatorSession | null
  key: IdempotencyKey | undefined
  address: string
  requestId: string
  agent?: string
  headers?: IncomingHttpHeaders
  upload?: Upload
}) => Promise<unknown>

/** Puts every endpoint of the tree on the router. */
export function mountAll<Tree extends object>(
  router: Router,
  { tree, handlers, gate }: { tree: Tree; handlers: { [F in keyof Tree]: HandlersOf<Tree[F]> }; gate: Gate },
): void {
  for (const [feature, endpoints] of Object.entries<Record<string, Endpoint>>(tree as never)) {
    for (const [name, declared] of Object.entries(endpoints)) {
      const handler = (handlers as never as Record<string, Record<string, UntypedHandler>>)[feature]?.[name]
      if (!handler) throw new Error(`no handler is mounted for ${declared.id}`)
      mount(router, { endpoint: declared, handler, gate })
    }
  }
}

interface Mounted {
  endpoint: Endpoint
  handler: UntypedHandler
  gate: Gate
}

function mount(router: Router, mounted: Mounted): void {
  const { endpoint } = mounted
  const path = endpoint.path.replace(/\{(\w+)\}/g, ':$1')
  const take = (ctx: Context) => answer(ctx, mounted)
  router.register(path, [endpoint.method], async (ctx: Context, next: Next) => {
    ctx.state.endpointId = endpoint.id
    await take(ctx)
    await next()
  })
}

async function answer(ctx: Context, { endpoint, handler, gate }: Mounted): Promise<void> {
  const raw = endpoint.body ? await readBody(ctx, endpoint) : undefined
  if (endpoint.access === 'bank') await gate.verifyBank({ headers: ctx.headers, rawBody: raw?.text ?? '' })
  const given = { params: ctx.params, query: { ...ctx.query }, body: raw?.json }
  if (isTyped(endpoint)) refuseCardNumbers(given)
  const session = await whoAsks(ctx, { endpoint, gate })
  const input = parseInput(endpoint, given)
  const key = endpoint.keyed ? keyOf(ctx, { endpoint, session, input }) : undefined
  const raws = endpoint.rawBody ? { headers: ctx.headers } : {}
  const agent = endpoint.cookie ? { agent: ctx.get('User-Agent').slice(0, 200) } : {}
  const who = { session, address: ctx.ip, requestId: String(ctx.state.requestId), ...agent }
  const request = { ...input, ...who, key, ...raws }
  if (endpoint.upload !== undefined) {
    // Only now: nobody fills the disk who is not let in.
    const reply = await withUpload(ctx, endpoint.upload, (upload) => handler({ ...request, upload }))
    send(ctx, endpoint, { reply, isPersonal: true })
    return
  }
  const isAnsweredOnce = key !== undefined && !endpoint.keepsAnswers
  const reply = isAnsweredOnce ? await gate.answers.answer(key, () => handler(request)) : await handler(request)
  if (endpoint.cookie) setDeskCookie(ctx, reply as { token: string })
  send(ctx, endpoint, { reply, isPersonal: session !== null })
}

function whoAsks(ctx: Context, { endpoint, gate }: { endpoint: Endpoint; gate: Gate }) {
  const { access } = endpoint
  if (access === 'supplier' || access === 'desk') return null
  if (access === 'monitor') return gate.admitMonitor(ctx.get('Authorization'))
  if (access !== 'operator') return admit(access, ctx.get('Authorization'), gate.findSession)
  return admitOperator(ctx, endpoint, gate.findOperator)
}

/** By a person, or by their phone; the ids of banks and suppliers may look like card numbers. */
function isTyped({ access }: Endpoint): boolean {
  return access !== 'bank' && access !== 'supplier'
}

function keyOf(
  ctx: Context,
  { endpoint, session, input }: { endpoint: Endpoint; session: Session | OperatorSession | null; input: object },
): IdempotencyKey {
  const text = ctx.get('Idempotency-Key')
  if (text === '' || !session) throw new Refused('idempotency_key_missing')
  refuseCardNumbers(text)
  if (!idempotencyKey.safeParse(text).success) {
    throw new Refused('input_invalid', {
      fields: [{ path: 'Idempotency-Key', message: '16 to 64 letters, digits, - or _' }],
    })
  }
  ctx.state.idempotencyKey = text
  const ownerId = 'operatorId' in session ? session.operatorId : session.cardholderId
  return { ownerId, key: text, endpointId: endpoint.id, inputHash: inputHash(endpoint.id, withoutProof(input)) }
}

/** The token of a step-up is no part of what is asked for: the same is sent again under the same key, with it or without. */
function withoutProof(input: object): object {
  if (!('body' in input) || typeof input.body !== 'object' || input.body === null) return input
  const { stepUp: _, ...body } = input.body as { stepUp?: string }
  return { ...input, body }
}

function parseInput(endpoint: Endpoint, given: { params: unknown; query: unknown; body: unknown }) {
  const fields: FieldProblem[] = []
  const parse = (part: 'params' | 'query' | 'body') => {
    const schema = endpoint[part]
    if (!schema) return undefined
    const result = schema.safeParse(given[part])
    if (result.success) return result.data
    fields.push(...result.error.issues.map((issue) => fieldProblem(part, issue)))
    return undefined
  }
  const input = { params: parse('params'), query: parse('query'), body: parse('body') }
  if (fields.length > 0) throw new Refused('input_invalid', { fields })
  return input
}

function fieldProblem(part: string, issue: { path: PropertyKey[]; message: string; code?: string }): FieldProblem {
  return { path: [part, ...issue.path.map(String)].join('.'), message: issue.message || issue.code || 'invalid' }
}

/** The reply is parsed too: what the contract does not promise does not leave, and a wrong reply is a bug, not an answer. */
function send(ctx: Context, endpoint: Endpoint, { reply, isPersonal }: { reply: unknown; isPersonal: boolean }): void {
  const schema = endpoint.reply as z.ZodMiniType
  ctx.status = 200
  if (endpoint.download) sendDownload(ctx, reply as Download)
  else if (endpoint.rawBody) {
    const { type, body } = schema.parse(reply) as { type: string; body: string }
    ctx.type = type
    ctx.body = body
  } else if (typeof reply === 'object' && reply !== null) {
    const text = replyText(schema, reply)
    ctx.type = 'application/json'
    if (endpoint.etag) sendTagged(ctx, text, { isPersonal })
    else ctx.body = text
  } else {
    ctx.type = endpoint.replyType ?? 'application/json'
    ctx.body = schema.parse(reply)
  }
}
