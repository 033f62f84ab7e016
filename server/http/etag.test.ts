import * as z from 'zod/mini'
import { endpoint } from '../../shared/contract/endpoint'
import { type Serving, serving } from '../../tests/support/serving'
import { createApp } from './app'
import { createLogger } from './logging'
import { createMetrics } from './metrics'

const reply = z.object({ text: z.string() })
const common = { method: 'GET', access: 'public', summary: '', reply, refusals: [] } as const
const tree = {
  probe: {
    tagged: endpoint({ ...common, id: 'probe.tagged', path: '/tagged', etag: true }),
    plain: endpoint({ ...common, id: 'probe.plain', path: '/plain' }),
  },
}
const session = { sessionId: 's', cardholderId: 'c', programmeId: 'p', level: 'visitor' as const }

let server: Serving
let text = '一'
beforeAll(async () => {
  const app = createApp({
    tree,
    handlers: { probe: { tagged: async () => ({ text }), plain: async () => ({ text }) } },
    gate: {
      findSession: async () => session,
      findOperator: async () => null,
      answers: { answer: (_, act) => act() },
      admitMonitor: () => null,
      verifyBank: () => undefined,
    },
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics(),
    newId: () => 'request',
    trustedProxies: [],
  })
  server = await serving(app.callback())
})
afterAll(() => server.close())

async function ask(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(server.url + path, { headers })
  return {
    status: answer.status,
    body: await answer.text(),
    tag: answer.headers.get('etag'),
    cache: answer.headers.get('cache-control'),
    vary: answer.headers.get('vary'),
    type: answer.headers.get('content-type'),
  }
}

test('a tagged reply names its bytes, may be asked for again, and is not sent twice', async () => {
  const first = await ask('/tagged')
  expect(first).toMatchObject({ status: 200, body: '{"text":"一"}', cache: 'no-cache', vary: 'Authorization' })
  expect(first.type).toBe('application/json; charset=utf-8')
  expect(first.tag).toMatch(/^W\/"[\w-]{27}"$/)
  const again = await ask('/tagged', { 'If-None-Match': first.tag ?? '' })
  expect(again).toMatchObject({ status: 304, body: '', tag: first.tag, cache: 'no-cache' })
})

test('a proxy may have made the tag strong, or ask for several', async () => {
  const { tag } = await ask('/tagged')
  const strong = tag?.replace('W/', '') ?? ''
  expect(await ask('/tagged', { 'If-None-Match': strong })).toMatchObject({ status: 304 })
  expect(await ask('/tagged', { 'If-None-Match': `"other", ${tag}` })).toMatchObject({ status: 304 })
  expect(await ask('/tagged', { 'If-None-Match': '"other"' })).toMatchObject({ status: 200 })
})

test('what changed is sent', async () => {
  const { tag } = await ask('/tagged')
  text = '二'
  const changed = await ask('/tagged', { 'If-None-Match': tag ?? '' })
  expect(changed).toMatchObject({ status: 200, body: '{"text":"二"}' })
  expect(changed.tag).not.toBe(tag)
})

test('what a session is answered is kept by nobody but the client itself', async () => {
  const headers = { Authorization: 'Bearer token' }
  const mine = await ask('/tagged', headers)
  expect(mine).toMatchObject({ status: 200, cache: 'no-store', vary: 'Authorization' })
  expect(await ask('/tagged', { ...headers, 'If-None-Match': mine.tag ?? '' })).toMatchObject({ status: 304 })
})

test('other replies have no tag', async () => {
  expect(await ask('/plain')).toMatchObject({ tag: null, cache: 'no-store', vary: null })
})
