import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as z from 'zod/mini'
import { endpoint } from '../../shared/contract/endpoint'
import { createApp } from './app'
import { createLogger } from './logging'
import { createMetrics } from './metrics'

const reply = z.object({ address: z.string() })
const common = { method: 'GET', access: 'public', summary: '', reply, refusals: [] } as const
const tree = {
  probe: {
    address: endpoint({ ...common, id: 'probe.address', path: '/address' }),
    deadlock: endpoint({ ...common, id: 'probe.deadlock', path: '/deadlock' }),
  },
}

async function ask(path: string, { trustProxy, headers }: { trustProxy: boolean; headers?: Record<string, string> }) {
  const app = createApp({
    tree,
    handlers: {
      probe: {
        address: async ({ address }) => ({ address }),
        deadlock: async () => {
          throw Object.assign(new Error('Deadlock found'), { errno: 1213 })
        },
      },
    },
    gate: {
      findSession: async () => null,
      findOperator: async () => null,
      answers: { answer: (_, act) => act() },
      verifyBank: () => undefined,
    },
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics(),
    newId: () => 'request',
    trustProxy,
  })
  const server = createServer(app.callback())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers })
  } finally {
    server.close()
  }
}

describe('the address that limits count by', () => {
  const headers = { 'X-Forwarded-For': '203.0.113.7, 198.51.100.9' }

  test('is the one that our own proxy wrote, and not one that the caller put before it', async () => {
    const answer = await ask('/address', { trustProxy: true, headers })
    expect(await answer.json()).toEqual({ address: '198.51.100.9' })
  })

  test('is the one of the connection where no proxy is trusted', async () => {
    const answer = await ask('/address', { trustProxy: false, headers })
    expect(await answer.json()).toMatchObject({ address: expect.stringContaining('127.0.0.1') })
  })
})

test('a transaction that never got through asks to come again, and is no bug', async () => {
  const answer = await ask('/deadlock', { trustProxy: false })
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toBe('1')
  expect(await answer.json()).toMatchObject({ code: 'busy_try_later' })
})
