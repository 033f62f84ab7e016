import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { api } from '../shared/contract/api'
import { compose } from './compose'
import type { Database } from './db/database'
import type { Environment } from './environment'
import type { AppParts } from './http/app'
import type { Logger } from './http/logging'
import type { Surroundings } from './ports/surroundings'

export interface RunningServer {
  url: string
  /** Finishes what is under way, then closes; what was accepted is answered. */
  stop(): Promise<void>
}

/** A request that sends its head or body too slowly is ended. */
const limits = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5_000, maxHeaderSize: 16_384 }
/** After this long a graceful stop no longer waits for callers that never finish. */
const stopLimitMs = 20_000

/** Starts web, worker or both on a database that is open and migrated. A worker listens for health and figures alone. */
export async function startServer(parts: {
  environment: Environment
  database: Database
  logger: Logger
  surroundings: Surroundings
  files?: AppParts<typeof api>['files']
}): Promise<RunningServer> {
  const { environment } = parts
  const product = compose(parts)
  const web = await listen(product.app.callback(), environment)
  // Only once the port is ours: a server that cannot start must not leave jobs running that nobody can stop.
  const jobs = environment.role === 'web' ? null : product.startJobs()
  return {
    url: `http://${environment.host}:${(web.address() as AddressInfo).port}`,
    async stop() {
      await closeGently(web)
      await jobs?.stop()
    },
  }
}

function listen(handler: ReturnType<ReturnType<typeof compose>['app']['callback']>, environment: Environment) {
  const server = createServer(limits, handler)
  server.headersTimeout = limits.headersTimeout
  server.requestTimeout = limits.requestTimeout
  return new Promise<Server>((resolve, reject) => {
    server.once('error', reject)
    server.listen(environment.port, environment.host, () => resolve(server))
  })
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
