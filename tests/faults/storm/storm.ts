import { randomBytes } from 'node:crypto'
import { freePort } from '../../../scripts/testing/keptProgram'
import { readEnvironment, type Variables } from '../../../server/environment'
import { productionPace } from '../../../server/features/delivery'
import { ready } from '../../bench/listening'
import { seeded } from '../../bench/seeded'
import { testProgramme } from '../../support/programme'
import { type TestDatabase, testDatabase } from '../../support/testDatabase'
import { type Killable, killable } from './killable'
import { populate } from './people'
import { redeemAll, wishesOf } from './redeemers'
import type { Sabotage } from './sabotage'
import type { ServerOrders } from './server.child'
import { settle } from './settle'
import type { SuppliersOrders } from './suppliers.child'
import { type Judgement, judge, type TrueOrder } from './truth'
import { weather } from './weather'

export interface StormAsked {
  seconds: number
  redemptions: number
  seed: number
  sabotage?: Sabotage
}

export interface StormReport extends Judgement {
  kills: number
  /** How often a process ended by itself. */
  crashes: number
  /** Connections to the database that were cut. */
  cuts: number
  faults: number
  orders: number
  redemptions: number
  byStatement: number
  byPeople: number
  /** What people were told before they got through, by its code. */
  heard: Record<string, number>
  /** Whether every process stopped when it was asked to. */
  stopped: boolean
}

/** As production, only that nothing waits long; a second word comes after every query that contradicts itself has ended. */
export const stormPace = {
  ...productionPace,
  firstWaitMs: 100,
  longestWaitMs: 1_500,
  secondWordMs: 1_200,
  doubtMs: 5_000,
  seldomMs: 1_500,
  leaseMs: 3_000,
  lanes: 8,
  pollMs: 100,
  breaker: { unsureInARow: 5, openMs: 700 },
  midnightMs: 0,
}
const timeoutMs = 500

const faults = {
  deliver_then_hang: 0.08,
  hang: 0.06,
  error_after_delivery: 0.07,
  reset: 0.08,
  truncated_answer: 0.07,
  reject: 0.07,
  slow: 0.05,
  accepted_first: 0.12,
  late_query: 0.12,
  contradictory_query: 0.15,
  query_error: 0.12,
  callback: 0.15,
  callback_twice: 0.08,
  callback_forged: 0.1,
  callback_before_answer: 0.08,
}
const times = { slowMs: 250, hangMs: 1_500, laterMs: 400, whileMs: 800 }

/** A storm over the real thing, and then its judgement. */
export async function storm(asked: StormAsked): Promise<StormReport> {
  const opened = await testDatabase()
  const started: Killable[] = []
  try {
    return await blow(opened, { ...asked, started })
  } finally {
    await Promise.all(started.map((each) => each.kill()))
    await opened.close()
  }
}

async function blow(
  { database, url: databaseUrl }: TestDatabase,
  { seconds, redemptions, seed, sabotage = null, started }: StormAsked & { started: Killable[] },
): Promise<StormReport> {
  const since = new Date()
  const { variables, orders, webPorts } = await plan(databaseUrl)
  const environment = readEnvironment(variables)
  const people = await populate(database, { environment, people: 80, codes: redemptions })
  const launch = async (script: string, itsOrders: object) => {
    const one = killable(script, itsOrders)
    started.push(one)
    await one.start()
    return one
  }
  const serverOf = (role: string, PORT: number): ServerOrders => {
    return { variables: { ...variables, ROLE: role, PORT: String(PORT) }, pace: stormPace, timeoutMs, sabotage }
  }
  const suppliers = await launch('suppliers.child.ts', orders)
  await tellFaults(orders, { faults, ...times, seed })
  const servers = await Promise.all([
    ...webPorts.map((port) => launch('server.child.ts', serverOf('web', port))),
    launch('server.child.ts', serverOf('worker', 0)),
    launch('server.child.ts', serverOf('worker', 0)),
  ])
  await Promise.all(webPorts.map(ready))

  const bad = weather(servers, { databaseUrl, chance: seeded(seed + 1) })
  const heard: Record<string, number> = {}
  const answering = redeemAll(wishesOf(people, { count: redemptions, seed }), {
    urls: webPorts.map((port) => `http://127.0.0.1:${port}`),
    seconds: seconds * 0.9,
    heard: (code) => {
      heard[code] = (heard[code] ?? 0) + 1
    },
  })
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
  const { kills, cuts } = await bad.calm()
  const answers = await answering
  await tellFaults(orders, { faults: {}, ...times, seed })

  const truthOf = (name: string) => truthFrom(orders.ports[name === 'forgetful' ? 'forgetful' : 'knowing'])
  // Where somebody has taken a guard away there may be nothing that could be settled.
  const patienceMs = sabotage === null ? 60_000 : 6_000
  const failures: string[] = []
  const settled = await settle(database, { environment, pace: stormPace, since, truthOf, patienceMs }).catch(
    (error) => {
      failures.push(`it cannot be settled: ${error}`)
      return { byStatement: 0, byPeople: 0 }
    },
  )
  const truth = [...(await truthOf('default')), ...(await truthOf('forgetful'))]
  const judgement = await judge(database, { truth, answers })
  const told = await suppliers.ask<{ faults: number }>('faults')
  const stops = await Promise.all(servers.map((server) => server.stop()))
  const crashes = servers.reduce((sum, server) => sum + server.crashes(), 0)
  const counted = { crashes, kills, cuts, faults: told.faults, orders: truth.length, redemptions: answers.length }
  const breaches = [...judgement.breaches, ...failures]
  return { ...counted, ...settled, ...judgement, breaches, heard, stopped: stops.every(Boolean) }
}

interface Plan {
  variables: Variables
  orders: SuppliersOrders
  webPorts: readonly number[]
}

async function plan(databaseUrl: string): Promise<Plan> {
  const [webPort, secondWebPort, knowing, forgetful] = await Promise.all([
    freePort(),
    freePort(),
    freePort(),
    freePort(),
  ])
  const key = () => randomBytes(32).toString('base64')
  const secret = () => randomBytes(16).toString('hex')
  const client = { clientId: 'kaquan', clientSecret: secret() }
  const nobody = 'http://127.0.0.1:9'
  const variables = {
    PORT: String(webPort),
    DATABASE_URL: databaseUrl,
    DEFAULT_PROGRAMME_ID: testProgramme.id,
    LOG_LEVEL: process.env.STORM_LOG ?? 'silent',
    BANK_BASE_URL: nobody,
    BANK_CLIENT_ID: 'kaquan',
    BANK_SECRET: secret(),
    BANK_EVENT_SECRETS: `k1:${secret()}`,
    WECHAT_BASE_URL: nobody,
    WECHAT_APP_ID: 'wx0000000000000000',
    WECHAT_APP_SECRET: secret(),
    SUPPLIER_BASE_URL: `http://127.0.0.1:${knowing}`,
    SUPPLIER_CLIENT_ID: client.clientId,
    SUPPLIER_SECRET: client.clientSecret,
    SUPPLIER_DEDUPLICATES: 'yes',
    SUPPLIERS: 'forgetful',
    SUPPLIER_FORGETFUL_BASE_URL: `http://127.0.0.1:${forgetful}`,
    SUPPLIER_FORGETFUL_CLIENT_ID: client.clientId,
    SUPPLIER_FORGETFUL_SECRET: client.clientSecret,
    SUPPLIER_FORGETFUL_PROTOCOL: 'form',
    DATA_KEYS: `1:${key()}`,
    FINGERPRINT_KEY: key(),
  }
  const callback = (name: string, port: number) => `http://127.0.0.1:${port}/api/suppliers/${name}/callbacks`
  const callbacks = { knowing: callback('default', webPort), forgetful: callback('forgetful', secondWebPort) }
  return { variables, orders: { ports: { knowing, forgetful }, client, callbacks }, webPorts: [webPort, secondWebPort] }
}

/** The forgetful one delivers again whatever comes again; of the other that would break a promise. */
async function tellFaults({ ports }: SuppliersOrders, { faults, ...rest }: { faults: object; seed: number }) {
  const tell = async (port: number, its: object) => {
    const headers = { 'Content-Type': 'application/json' }
    const body = JSON.stringify({ ...rest, faults: its })
    const answer = await fetch(`http://127.0.0.1:${port}/sim/faults`, { method: 'POST', headers, body })
    if (!answer.ok) throw new Error(await answer.text())
  }
  await Promise.all([tell(ports.knowing, faults), tell(ports.forgetful, { ...faults, no_deduplication: 1 })])
}

async function truthFrom(port: number): Promise<TrueOrder[]> {
  return (await (await fetch(`http://127.0.0.1:${port}/sim/orders`)).json()) as TrueOrder[]
}
