import 'reflect-metadata'
import { randomBytes } from 'node:crypto'
import { suppliersOverHttp } from '../../../server/adapters/suppliers.http'
import { readEnvironment, type Variables } from '../../../server/environment'
import type { DeliveryPace } from '../../../server/features/delivery'
import { createLogger } from '../../../server/http/logging'
import { openDatabase } from '../../../server/openDatabase'
import type { SupplierPort } from '../../../server/ports/supplier'
import { startServer } from '../../../server/startServer'
import { realSurroundings } from '../../../server/surroundings'
import { type Sabotage, withNewNumbers, withoutClaim, withRefunds } from './sabotage'

/** A server of the storm: what `server/main.ts` starts, with less patience. */
export interface ServerOrders {
  variables: Variables
  pace: DeliveryPace
  timeoutMs: number
  sabotage: Sabotage
}

async function start({ variables, pace, timeoutMs, sabotage }: ServerOrders): Promise<() => Promise<void>> {
  const environment = readEnvironment(variables)
  const { chance, now } = realSurroundings
  const opened = await openDatabase(environment.databaseUrl, { chance, statementLimitMs: 10_000 })
  const database = sabotage === 'no_claim' ? withoutClaim(opened) : opened
  const nonce = () => randomBytes(16).toString('hex')
  const honest = suppliersOverHttp(environment.suppliers, { now, nonce, timeoutMs })
  const suppliers = new Map([...honest].map(([name, port]) => [name, sabotaged(port, sabotage)]))
  const logger = createLogger({ level: environment.logLevel, destination: process.stderr })
  const parts = { environment, database, logger, surroundings: realSurroundings, delivery: { pace, suppliers } }
  const server = await startServer(parts)
  return async () => {
    await server.stop()
    await database.close()
  }
}

function sabotaged(port: SupplierPort, sabotage: Sabotage): SupplierPort {
  if (sabotage === 'refund_on_silence') return withRefunds(port)
  return sabotage === 'new_number' ? withNewNumbers(port) : port
}

// Nobody is left behind when the storm itself is ended.
process.on('disconnect', () => process.exit())
process.once('message', (orders: ServerOrders) => {
  start(orders).then(
    (stop) => {
      process.once('SIGTERM', () => stop().then(() => process.exit()))
      process.send?.('ready')
    },
    () => process.exit(1),
  )
})
