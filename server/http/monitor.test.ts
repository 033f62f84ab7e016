import { testEnvironment } from '../../tests/support/environment'
import { type TestDatabase, testDatabase } from '../../tests/support/testDatabase'
import { startServer } from '../startServer'
import { realSurroundings } from '../surroundings'
import { createLogger } from './logging'

let opened: TestDatabase
beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())

const token = 'a token of who watches'.replaceAll(' ', '-')

/** What a process of this role answers on each of its listeners. */
async function askMetrics(changes: Record<string, string>, authorization?: string) {
  const environment = testEnvironment({ CONSOLE_PORT: '0', ...changes })
  const logger = createLogger({ level: 'silent' })
  const server = await startServer({ environment, database: opened.database, logger, surroundings: realSurroundings })
  const headers: Record<string, string> = authorization === undefined ? {} : { Authorization: authorization }
  try {
    const urls = [server.url, server.consoleUrl].filter((url) => url !== null)
    const answers = await Promise.all(urls.map((url) => fetch(`${url}/metrics`, { headers })))
    return Promise.all(answers.map(async (answer) => ({ status: answer.status, text: await answer.text() })))
  } finally {
    await server.stop()
  }
}

test('without METRICS_TOKEN the figures are for everybody who reaches them', async () => {
  for (const authorization of [undefined, `Bearer ${token}`])
    expect((await askMetrics({}, authorization)).map(({ status }) => status)).toEqual([200, 200])
})

test.each(['web', 'worker', 'both'])(
  'with METRICS_TOKEN they are for who has it, on each listener of ROLE=%s',
  async (ROLE) => {
    const answers = await askMetrics({ METRICS_TOKEN: token, ROLE }, `Bearer ${token}`)
    expect(answers).toHaveLength(ROLE === 'worker' ? 1 : 2)
    for (const { status, text } of answers) expect([status, text]).toEqual([200, expect.stringContaining('kaquan_')])
  },
)

test.each([undefined, '', 'Bearer', `Bearer ${token}x`, `Bearer ${token.slice(1)}`, token, `Basic ${token}`])(
  'with METRICS_TOKEN %j is refused, and learns nothing',
  async (authorization) => {
    for (const { status, text } of await askMetrics({ METRICS_TOKEN: token }, authorization)) {
      expect({ status, code: JSON.parse(text).code }).toEqual({ status: 401, code: 'metrics_token_wrong' })
      expect(text).not.toContain('kaquan_')
      expect(text).not.toContain(token)
    }
  },
)
