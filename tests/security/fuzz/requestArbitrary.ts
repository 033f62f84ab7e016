import fc from 'fast-check'
import * as z from 'zod/mini'
import type { Endpoint } from '../../../shared/contract/endpoint'
import { type CallerName, callersOf } from './callers'
import { hostileName, hostilePlaces, hostileText } from './hostileValues'
import { knownValues } from './knownValues'
import { arbitraryOf, type JsonSchema, type Mood } from './schemaArbitrary'

/** A request before it is sent: what stands between tildes is filled in then, so that a seed gives the same again. */
export interface FuzzRequest {
  endpoint: Endpoint
  caller: CallerName
  path: string
  headers: Record<string, string>
  body: Buffer | null
}

type Schema = z.ZodMiniType

/** Requests to one endpoint: a third fit the contract, a third nearly, a third are wild. */
export function requestsTo(endpoint: Endpoint): fc.Arbitrary<FuzzRequest> {
  return fc.oneof(...[0, 4, 25].map((harm) => requestsOf(endpoint, { known: knownValues, harm })))
}

function requestsOf(endpoint: Endpoint, mood: Mood): fc.Arbitrary<FuzzRequest> {
  return fc.record({
    endpoint: fc.constant(endpoint),
    caller: callersOf(endpoint),
    path: fc.tuple(placesOf(endpoint, mood), queryOf(endpoint, mood)).map(([path, query]) => path + query),
    headers: headersOf(endpoint, mood),
    body: bodyOf(endpoint, mood),
  })
}

/** Whether harm is done in a place that can be left alone. */
function sometimes<T>(mood: Mood, usual: fc.Arbitrary<T>, harmed: fc.Arbitrary<T>): fc.Arbitrary<T> {
  if (mood.harm === 0) return usual
  return fc.oneof({ weight: 100, arbitrary: usual }, { weight: mood.harm, arbitrary: harmed })
}

function placesOf({ path, params }: Endpoint, mood: Mood): fc.Arbitrary<string> {
  const fields = params ? fieldsOf(params, mood) : {}
  const written = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      sometimes(
        mood,
        value.map((one) => asText(one)),
        hostilePlaces,
      ),
    ]),
  )
  const usual = fc.record(written).map((values) => path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? ''))
  return sometimes(
    mood,
    usual,
    usual.chain((whole) => fc.constantFrom(`${whole}/`, `/${whole}`, whole.toUpperCase(), `${whole}//`)),
  )
}

function queryOf({ query }: Endpoint, mood: Mood): fc.Arbitrary<string> {
  const usual = query
    ? fc.record(fieldsOf(query, mood), { requiredKeys: requiredOf(query) }).map(asQuery)
    : fc.constant('')
  const strange = fc
    .tuple(usual, hostileName, hostileText, fc.constantFrom('', '[]', '[a]', '[__proto__]', '.a'))
    .map(([one, name, text, form]) => {
      const more = `${escaped(name)}${form}=${escaped(text.slice(0, 500))}`
      return one === '' ? `?${more}` : `${one}&${more}`
    })
  // The same name twice, and escapes that are none.
  const doubled = usual.map((one) => (one === '' ? '?a=1&a=2' : `${one}&${one.slice(1)}`))
  const broken = fc.constantFrom('?%', '?a=%E0%A4%A', '?%00=%00', '?=', '?&&&', `?${'a=1&'.repeat(1_500)}`)
  return sometimes(mood, usual, fc.oneof(strange, doubled, broken))
}

function asQuery(values: Record<string, unknown>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  const texts = given.map(([name, value]) => `${escaped(name)}=${asText(value).slice(0, 4_000)}`)
  return texts.length === 0 ? '' : `?${texts.join('&')}`
}

function headersOf({ keyed }: Endpoint, mood: Mood): fc.Arbitrary<Record<string, string>> {
  const key = keyed ? fc.constant<Record<string, string>>({ 'Idempotency-Key': '~new.key~' }) : fc.constant({})
  const strange = fc.constantFrom<Record<string, string>>(
    { 'Idempotency-Key': '~mine.key~' },
    { 'Idempotency-Key': '~theirs.key~' },
    { 'Idempotency-Key': 'short' },
    { 'Idempotency-Key': 'a'.repeat(4_000) },
    { 'Idempotency-Key': '../../../../etc/passwd' },
    { 'X-Kaquan-Client': '99999999.-1.x' },
    { 'If-None-Match': '*' },
    { 'If-None-Match': 'W/"",,,"' },
    { Accept: 'application/xml' },
    { 'X-HTTP-Method-Override': 'DELETE' },
    { 'X-Original-URL': '/ops/operators' },
    { Cookie: 'kaquan_desk=' },
    { Cookie: `kaquan_desk=${'A'.repeat(3_000)}` },
    { Range: 'bytes=0-1,0-1,0-1' },
    { 'Content-Encoding': 'gzip' },
    { 'User-Agent': '\u00ff<script>alert(1)</script>' },
    { Host: 'evil.example' },
    { Authorization: 'Bearer ' },
    { Authorization: `Bearer ${'A'.repeat(5_000)}` },
    { Authorization: 'Bearer ..%2f..' },
    { Authorization: "Bearer ' OR '1'='1" },
    { 'Content-Type': 'text/plain' },
    { 'Content-Type': 'application/x-www-form-urlencoded' },
    { 'Content-Type': 'multipart/form-data; boundary=x' },
    { 'Content-Type': 'application/json; charset=utf-7' },
    { 'Content-Type': 'application/xml' },
    { 'Content-Type': '' },
  )
  return sometimes(
    mood,
    key,
    fc.tuple(key, strange).map(([one, more]) => ({ ...one, ...more })),
  )
}

function bodyOf({ body, upload, rawBody, method }: Endpoint, mood: Mood): fc.Arbitrary<Buffer | null> {
  if (upload !== undefined) return files
  if (rawBody || !body) return method === 'GET' ? fc.constant(null) : fc.constantFrom(null, Buffer.from('{}'))
  const usual = arbitraryOf(schemaOf(body), mood).map((value) => JSON.stringify(value) ?? '')
  const tricked = fc.tuple(usual, fc.constantFrom(...tricks)).map(([text, trick]) => trick(text))
  return sometimes(
    mood,
    usual.map((text) => Buffer.from(text)),
    tricked,
  )
}

/** What a JSON text can be turned into that no writer of JSON makes. */
const tricks: ((text: string) => Buffer)[] = [
  (text) => Buffer.from(text.replace('{', '{"__proto__":{"isAdmin":true,"level":"cardholder"},')),
  (text) => Buffer.from(text.replace('{', '{"constructor":{"prototype":{"isAdmin":true}},')),
  (text) => Buffer.from(text.replace(/"(\w+)":/, '"$1":1,"$1":')),
  (text) => Buffer.from(text.replace(/:(\d+)/g, ':1e309')),
  (text) => Buffer.from(text.replace(/:"/g, ':"\\ud800')),
  (text) => Buffer.from(text.replace(/:"/g, ':"\\u0000')),
  (text) => Buffer.from(`\ufeff${text}`),
  (text) => Buffer.from(`${text}${text}`),
  (text) => Buffer.from(text.slice(0, Math.floor(text.length / 2))),
  (text) =>
    Buffer.concat([Buffer.from(text.slice(0, 5)), Buffer.from([0xff, 0xfe, 0xc0, 0xaf]), Buffer.from(text.slice(5))]),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(`[${text}]`),
  () => Buffer.from('['.repeat(8_000)),
  () => Buffer.from('{"a":'.repeat(3_000)),
  () => Buffer.from(`{"a":"${'x'.repeat(40_000)}"}`),
  () => Buffer.from(`[${'1,'.repeat(7_000)}1]`),
  () => Buffer.from(`{${Array.from({ length: 1_500 }, (_, at) => `"k${at}":1`).join(',')}}`),
  () => Buffer.from('"a text"'),
  () => Buffer.from('null'),
  () => Buffer.from('-'),
  () => Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
  () => Buffer.from('a=1&b=2'),
  () => Buffer.alloc(0),
]

const head =
  'benefit_id,title,category,tier,points,stock,starts_at,ends_at,limit_per_person,valid_days,description,steps'
const files: fc.Arbitrary<Buffer> = fc.oneof(
  fc.constantFrom(
    Buffer.alloc(0),
    Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff, 0xff, 0x00]),
    Buffer.from('benefit_id,code\nCODE,NEW-~new.key~\n'),
    Buffer.from(`${head}\n"=cmd|' /C calc'!A0",<b>x</b>,video,basic,1,1,2024-01-01,2035-12-31,1,1,"@a","-b"\n`),
    Buffer.from(`${head}\n${'"'.repeat(2_001)}\n`),
    Buffer.from(`${'a,'.repeat(20_000)}\n`),
    Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x00]),
    Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'),
  ),
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  fc.array(hostileText, { maxLength: 30 }).map((cells) => Buffer.from(`${head}\n${cells.join(',')}\n`)),
)

function fieldsOf(schema: Schema, mood: Mood): Record<string, fc.Arbitrary<unknown>> {
  const { properties = {} } = schemaOf(schema)
  return Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, arbitraryOf(field, mood, name)]))
}

function requiredOf(schema: Schema): string[] {
  return schemaOf(schema).required ?? []
}

function schemaOf(schema: Schema): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema
}

function asText(value: unknown): string {
  return escaped(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
}

/** Tildes stay: what is between them is filled in later. Halves of a pair have no form in UTF-8. */
function escaped(text: string): string {
  return encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8'))
}
