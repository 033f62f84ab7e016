import { type IncomingMessage, request } from 'node:http'
import Koa from 'koa'
import { identityContract } from '../../shared/contract/identity'
import type { RequestAsked } from '../../shared/contract/requests'
import { spendContract } from '../../shared/contract/spend'
import { testRules } from '../../tests/support/riskRules'
import { type Serving, serving } from '../../tests/support/serving'
import { readBody } from './body'
import { createLogger } from './logging'
import { answerFailures } from './problems'

let server: Serving
beforeAll(async () => {
  const app = new Koa()
  app.use(answerFailures(createLogger({ level: 'silent' })))
  app.use(async (ctx) => {
    const endpoint = ctx.path === '/bank/events' ? spendContract.takeEvents : identityContract.verifyPhone
    const { text, json } = await readBody(ctx, endpoint)
    ctx.body = { bytes: Buffer.byteLength(text), json }
  })
  server = await serving(app.callback())
})
afterAll(() => server.close())

interface Sent {
  path?: string
  type?: string
  /** Without a length: in chunks, as a caller sends who does not know it. */
  chunked?: boolean
}

interface Answer {
  status: number
  bytes?: number
  json?: unknown
  code?: string
}

function post(text: string, { path = '/api/me/phone', type = 'application/json', chunked = false }: Sent = {}) {
  const length = chunked ? { 'Transfer-Encoding': 'chunked' } : { 'Content-Length': Buffer.byteLength(text) }
  const headers = { ...length, ...(type ? { 'Content-Type': type } : {}) }
  return new Promise<Answer>((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port: server.port, path, method: 'POST', headers, agent: false },
      (incoming) => resolve(read(incoming)),
    )
    outgoing.on('error', reject)
    outgoing.end(text)
  })
}

async function read(incoming: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return { status: incoming.statusCode ?? 0, ...JSON.parse(Buffer.concat(chunks).toString('utf8')) }
}

/** JSON text of just this many bytes. */
const ofBytes = (bytes: number) => JSON.stringify('x'.repeat(bytes - 2))
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

test('gives the bytes as they came and what they say', async () => {
  const text = '{ "code": "视频" }'
  expect(await post(text)).toEqual({ status: 200, bytes: Buffer.byteLength(text), json: { code: '视频' } })
})

test('takes no body as an empty one', async () => {
  expect(await post('', { type: '' })).toEqual({ status: 200, bytes: 0, json: {} })
})

describe.each([false, true])('sent in chunks: %p', (chunked) => {
  test('takes 16 KiB and refuses a byte more', async () => {
    expect(await post(ofBytes(16_384), { chunked })).toMatchObject({ status: 200, bytes: 16_384 })
    expect(await post(ofBytes(16_385), { chunked })).toMatchObject({ status: 413, code: 'body_too_large' })
  })

  test('takes 1 MiB from the bank and refuses a byte more', async () => {
    const path = '/bank/events'
    expect(await post(ofBytes(1_048_576), { path, chunked })).toMatchObject({ status: 200, bytes: 1_048_576 })
    expect(await post(ofBytes(1_048_577), { path, chunked })).toMatchObject({ status: 413, code: 'body_too_large' })
  })
})

test.each([false, true])('answers also while somebody sends far too much (in chunks: %p)', async (chunked) => {
  expect(await post(ofBytes(8_000_000), { chunked })).toMatchObject({ status: 413, code: 'body_too_large' })
})

test('counts bytes, not characters', async () => {
  const text = JSON.stringify('满'.repeat(6_000))
  expect(text.length).toBeLessThan(16_384)
  expect(await post(text)).toMatchObject({ status: 413, code: 'body_too_large' })
})

test('takes ten levels and refuses eleven', async () => {
  expect(await post(nested(10))).toMatchObject({ status: 200 })
  expect(await post(nested(11))).toMatchObject({ status: 400, code: 'body_too_deep' })
  expect(await post(`{"a":[${nested(9)}]}`)).toMatchObject({ status: 400, code: 'body_too_deep' })
})

test('takes the deepest of what the contract asks for: a request to publish risk rules', async () => {
  const asked: RequestAsked = { kind: 'publish_risk_rules', payload: { ruleSet: testRules } }
  expect(testRules.rules.flatMap(({ when }) => when).some((condition) => 'in' in condition)).toBe(true)
  expect(await post(JSON.stringify({ asked, reason: '夜间加强验证' }))).toMatchObject({ status: 200 })
})

test('refuses thousands of levels without falling over', async () => {
  expect(await post('['.repeat(16_000))).toMatchObject({ status: 400, code: 'body_too_deep' })
})

test.each([
  ['brackets in text', JSON.stringify({ note: '[[[[[[[[[[{{{{{{{{{{' })],
  ['brackets behind a quote in text', JSON.stringify({ note: `"${'['.repeat(20)}` })],
  ['brackets behind a backslash in text', JSON.stringify({ note: `\\${'['.repeat(20)}` })],
  ['many lists beside each other', `[${Array(100).fill('[]').join(',')}]`],
])('does not take %s for depth', async (_, text) => {
  expect(await post(text)).toMatchObject({ status: 200, json: JSON.parse(text) })
})

test.each(['{', '{"a":}', 'hello', '{"a":1} x', ' '])('refuses %j, which is no JSON', async (text) => {
  expect(await post(text)).toMatchObject({ status: 400, code: 'input_invalid', fields: [{ path: 'body' }] })
})

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
  '',
])('refuses the type %j', async (type) => {
  expect(await post('{}', { type })).toMatchObject({ status: 415, code: 'media_type_unsupported' })
})

test('takes JSON that names its character set', async () => {
  expect(await post('{}', { type: 'application/json; charset=utf-8' })).toMatchObject({ status: 200 })
})
