import { setTimeout as sleep } from 'node:timers/promises'
import demoProgramme from '../../server/demo/programme.json'
import { insertProgramme, programmeSettings } from '../../server/features/programmes'
import { createLogger } from '../../server/http/logging'
import { startWechatSimulator } from '../../server/simulators/wechat/wechatSimulator'
import { type RunningServer, startServer } from '../../server/startServer'
import { realSurroundings } from '../../server/surroundings'
import { testEnvironment } from '../support/environment'
import { type TestDatabase, testDatabase } from '../support/testDatabase'
import { type TestRedis, testRedis } from '../support/testRedis'

const wechat = { appId: 'wx0000000000limits', secret: 'a secret for tests' }

let opened: TestDatabase
let simulator: Awaited<ReturnType<typeof startWechatSimulator>>
beforeAll(async () => {
  opened = await testDatabase()
  await opened.database.inTransaction((tx) => insertProgramme(tx, programmeSettings.parse(demoProgramme), new Date()))
  simulator = await startWechatSimulator({ port: 0, ...wechat, now: realSurroundings.now })
})
afterAll(async () => {
  await simulator.stop()
  await opened.close()
})

const running: { server: RunningServer }[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map(({ server }) => server.stop()))
})

async function serverWith(changes: Record<string, string>) {
  const environment = testEnvironment({
    CONSOLE_PORT: '0',
    DEFAULT_PROGRAMME_ID: demoProgramme.id,
    WECHAT_BASE_URL: simulator.url,
    WECHAT_APP_ID: wechat.appId,
    WECHAT_APP_SECRET: wechat.secret,
    FINGERPRINT_KEY: Buffer.alloc(32, 3).toString('base64'),
    ...changes,
  })
  const lines: string[] = []
  const logger = createLogger({ level: 'info', destination: { write: (line) => void lines.push(line) } })
  const parts = { environment, database: opened.database, logger, surroundings: realSurroundings }
  const one = { server: await startServer(parts), lines: () => lines.filter((line) => line.includes('Redis')) }
  running.push(one)
  return one
}

type Knock = (server: RunningServer, address?: string) => Promise<string>

const from = (address: string | undefined): Record<string, string> =>
  address === undefined ? {} : { 'X-Forwarded-For': address }
const codeOf = async (answer: Response) => String(((await answer.json()) as { code?: string }).code)

/** One bad try at each listener. */
const doors: Record<string, { knock: Knock; wrong: string; stopped: string; tries: number }> = {
  public: {
    knock: async ({ url }, address) => {
      const headers = { 'Content-Type': 'application/json', ...from(address) }
      return codeOf(await fetch(`${url}/api/sessions`, { method: 'POST', headers, body: '{"code":"bad"}' }))
    },
    wrong: 'wechat_code_invalid',
    stopped: 'too_many_requests',
    tries: 60,
  },
  console: {
    knock: async ({ consoleUrl }, address) =>
      codeOf(await fetch(`${consoleUrl}/ops/me`, { headers: { Authorization: 'Bearer nonsense', ...from(address) } })),
    wrong: 'session_ended',
    stopped: 'attempts_exceeded',
    tries: 30,
  },
}

describe.each(Object.entries(doors))('the %s listener', (_, { knock, wrong, stopped, tries }) => {
  const address = (at: number) => `203.${at >> 8}.${at & 255}.7`

  test('counts whoever knocks there directly, whatever address they claim', async () => {
    const { server } = await serverWith({ TRUSTED_PROXIES: '10.0.0.0/8' })
    for (let at = 0; at < tries; at++) expect(await knock(server, address(at))).toBe(wrong)
    expect(await knock(server, address(999))).toBe(stopped)
  })

  test('counts whom a trusted proxy names, and not what was written before that', async () => {
    const { server } = await serverWith({ TRUSTED_PROXIES: '127.0.0.1' })
    const caller = '198.51.100.9'
    for (let at = 0; at < tries; at++) expect(await knock(server, `${address(at)}, ${caller}`)).toBe(wrong)
    expect(await knock(server, `${address(999)}, ${caller}`)).toBe(stopped)
    expect(await knock(server, caller.replace('.9', '.10'))).toBe(wrong)
  })
})

describe('processes with one Redis', () => {
  let redis: TestRedis
  beforeAll(async () => {
    redis = await testRedis()
  }, 60_000)
  afterAll(() => redis.stop())

  const { knock, wrong, stopped, tries } = doors.public as (typeof doors)[string]
  const gaugeOf = async ({ url }: RunningServer) =>
    /^kaquan_shared_counters (\d)$/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1]
  async function until(isSo: () => Promise<boolean>, what: string) {
    const end = Date.now() + 15_000
    while (!(await isSo())) {
      if (Date.now() > end) throw new Error(`it never was so: ${what}`)
      await sleep(20)
    }
  }
  const answers = (server: RunningServer, gauge: string) =>
    until(async () => (await gaugeOf(server)) === gauge, `the gauge shows ${gauge}`)

  test('share what they grant; when Redis is killed they serve on, and nothing opens', async () => {
    const REDIS_URL = redis.url
    const [one, other] = [await serverWith({ REDIS_URL }), await serverWith({ REDIS_URL })]
    await Promise.all([answers(one.server, '1'), answers(other.server, '1')])
    for (let at = 0; at < tries; at++) expect(await knock((at % 2 ? one : other).server)).toBe(wrong)
    for (const { server } of [one, other]) expect(await knock(server)).toBe(stopped)

    await redis.kill()
    for (const { server } of [one, other]) expect(await knock(server)).toBe(stopped)
    await answers(one.server, '0')
    expect((await fetch(`${one.server.url}/readyz`)).status).toBe(200)

    await redis.startAgain()
    await answers(one.server, '1')
    expect(await knock(one.server)).toBe(stopped)
    expect(one.lines().map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      'the counters in Redis answer',
      'the counters in Redis do not answer: each process counts for itself',
      'the counters in Redis answer',
    ])
    const metrics = await (await fetch(`${one.server.url}/metrics`)).text()
    expect(metrics).toMatch(/^kaquan_tries_refused_total\{door="logIn",rule="address",lane="normal"\} [3-9]/m)
  }, 60_000)

  test('one that finds no Redis starts, serves, and stops', async () => {
    const { server } = await serverWith({ REDIS_URL: 'redis://127.0.0.1:9/0' })
    await answers(server, '0')
    expect(await knock(server)).toBe(wrong)
  }, 60_000)
})
