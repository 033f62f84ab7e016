import { join } from 'node:path'
import * as z from 'zod/mini'
import { openapiOf } from '../../../server/http/openapi'
import { tableNames } from '../../../server/schemaNames.store'
import { api } from '../../../shared/contract/api'
import type { Endpoint } from '../../../shared/contract/endpoint'
import type { RefusalCode } from '../../../shared/contract/refusals'
import { refusalCodes } from '../../../shared/contract/refusals'
import type { RawAnswer } from '../world/rawHttp'
import { codeStem, homeProgramme, otherProgramme } from '../world/world'
import type { CallerName } from './callers'
import type { Cast } from './cast'

/** One sentence for each thing that is wrong with an answer. */
export function faultsOf(
  answer: RawAnswer,
  { endpoint, caller, cast, path }: { endpoint: Endpoint; caller: CallerName; cast: Cast; path: string },
): string[] {
  if (answer.status === 0) return [`no answer: ${answer.text}`]
  // Said by Node before there is a request, to a head of more than 16 KB.
  if (answer.status === 431) return answer.text === '' ? [] : [`431 says ${answer.text}`]
  const faults = [
    ...faultsOfHeaders(answer),
    ...insidesIn(answer.text),
    ...othersIn(answer, { endpoint, caller, cast }),
  ]
  // An empty place makes it the address of something else, whose contract this is not.
  if (!isAddressOf(endpoint, path)) return faults
  if (answer.status === 200) return [...faults, ...faultsOfReply(answer, endpoint)]
  if (answer.status === 304 && endpoint.etag) return faults
  return [...faults, ...faultsOfRefusal(answer, endpoint)]
}

function isAddressOf(endpoint: Endpoint, path: string): boolean {
  return new RegExp(`^${endpoint.path.replace(/\{\w+\}/g, '[^/?]+')}(\\?|$)`).test(path)
}

function faultsOfHeaders({ headers }: RawAnswer): string[] {
  const faults: string[] = []
  for (const told of ['server', 'x-powered-by', 'access-control-allow-origin', 'x-injected']) {
    if (headers[told] !== undefined) faults.push(`a header ${told}: ${headers[told]}`)
  }
  if (!headers['x-request-id']) faults.push('no X-Request-Id')
  if (!/no-store|no-cache/.test(String(headers['cache-control'])))
    faults.push(`Cache-Control: ${headers['cache-control']}`)
  if (headers['x-content-type-options'] !== 'nosniff') faults.push('no nosniff')
  return faults
}

function faultsOfReply({ text, headers }: RawAnswer, { reply, replyType, rawBody, download }: Endpoint): string[] {
  if (rawBody || download || replyType) return []
  if (!String(headers['content-type']).startsWith('application/json')) return [`a reply as ${headers['content-type']}`]
  const parsed = (reply as z.ZodMiniType).safeParse(JSON.parse(text))
  return parsed.success ? [] : [`a reply that does not fit: ${JSON.stringify(parsed.error.issues).slice(0, 300)}`]
}

const problem = z.strictObject({
  type: z.string().check(z.regex(/^urn:kaquan:refusal:[a-z_]+$/)),
  title: z.string(),
  status: z.int(),
  code: z.enum(refusalCodes),
  detail: z.string().check(z.minLength(1)),
  detailEn: z.string().check(z.minLength(1)),
  requestId: z.string().check(z.minLength(1)),
  fields: z.optional(z.array(z.strictObject({ path: z.string(), message: z.string() }))),
})

function faultsOfRefusal({ status, text, headers }: RawAnswer, endpoint: Endpoint): string[] {
  if (!String(headers['content-type']).startsWith('application/problem+json')) {
    return [`${status} as ${headers['content-type']}: ${text.slice(0, 100)}`]
  }
  const parsed = problem.safeParse(JSON.parse(text))
  if (!parsed.success) return [`a problem that does not fit: ${JSON.stringify(parsed.error.issues).slice(0, 300)}`]
  const { code, status: said } = parsed.data
  const faults = said === status ? [] : [`status ${status} with a problem of ${said}`]
  if (code === 'internal_error') faults.push('a bug: 500')
  else if (!endpoint.refusals.includes(code) && !before(endpoint).includes(code)) faults.push(`${code} is not listed`)
  return faults
}

/** What is said by what stands before an endpoint: the router, the door, the parser, the key. */
function before({ access, body, params, query, keyed, upload }: Endpoint): RefusalCode[] {
  const said: RefusalCode[] = ['route_unknown', 'busy_try_later']
  const isSigned = access === 'bank' || access === 'supplier'
  // Card numbers are looked for in whatever somebody may type.
  said.push(isSigned ? 'signature_invalid' : 'full_card_number_refused')
  if (!isSigned && access !== 'public' && access !== 'desk') said.push('session_missing', 'session_ended')
  if (access === 'phone' || access === 'cardholder') said.push('phone_required', 'card_required')
  if (access === 'operator') said.push('role_required', 'attempts_exceeded', 'csrf_refused', 'desk_locked')
  if (body ?? upload) said.push('input_invalid', 'body_too_large', 'body_too_deep', 'media_type_unsupported')
  if (params ?? query) said.push('input_invalid')
  if (keyed) said.push('input_invalid', 'idempotency_key_missing', 'idempotency_key_reused', 'request_in_progress')
  return said
}

const words = JSON.stringify([openapiOf(api, { version: '' }), refusalCodes])
// Whatever is a word of the contract too may be said.
const tables = tableNames().filter((name) => name.includes('_') && !words.includes(name))
const root = join(__dirname, '../../..')
const insides = [
  /\bat .{0,80}\(?[\w./-]+\.[cm]?[jt]sx?:\d+/,
  /node_modules|node:internal/,
  /SQLITE_|SqliteError|QueryFailedError|ER_[A-Z_]{4,}|errno|sqlState/,
  /\bSELECT\b.{1,200}\bFROM\b|\bINSERT INTO\b|\bUPDATE \w+ SET\b|\bDELETE FROM\b/,
  /Cannot read propert|is not a function|is not iterable|undefined is not|Unexpected token|in JSON at position/,
  new RegExp(root.replaceAll('/', '\\/')),
]

/** Whatever tells how the server is made. What the caller said themselves is not repeated by any answer either. */
function insidesIn(text: string): string[] {
  const found = insides.filter((inside) => inside.test(text)).map((inside) => `tells of the inside: ${inside}`)
  const named = text.startsWith('{"type":"urn') ? tables.filter((table) => text.includes(table)) : []
  return [...found, ...named.map((table) => `names the table ${table}`)]
}

const readsCodes = new Set(['redemption.reveal', 'support.revealCode'])
const desk = new Set<CallerName>([
  'maker',
  'checker',
  'support',
  'risk',
  'auditor',
  'admin',
  'everywhere',
  'browser of a maker',
])

/** Words of somebody whom this caller must not see. */
function othersIn(
  { text }: RawAnswer,
  { endpoint, caller, cast }: { endpoint: Endpoint; caller: CallerName; cast: Cast },
): string[] {
  const { mine, theirs, elsewhere } = cast.owners
  const hidden = [...theirs.secrets]
  if (caller !== 'mine') hidden.push(...mine.secrets)
  if (caller !== 'elsewhere') hidden.push(...elsewhere.secrets)
  if (!desk.has(caller)) hidden.push(...theirs.words)
  if (!desk.has(caller) && caller !== 'mine') hidden.push(...mine.words)
  if (caller !== 'everywhere' && caller !== 'operator elsewhere' && caller !== 'elsewhere')
    hidden.push(...elsewhere.words)
  if (!readsCodes.has(endpoint.id)) hidden.push(codeStem(homeProgramme), codeStem(otherProgramme))
  // The log repeats the ids that an operator of all programmes asked for in the wrong one.
  const ids = endpoint.id === 'operators.audit' ? Object.values(cast.owners).map(({ ids }) => ids.cardholderId) : []
  return hidden.filter((word) => !ids.includes(word) && text.includes(word)).map((word) => `tells ${word}`)
}
