import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { suppliersOverHttp } from '../../../server/adapters/suppliers.http'
import { vaultOf } from '../../../server/compose'
import type { Database } from '../../../server/db/database'
import type { Environment } from '../../../server/environment'
import type { DeliveryPace } from '../../../server/features/delivery'
import { closeStatement } from '../../../server/features/delivery/closeStatement'
import type { SupplierPort } from '../../../server/ports/supplier'
import { realSurroundings } from '../../../server/surroundings'
import { addDays, type BusinessDay, businessDayOf } from '../../../shared/values/businessDay'
import { deskOn } from '../../support/desk'
import type { TrueOrder } from './truth'

interface Settling {
  environment: Environment
  pace: DeliveryPace
  since: Date
  /** How long each of its steps is waited for. */
  patienceMs: number
  /** What the supplier of this name truly did. */
  truthOf: (supplier: string) => Promise<TrueOrder[]>
}

/** States in which an order waits for something else than the worker. */
const beyondWorkers = "('delivered', 'failed', 'manual')"

/** After the storm: workers finish, statements are compared, and two persons settle what is left, by what truly happened. */
export async function settle(
  database: Database,
  settling: Settling,
): Promise<{ byStatement: number; byPeople: number }> {
  const { environment, since, patienceMs } = settling
  const { now } = realSurroundings
  const ports = suppliersOverHttp(environment.suppliers, {
    now,
    nonce: () => randomBytes(16).toString('hex'),
    timeoutMs: 5_000,
  })
  const unclosed = (more: string) => countOrders(database, `state NOT IN ${beyondWorkers} ${more}`)
  // An order that its supplier never got, and must not get twice, is unknown to it until the statement says so.
  await until(async () => (await unclosed("AND NOT (supplier = 'forgetful' AND state = 'unknown')")) === 0, patienceMs)
  await sleep(settling.pace.secondWordMs * 2)
  const byStatement = await unclosed('')
  const today = businessDayOf(now())
  for (let day = businessDayOf(since); day <= today; day = addDays(day, 1)) {
    for (const [supplier, port] of ports) await compare(database, { supplier, port, day, ...settling })
  }
  await until(async () => (await unclosed('')) === 0, patienceMs)
  return { byStatement, byPeople: await settleByPeople(database, settling) }
}

async function compare(
  database: Database,
  { supplier, port, day, ...settling }: Settling & { supplier: string; port: SupplierPort; day: BusinessDay },
): Promise<void> {
  const { baseUrl } = settling.environment.suppliers.get(supplier) as { baseUrl: string }
  const headers = { 'Content-Type': 'application/json' }
  await fetch(`${baseUrl}/sim/close-day`, { method: 'POST', headers, body: JSON.stringify({ day }) })
  const deps = {
    database,
    surroundings: realSurroundings,
    vault: vaultOf(settling.environment),
    suppliers: new Map([[supplier, port]]),
    logger: { warn: () => undefined, error: () => undefined },
    pace: settling.pace,
  }
  await until(() => closeStatement(deps, { supplier, port, day }), settling.patienceMs)
}

/** One asks and another approves, as at the desk. */
async function settleByPeople(database: Database, { environment, truthOf }: Settling): Promise<number> {
  const desk = await deskOn({ database, surroundings: realSurroundings, vault: vaultOf(environment) })
  const waiting = await database.reader.rows<{ order_no: string; supplier: string }>(
    "SELECT order_no, supplier FROM supplier_order WHERE state = 'manual'",
  )
  for (const { order_no: orderNo, supplier } of waiting) {
    const order = (await truthOf(supplier)).find(({ order_no }) => order_no === orderNo)
    const outcome = order && order.deliveries > 0 ? 'delivered' : 'failed'
    const settled = await desk.settle({
      kind: 'settle_order',
      payload: { orderNo, outcome, serial: order?.serials[0] },
    })
    if (settled.state !== 'approved') throw new Error(`the desk could not settle ${orderNo}: ${settled.failure}`)
  }
  return waiting.length
}

async function countOrders({ reader }: Database, where: string): Promise<number> {
  const [row] = await reader.rows<{ n: number | string }>(`SELECT COUNT(*) AS n FROM supplier_order WHERE ${where}`)
  return Number(row?.n)
}

/** Gives up in silence: what is open then is found by the judgement. */
async function until(isSo: () => Promise<boolean>, patienceMs: number): Promise<void> {
  const end = Date.now() + patienceMs
  while (Date.now() < end && !(await isSo())) await sleep(200)
}
