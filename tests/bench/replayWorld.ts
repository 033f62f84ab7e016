import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { regionsOfIp2region } from '../../server/adapters/regions.ip2region'
import { vaultOf } from '../../server/compose'
import type { Database } from '../../server/db/database'
import demo from '../../server/demo/programme.json'
import { programmeSettings } from '../../server/features/programmes'
import { regionKindOf } from '../../server/features/risk'
import { takeEvents } from '../../server/features/spend'
import { createLogger } from '../../server/http/logging'
import type { Surroundings } from '../../server/ports/surroundings'
import { randomIds } from '../../server/randomIds'
import { startBankSimulator } from '../../server/simulators/bank/bankSimulator'
import { phoneOfCard } from '../../server/simulators/bank/cards'
import { cardTokenOf } from '../../server/simulators/bank/simulatorKey'
import { startWechatSimulator } from '../../server/simulators/wechat/wechatSimulator'
import { startServer } from '../../server/startServer'
import { realSurroundings } from '../../server/surroundings'
import type { RegionKind } from '../../shared/contract/riskRules'
import { bankEvent } from '../support/bankEvents'
import { testEnvironment } from '../support/environment'
import { testPosting } from '../support/posting'
import { installTestProgramme, testProgramme } from '../support/programme'
import { openSale, personId } from '../support/sale'
import { testDatabase } from '../support/testDatabase'

/** The password in every message, which its receiver knows and nobody else. */
export const otpOfAll = '246810'
export const prices = { CHEAP: 500, MIDDLE: 2_500, DEAR: 6_000 } as const
const settings = programmeSettings.parse(demo)

export interface Called {
  status: number
  code: string
  json: Record<string, unknown>
}

export interface Calling {
  path: string
  address: string
  token?: string
  key?: string
  body?: object
  method?: 'GET' | 'POST'
}

export interface World {
  database: Database
  call(calling: Calling): Promise<Called>
  /** A code of WeChat's for somebody with this phone. */
  wechatCode(kind: 'login' | 'phone', user: string, phone?: string): Promise<string>
  /** How many questions at its verifiers the bank was asked, and how many messages each phone got. */
  asked(): number
  messages: Map<string, number>
  /** How often it was asked whether it knows a phone, by the phone. */
  phonesAsked: Map<string, number>
  stop(): Promise<void>
}

/** A card of the bank: everything that its holder knows of it. */
export const cardOf = (at: number) => {
  const last4 = String(at + 100).padStart(4, '0')
  return { last4, name: `持卡人${last4}`, phone: phoneOfCard(last4) }
}

/** Ids tell when they were made, by the clock that is held. */
const surroundings: Surroundings = { ...realSurroundings, newId: randomIds(() => Date.now()) }

interface Opening {
  known: number
  fresh: number
  /** Whether the bank has the question about phones, and answers it honestly: it knows those of its cards and no others. */
  tellsOfPhones: boolean
}

/** The composed server with its real limits and lanes, between a bank and a WeChat that are played on real HTTP. */
export async function openWorld({ known, fresh, tellsOfPhones }: Opening): Promise<World> {
  const opened = await testDatabase({ statementLimitMs: 600_000 })
  const { database } = opened
  const shared = { BANK_CLIENT_ID: 'kaquan', BANK_SECRET: 'a secret of the bank', WECHAT_APP_ID: 'wx00000000replay00' }
  const secret = 'a secret of wechat'
  const published = publishedCards(known + fresh)
  const bank = await startBankSimulator({
    ...{ port: 0, programmeId: testProgramme.id, clientId: shared.BANK_CLIENT_ID, clientSecret: shared.BANK_SECRET },
    ...{
      eventKeyId: 'k1',
      eventSecret: 'a secret of events',
      publishedDir: published,
      newCode: () => otpOfAll,
      tellsOfPhones,
    },
  })
  const wechat = await startWechatSimulator({ port: 0, appId: shared.WECHAT_APP_ID, secret })
  const counting = await countingProxy(bank.url)
  const environment = testEnvironment({
    ...shared,
    BANK_BASE_URL: counting.url,
    WECHAT_BASE_URL: wechat.url,
    WECHAT_APP_SECRET: secret,
    TRUSTED_PROXIES: '127.0.0.1',
  })
  await installTestProgramme(database, { risk: settings.risk })
  await seed(database, { known, fresh, vault: vaultOf(environment) })
  const logger = createLogger({ level: 'silent' })
  const server = await startServer({ environment, database, logger, surroundings })
  return {
    database,
    asked: counting.asked,
    messages: counting.messages,
    phonesAsked: counting.phonesAsked,
    call: (calling) => callServer(server.url, calling),
    async wechatCode(kind, user, phone) {
      if (phone !== undefined) await post(`${wechat.url}/sim/users`, { user, phone })
      return String((await post(`${wechat.url}/sim/${kind}-code`, { user })).code)
    },
    async stop() {
      await server.stop()
      await Promise.all([bank.stop(), wechat.stop(), counting.stop()])
      await opened.close()
      rmSync(published, { recursive: true })
    },
  }
}

/** Cardholders of long ago with points and cards that the bank knows, and spending that waits for those who bind today. */
async function seed(
  database: Database,
  { known, fresh, vault }: { known: number; fresh: number; vault: ReturnType<typeof vaultOf> },
): Promise<void> {
  const benefits = Object.keys(prices).map((id) => ({ id, codes: 6_000 }))
  await openSale(database, { people: known, benefits, hasLedger: false }, vault)
  await database.inTransaction(async (tx) => {
    for (const [id, points] of Object.entries(prices))
      await tx.change('UPDATE benefit SET points = ? WHERE benefit_id = ?', [points, id])
    for (let at = 0; at < known; at++)
      await tx.change('UPDATE card SET card_token = ? WHERE cardholder_id = ?', [tokenOfCard(at), personId(at)])
    // Nine in ten have bound their card on the device that they have: its one-time password vouches for it. The others have
    // a new phone since this morning.
    const later = new Date(Date.now() + 30 * 86_400_000)
    await tx.change('UPDATE session SET trusted_at = started_at, expires_at = ?', [later])
    await tx.change(
      `UPDATE session SET trusted_at = NULL, started_at = ?
       WHERE session_id LIKE '%7' OR session_id LIKE '%5' OR session_id LIKE '%3'`,
      [new Date()],
    )
  })
  for (let first = 0; first < fresh; first += 500) {
    const events = Array.from({ length: Math.min(500, fresh - first) }, (_, at) =>
      bankEvent(`waiting-${first + at}`, '2026-11-01', { yuan: 4_000, card_token: tokenOfCard(known + first + at) }),
    )
    await takeEvents(events, { database, posting: testPosting(surroundings), surroundings })
  }
}

function tokenOfCard(at: number): string {
  const usual = { product: 'standard', rows: 1, behaviour: 'normal', minor: false } as const
  return cardTokenOf({ ...cardOf(at), ...usual, programmeId: testProgramme.id })
}

/** A file as the bank's publisher has it, with one row for each card. */
function publishedCards(count: number): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'kaquan-replay-'))
  const head = 'posted_on,card_last4,amount,currency,original_amount,original_currency,merchant,category_code,category'
  const lines = Array.from({ length: count }, (_, at) => {
    return `2017-03-21,${cardOf(at).last4},26.15,GBP,26.15,GBP,shell kings 587,K020,Vehicle Fuel`
  })
  writeFileSync(path.join(dir, '2017-03.csv'), `${[head, ...lines].join('\n')}\n`)
  return dir
}

/** Stands before the bank and counts what came through: every question to a verifier, and every message by phone. */
async function countingProxy(bankUrl: string) {
  let asked = 0
  const messages = new Map<string, number>()
  const phonesAsked = new Map<string, number>()
  const countOne = (counts: Map<string, number>, phone: string) => counts.set(phone, (counts.get(phone) ?? 0) + 1)
  const phoneOf = new Map(Array.from({ length: 9_800 }, (_, at) => [tokenOfCard(at), cardOf(at).phone]))
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const headers = Object.entries(request.headers).filter(([name]) => !/^(host|connection|content-length)$/.test(name))
    const answer = await fetch(bankUrl + request.url, {
      method: request.method ?? 'GET',
      headers: Object.fromEntries(headers) as Record<string, string>,
      ...(body === '' ? {} : { body }),
    })
    const text = await answer.text()
    if (/cards\/verify|otp\/confirm/.test(request.url ?? '')) asked += 1
    if (/cards\/verify|otp\/send/.test(request.url ?? '') && (JSON.parse(text) as { ok: boolean }).ok) {
      const { phone, card_token } = JSON.parse(body) as { phone?: string; card_token?: string }
      countOne(messages, phone ?? phoneOf.get(card_token ?? '') ?? 'unknown')
    }
    if (/cards\/phone-known/.test(request.url ?? ''))
      countOne(phonesAsked, (JSON.parse(body) as { phone: string }).phone)
    response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages,
    phonesAsked,
    asked: () => asked,
    stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      return closed
    },
  }
}

async function callServer(url: string, { path: at, address, token, key, body, method }: Calling): Promise<Called> {
  const response = await fetch(url + at, {
    method: method ?? 'POST',
    headers: {
      'X-Forwarded-For': address,
      ...(body ? { 'Content-Type': 'application/json' } : {}),
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(key ? { 'Idempotency-Key': key } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const json = (await response.json()) as Record<string, unknown>
  return {
    status: response.status,
    code: typeof json.code === 'string' && response.status >= 400 ? json.code : '',
    json,
  }
}

async function post(url: string, body: object): Promise<Record<string, unknown>> {
  const headers = { 'Content-Type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await response.json()) as Record<string, unknown>
}

/** The same numbers on every run. */
export function numbers(seedOfAll: number): () => number {
  let state = seedOfAll
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export type Addresses = Record<Exclude<RegionKind, 'unknown'>, string[]>

/** Real addresses, drawn from the whole of IPv4 and sorted by where ip2region says that they are. */
export function drawAddresses(chance: () => number, wanted: Record<keyof Addresses, number>): Addresses {
  const regions = regionsOfIp2region()
  const found: Addresses = { home: [], away: [], abroad: [], hosting: [] }
  const isFull = () => Object.entries(wanted).every(([kind, count]) => found[kind as keyof Addresses].length >= count)
  while (!isFull()) {
    const address = [1 + Math.floor(chance() * 222), ...[0, 0, 0].map(() => Math.floor(chance() * 256))].join('.')
    const kind = regionKindOf(regions.regionOf(address), settings.risk?.homeRegions ?? [])
    if (kind !== 'unknown' && found[kind].length < wanted[kind]) found[kind].push(address)
  }
  return found
}
