import type { Context } from 'koa'
import type { Endpoint } from '../../shared/contract/endpoint'
import { jsonShape } from './jsonShape'
import { Refused } from './refused'

/** The bank sends up to 500 events at a time; people send a few fields. */
const limitBytes = { bank: 1_048_576, people: 16_384 }
/** A request to publish risk rules has nine: the kinds of region in a condition of a rule. */
const depthLimit = 10

export interface Body {
  /** The bytes as they came, for signatures. */
  text: string
  /** Read as JSON when it is first asked for, so that nobody's unsigned megabyte is. @throws Refused body_too_deep, input_invalid */
  readonly json: unknown
}

/**
 * Takes a JSON body, or the text of one that is to be handed over as it came.
 * @throws Refused media_type_unsupported, body_too_large
 */
export async function readBody(ctx: Context, endpoint: Endpoint): Promise<Body> {
  const limit = endpoint.access === 'bank' ? limitBytes.bank : limitBytes.people
  if (ctx.request.length === 0 || ctx.request.length === undefined) {
    if (ctx.get('Transfer-Encoding') === '') return { text: '', json: endpoint.rawBody ? '' : {} }
  }
  if (endpoint.rawBody) {
    const text = await textOf(ctx, limit)
    return { text, json: text }
  }
  if (!ctx.is('json', 'application/json')) throw new Refused('media_type_unsupported')
  return new JsonBody(await textOf(ctx, limit))
}

class JsonBody implements Body {
  private known: { value: unknown } | null = null

  constructor(readonly text: string) {}

  get json(): unknown {
    this.known ??= { value: parsed(this.text) }
    return this.known.value
  }
}

async function textOf(ctx: Context, limit: number): Promise<string> {
  if ((ctx.request.length ?? 0) > limit) throw new Refused('body_too_large')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of ctx.req) {
    size += (chunk as Buffer).length
    if (size > limit) throw new Refused('body_too_large')
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parsed(text: string): unknown {
  const { depth, repeatedName } = jsonShape(text)
  if (depth > depthLimit) throw new Refused('body_too_deep')
  if (repeatedName !== null) {
    // What somebody sent is repeated only where it can be nothing that must not stand in an answer.
    const name = /^\w{1,40}$/.test(repeatedName) && !/\d{4}/.test(repeatedName) ? ` ${repeatedName}` : ''
    throw notThis(`the name${name} stands twice in one object`)
  }
  try {
    return JSON.parse(text)
  } catch {
    throw notThis('not JSON')
  }
}

function notThis(message: string): Refused {
  return new Refused('input_invalid', { fields: [{ path: 'body', message }] })
}
