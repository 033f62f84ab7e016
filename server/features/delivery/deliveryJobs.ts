import { putOffOrdersOfOthers } from '../redemption'
import { closeStatements } from './closeStatement'
import type { DeliveryDeps } from './dependencies'
import { SupplierLine } from './supplierLine'

export interface DeliveryJob {
  name: string
  everyMs: number
  /** Answers how many orders or statements it worked on. */
  run(signal: AbortSignal): Promise<number>
}

const putOffMs = 10 * 60_000

/**
 * The clock-driven work on orders. Each lane of each supplier is a job of its own, so that one that hangs holds up neither its
 * neighbours nor other suppliers.
 */
export function deliveryJobs(deps: DeliveryDeps): DeliveryJob[] {
  const { pace, suppliers } = deps
  const lanes = [...suppliers].flatMap(([name, port]) => {
    const line = new SupplierLine(deps, name, port)
    const lane = { name: 'deliver_orders', everyMs: pace.pollMs, run: (signal: AbortSignal) => line.work(signal) }
    return Array.from({ length: pace.lanes }, () => lane)
  })
  return [
    ...lanes,
    { name: 'put_off_orders', everyMs: 60_000, run: () => putOffOrders(deps) },
    { name: 'close_statements', everyMs: 300_000, run: (signal) => closeStatements(deps, signal) },
  ]
}

/** Orders of suppliers that are not configured wait: they are neither sent nor failed, and somebody has to hear of it. */
export async function putOffOrders({ database, surroundings, suppliers, logger }: DeliveryDeps): Promise<number> {
  const now = surroundings.now()
  const until = new Date(now.getTime() + putOffMs)
  const others = await database.inTransaction((tx) =>
    putOffOrdersOfOthers(tx, { suppliers: [...suppliers.keys()], now, until }),
  )
  for (const supplier of others) logger.error({ supplier }, 'orders wait for a supplier that is not configured')
  return others.length
}
