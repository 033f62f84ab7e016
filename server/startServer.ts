import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { api } from '../shared/contract/api'
import { compose, type Product } from './compose'
import type { Database } from './db/database'
import type { Environment } from './environment'
import type { AppParts } from './http/app'
import { type ConnectionLimits, listen } from './http/listen'
import type { Logger } from './http/logging'
import type { Surroundings } from './ports/surroundings'

export interface RunningServer {
  url: string
  /** Where operators are served; null where they are not. */
  consoleUrl: string | null
  /** Finishes what is under way, then closes; what was accepted is answered. */
  stop(): Promise<void>
}

/** After this long a graceful stop no longer waits for callers that never finish. */
const stopLimitMs = 20_000

/** Starts web, worker or both on a database that is open and migrated. A worker listens for health and figures alone. */
export async function startServer(parts: {
  environment: Environment
  database: Database
  logger: Logger
  surroundings: Surroundings
  files?: AppParts<typeof api>['files']
  delivery?: Parameters<typeof compose>[0]['delivery']
  /** What a test has otherwise: less patience with slow callers. */
  limits?: ConnectionLimits
}): Promise<RunningServer> {
  const { environment, limits } = parts
  const product = compose(parts)
  const web = await listen(product.app.callback(), { ...environment, limits }).catch(async (error: unknown) => {
    await product.stop()
    throw error
  })
  const desk = await listenForOperators(product, { ...environment, limits }).catch(async (error: unknown) => {
    await Promise.all([closeGently(web), product.stop()])
    throw error
  })
  await refuseOpenDesk({ web, desk }, environment).catch(async (error: unknown) => {
    await Promise.all([closeGently(web), desk && closeGently(desk), product.stop()])
    throw error
  })
  // Only once the port is ours: a server that cannot start must not leave jobs running that nobody can stop.
  const jobs = environment.role === 'web' ? null : product.startJobs()
  return {
    url: urlOf(web, environment),
    consoleUrl: desk && urlOf(desk, environment),
    async stop() {
      await Promise.all([closeGently(web), desk && closeGently(desk)])
      await jobs?.stop()
      await product.stop()
    },
  }
}

function urlOf(server: Server, { host }: Environment): string {
  return `http://${host}:${(server.address() as AddressInfo).port}`
}

/** A listener of its own, so that a way in from outside leads to nothing that moves value by hand. */
async function listenForOperators(
  { consoleApp }: Product,
  { host, consolePort, limits }: Environment & { limits: ConnectionLimits | undefined },
): Promise<Server | null> {
  return consoleApp && consolePort !== null ? listen(consoleApp.callback(), { host, port: consolePort, limits }) : null
}

/** The desk moves value by hand: a server on whose public listener it answers does not start. */
async function refuseOpenDesk({ web, desk }: { web: Server; desk: Server | null }, environment: Environment) {
  if (!desk) return
  for (const path of ['/ops/me', '/ops/sessions', '/console/']) {
    const { status } = await fetch(`${reachable(web, environment)}${path}`, { redirect: 'manual' })
    if (status !== 404) throw new Error(`the desk answers ${status} at ${path} of the public listener, PORT`)
  }
}

/** An address for every interface is none to call. */
function reachable(server: Server, { host }: Environment): string {
  const everywhere: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }
  const { port } = server.address() as AddressInfo
  return `http://${everywhere[host] ?? host}:${port}`
}

function closeGently(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => server.closeAllConnections(), stopLimitMs)
    // A caller that got its answer keeps its connection open for the next question, which will not be taken.
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    server.close(() => {
      clearTimeout(giveUp)
      clearInterval(sweep)
      resolve()
    })
  })
}
