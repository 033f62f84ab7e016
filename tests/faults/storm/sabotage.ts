import type { Database, Parameter, Tx } from '../../../server/db/database'
import type { SupplierPort } from '../../../server/ports/supplier'
import { Unsure } from '../../../server/ports/unsure'

/** What a careless hand might change; each has to turn the storm red. */
export const sabotages = ['no_claim', 'refund_on_silence', 'new_number'] as const
export type Sabotage = (typeof sabotages)[number] | null

/** A worker takes whatever it has read, whoever has taken it meanwhile. */
export function withoutClaim(database: Database): Database {
  const careless = (tx: Tx): Tx => {
    const change = (sql: string, parameters: readonly Parameter[] = []) => {
      if (!sql.includes('attempts = attempts + 1') || !sql.includes('supplier_order')) return tx.change(sql, parameters)
      const [setting = ''] = sql.split('WHERE')
      return tx.change(`${setting} WHERE order_no = ?`, parameters.slice(0, -3))
    }
    return {
      dialect: tx.dialect,
      forUpdate: tx.forUpdate,
      rows: (sql, parameters) => tx.rows(sql, parameters),
      insert: (table, rows, options) => tx.insert(table, rows, options),
      upsert: (table, rows, options) => tx.upsert(table, rows, options),
      change,
      changeExactly: (count, sql, parameters) => tx.changeExactly(count, sql, parameters),
    }
  }
  return { ...database, inTransaction: (work) => database.inTransaction((tx) => work(careless(tx))) }
}

/** No answer is taken for a no. */
export function withRefunds(port: SupplierPort): SupplierPort {
  return {
    ...port,
    placeOrder: (order) =>
      port.placeOrder(order).catch((error: unknown) => {
        if (!(error instanceof Unsure)) throw error
        return { state: 'rejected', reason: 'time_out', proof: '0'.repeat(64) }
      }),
  }
}

/** No answer is followed by another order. */
export function withNewNumbers(port: SupplierPort): SupplierPort {
  return {
    ...port,
    placeOrder: (order) =>
      port.placeOrder(order).catch((error: unknown) => {
        if (!(error instanceof Unsure)) throw error
        return port.placeOrder({ ...order, orderNo: `${order.orderNo}R` })
      }),
  }
}
