import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { vaultOf } from '../../server/compose'
import type { Database, Parameter, Reader, Tx } from '../../server/db/database'
import demoProgramme from '../../server/demo/programme.json'
import { productionPace } from '../../server/features/delivery'
import { insertProgramme, programmeSettings } from '../../server/features/programmes'
import { createLogger } from '../../server/http/logging'
import { startBankSimulator } from '../../server/simulators/bank/bankSimulator'
import { startSupplierSimulator } from '../../server/simulators/supplier/supplierSimulator'
import { startWechatSimulator } from '../../server/simulators/wechat/wechatSimulator'
import { startServer } from '../../server/startServer'
import { testEnvironment } from '../support/environment'
import { heldSurroundings } from '../support/surroundings'
import { type TestDatabase, testDatabase } from '../support/testDatabase'
import { oneTimePasswords } from './canaries'
import type { Sinks } from './sinks'

export const bankKey = { id: 'bank-key', secret: 'a secret of the bank' }
const clientId = 'kaquan'
const secret = 'a-secret-of-enough-length'

/** What goes wrong on purpose. */
export interface Trouble {
  /** Statements fail, and the error repeats their values as a driver's may. */
  database: boolean
  /** Nobody outside answers, and the error repeats the address and the body. */
  outside: boolean
}

export interface Reply {
  status: number
  headers: Headers
  text: string
  /** Of any shape; what is read of it here are texts, or objects that are taken apart further. */
  json: Record<string, string> & { me?: { cardholderId: string } }
}

export interface Asked {
  method: string
  path: string
  headers?: Record<string, string>
  body?: string | Buffer
  /** The endpoint, as sinks call it. */
  where: string
}

export type Product = Awaited<ReturnType<typeof startProduct>>

/** The whole server with the simulators, on real HTTP, with everything that leaves it written down. */
export async function startProduct(sinks: Sinks, given?: TestDatabase) {
  const opened = given ?? (await testDatabase())
  const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
  const trouble: Trouble = { database: false, outside: false }
  const restoreFetch = recordOutside(sinks, trouble)
  const { bank, wechat, supplier, environment } = await startOutside(surroundings.now)
  await opened.database.inTransaction((tx) =>
    insertProgramme(tx, programmeSettings.parse(demoProgramme), surroundings.now()),
  )
  const logger = createLogger({ level: 'trace', destination: { write: (line) => sinks.add('log', 'log', line) } })
  const server = await startServer({
    environment,
    database: troubled(opened.database, trouble),
    logger,
    surroundings,
    delivery: { pace: { ...productionPace, pollMs: 20 } },
  })
  const ask = askInto(sinks)
  return {
    opened,
    surroundings,
    trouble,
    logger,
    vault: vaultOf(environment),
    bank,
    wechat,
    supplier,
    call: (asked: Asked) => ask(server.url, asked),
    desk: (asked: Asked) => ask(server.consoleUrl ?? '', asked),
    async stop() {
      await server.stop()
      restoreFetch()
      await Promise.all([bank.stop(), wechat.stop(), supplier.stop()])
      await opened.close()
    },
  }
}

/** Bank, WeChat and supplier, and the environment of a server that calls them. */
async function startOutside(now: () => Date) {
  let sent = 0
  const newCode = () => oneTimePasswords[sent++ % 20] ?? ''
  const events = { eventKeyId: bankKey.id, eventSecret: bankKey.secret }
  const client = { port: 0, clientId, clientSecret: secret, now }
  const bank = await startBankSimulator({ ...client, programmeId: demoProgramme.id, ...events, newCode })
  const wechat = await startWechatSimulator({ port: 0, appId: 'wx0000000000000000', secret, now })
  const supplier = await startSupplierSimulator(client)
  const environment = testEnvironment({
    ROLE: 'both',
    CONSOLE_PORT: '0',
    TRUSTED_PROXIES: '127.0.0.1',
    BANK_BASE_URL: bank.url,
    BANK_SECRET: secret,
    BANK_EVENT_SECRETS: `${bankKey.id}:${bankKey.secret}`,
    WECHAT_BASE_URL: wechat.url,
    WECHAT_APP_SECRET: secret,
    WECHAT_TEMPLATE_REDEEMED: 'redeemed',
    WECHAT_TEMPLATE_LOCK_CHANGED: 'lock-changed',
    SUPPLIER_BASE_URL: supplier.url,
    SUPPLIER_SECRET: secret,
    SUPPLIER_DEDUPLICATES: 'yes',
  })
  return { bank, wechat, supplier, environment }
}

/** Asks, and writes down all that comes back. */
export function askInto(sinks: Sinks) {
  return async (base: string, asked: Asked): Promise<Reply> => {
    const { method, headers = {}, body, where } = asked
    const type: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' }
    const sending = { method, headers: { ...type, ...headers }, body: body as never, redirect: 'manual' as const }
    const answer = await fetch(base + asked.path, sending)
    const bytes = Buffer.from(await answer.arrayBuffer())
    const isFile = answer.headers.has('Content-Disposition') || where === 'privacy.export'
    sinks.add(answer.status >= 400 ? 'refusal' : isFile ? 'export' : 'reply', where, bytes)
    sinks.add('reply header', where, [...answer.headers].map((pair) => pair.join(': ')).join('\n'))
    const text = bytes.toString('utf8')
    const isJson = (answer.headers.get('Content-Type') ?? '').includes('json')
    return { status: answer.status, headers: answer.headers, text, json: isJson ? JSON.parse(text) : {} }
  }
}

/** The server's own calls carry a signature or WeChat's paths; those of the test do not, and are nobody's business. */
function recordOutside(sinks: Sinks, trouble: Trouble): () => void {
  const real = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const url = String(input)
    const headers = new Headers(init?.headers)
    const toWechat = /\/(sns|cgi-bin|wxa)\//.test(url)
    const side = toWechat ? 'wechat' : headers.has('X-Kaquan-Signature') || /\/v1\/|gateway/.test(url) ? 'signed' : null
    if (side === null) return real(input, init)
    const { pathname } = new URL(url)
    const where = side === 'wechat' ? `wechat ${pathname}` : pathname.replace(/\/K?[0-9A-Z]{26}$/, '/{number}')
    sinks.add('outside url', where, url)
    if (init?.body) sinks.add('outside body', where, String(init.body))
    if (trouble.outside) {
      const message = `connect ECONNREFUSED ${url} ${String(init?.body ?? '')}`
      throw Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(message)) })
    }
    return real(input, init)
  }
  return () => {
    globalThis.fetch = real
  }
}

function troubled(database: Database, trouble: Trouble): Database {
  const failing = (sql: string, parameters: readonly unknown[] = []) => {
    if (!trouble.database) return
    const values = parameters.map(String).join('-')
    throw Object.assign(new Error(`Duplicate entry '${values}' for key 'PRIMARY'`), {
      code: 'ER_DUP_ENTRY',
      sql: `${sql} ${values}`,
      sqlMessage: `Duplicate entry '${values}' for key 'PRIMARY'`,
      parameters,
    })
  }
  const reading = (reader: Reader): Reader => ({
    dialect: reader.dialect,
    async rows<Row>(sql: string, parameters?: readonly Parameter[]) {
      // Whoever asks is found all the same, so that it fails behind the door.
      if (!/FROM session|FROM operator/.test(sql)) failing(sql, parameters)
      return reader.rows<Row>(sql, parameters)
    },
  })
  const writing = (tx: Tx): Tx => ({
    ...reading(tx),
    forUpdate: tx.forUpdate,
    async change(sql, parameters) {
      failing(sql, parameters)
      return tx.change(sql, parameters)
    },
    async changeExactly(count, sql, parameters) {
      failing(sql, parameters)
      return tx.changeExactly(count, sql, parameters)
    },
    async insert(table, rows, options) {
      failing(
        `INSERT INTO ${table}`,
        rows.flatMap((row) => Object.values(row)),
      )
      return tx.insert(table, rows, options)
    },
    async upsert(table, rows, options) {
      failing(
        `INSERT INTO ${table}`,
        rows.flatMap((row) => Object.values(row)),
      )
      return tx.upsert(table, rows, options)
    },
  })
  return {
    ...database,
    reader: reading(database.reader),
    inTransaction: (work) => database.inTransaction((tx) => work(writing(tx))),
  }
}

/** The pages and packages as they are built, where they are. */
export function readBundles(sinks: Sinks, root = path.resolve(__dirname, '../../dist')): number {
  if (!existsSync(root)) return 0
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const texts = files.filter(({ name }) => /\.(js|json|css|html|wxml|wxss|map)$/.test(name))
  for (const { name, parentPath } of texts) {
    const file = path.join(parentPath ?? root, name)
    sinks.add('bundle', path.relative(root, file), readFileSync(file))
  }
  return texts.length
}
