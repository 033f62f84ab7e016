import { randomBytes } from 'node:crypto'
import { bankOverHttp } from '../../server/adapters/bank.http'
import { wechatOverHttp } from '../../server/adapters/wechat.http'
import type { Database } from '../../server/db/database'
import { cardsRoutes, phonesAtBank } from '../../server/features/cards'
import { findSession, identityRoutes } from '../../server/features/identity'
import { createApp } from '../../server/http/app'
import { keyedAnswers } from '../../server/http/idempotency'
import { createLogger } from '../../server/http/logging'
import { createMetrics } from '../../server/http/metrics'
import { startBankSimulator } from '../../server/simulators/bank/bankSimulator'
import { startWechatSimulator } from '../../server/simulators/wechat/wechatSimulator'
import { cardsContract } from '../../shared/contract/cards'
import { identityContract } from '../../shared/contract/identity'
import { type People, peopleOn, programmeId } from './people'
import { serving } from './serving'

const appId = 'wx0000000000test'
const secret = 'a secret for tests'
const clientId = 'kaquan'

export interface Answer {
  status: number
  retryAfter: string | null
  /** The reply, or the problem. */
  json: Record<string, unknown> & { code?: string }
}

export interface Road {
  people: People
  /** Everything that was logged so far. */
  log(): string
  /** One request to the server. */
  call(
    method: string,
    path: string,
    more?: { token?: string; key?: string; body?: object; address?: string },
  ): Promise<Answer>
  /** A code as WeChat gives it to this user's phone. */
  wechatCode(kind: 'login' | 'phone', user: string): Promise<string>
  /** Sets the phone that WeChat knows of the user. */
  setPhone(user: string, phone: string): Promise<void>
  /** The cards of the bank. */
  bankCards(): Promise<{ last4: string; name: string; phone: string; rows: number }[]>
  /** The password that the bank sent last to this phone. */
  otpOn(phone: string): Promise<string | undefined>
  stop(): Promise<void>
}

/** Identity and cards as a server, with the simulated bank and WeChat behind it, all on real HTTP and one held clock. */
export async function roadOn(database: Database): Promise<Road> {
  const people = await peopleOn(database)
  const { now, newId } = people.surroundings
  const bankSide = { port: 0, programmeId, clientId, clientSecret: secret, eventKeyId: 'k', eventSecret: secret, now }
  const bank = await startBankSimulator(bankSide)
  const wechat = await startWechatSimulator({ port: 0, appId, secret, now })
  const timeoutMs = 5_000
  const nonce = () => randomBytes(16).toString('hex')
  const asked = bankOverHttp({ baseUrl: bank.url, clientId, secret, now, nonce, timeoutMs })
  const deps = {
    ...people,
    bank: asked,
    isPhoneKnown: phonesAtBank({ ...people, bank: asked, heardOfPhone: () => undefined }),
    wechat: wechatOverHttp({ baseUrl: wechat.url, appId, secret, now, timeoutMs }),
  }
  const lines: string[] = []
  const app = createApp({
    tree: { identity: identityContract, cards: cardsContract },
    handlers: { identity: identityRoutes(deps), cards: cardsRoutes(deps) },
    gate: {
      findSession: findSession(deps),
      findOperator: async () => null,
      answers: keyedAnswers({ database, now }),
      admitMonitor: () => null,
      verifyBank: () => undefined,
    },
    logger: createLogger({ level: 'trace', destination: { write: (line) => void lines.push(line) } }),
    metrics: createMetrics(),
    newId,
    trustedProxies: ['127.0.0.1'],
  })
  const server = await serving(app.callback())
  return {
    people,
    log: () => lines.join(''),
    call: (method, path, more = {}) => request(server.url + path, { method, ...more }),
    wechatCode: async (kind, user) => String((await posted(`${wechat.url}/sim/${kind}-code`, { user })).code),
    setPhone: async (user, phone) => void (await posted(`${wechat.url}/sim/users`, { user, phone })),
    bankCards: async () => (await fetch(`${bank.url}/sim/cards`)).json() as ReturnType<Road['bankCards']>,
    async otpOn(phone) {
      const sent = (await (await fetch(`${bank.url}/sim/otps?phone=${phone}`)).json()) as { code: string }[]
      return sent[0]?.code
    },
    async stop() {
      await server.close()
      await Promise.all([bank.stop(), wechat.stop()])
    },
  }
}

async function posted(url: string, body: object): Promise<Record<string, unknown>> {
  return (await request(url, { method: 'POST', body })).json
}

async function request(
  url: string,
  { method, token, key, body, address }: { method: string } & Parameters<Road['call']>[2] & object,
): Promise<Answer> {
  const headers: Record<string, string> = {}
  if (token !== undefined) headers.Authorization = `Bearer ${token}`
  if (key !== undefined) headers['Idempotency-Key'] = key
  if (address !== undefined) headers['X-Forwarded-For'] = address
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  const answer = await fetch(url, { method, headers, body: body && JSON.stringify(body) })
  const json = (await answer.json()) as Answer['json']
  return { status: answer.status, retryAfter: answer.headers.get('Retry-After'), json }
}
