import * as z from 'zod/mini'
import { endpoint } from '../../shared/contract/endpoint'
import { serving } from '../../tests/support/serving'
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

interface Asked {
  trustedProxies?: readonly string[]
  headers?: Record<string, string>
}

async function ask(path: string, { trustedProxies = [], headers }: Asked = {}) {
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
      admitMonitor: () => null,
      verifyBank: () => undefined,
    },
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics(),
    newId: () => 'request',
    trustedProxies,
  })
  const server = await serving(app.callback())
  try {
    return await fetch(server.url + path, { headers })
  } finally {
    await server.close()
  }
}

test('a transaction that never got through asks to come again, and is no bug', async () => {
  const answer = await ask('/deadlock')
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toBe('1')
  expect(await answer.json()).toMatchObject({ code: 'busy_try_later' })
})
