import type { Database } from '../../db/database'
import type { Logger } from '../../http/logging'
import type { SupplierPort } from '../../ports/supplier'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import type { DeliveryPace } from './pace'

export interface DeliveryDeps {
  database: Database
  surroundings: Surroundings
  vault: Vault
  /** By the name that benefits call them by. */
  suppliers: ReadonlyMap<string, SupplierPort>
  logger: Pick<Logger, 'warn' | 'error'>
  pace: DeliveryPace
}
