import type { Database } from '../../db/database'
import type { Attempts } from '../../http/attempts'
import type { BankPort } from '../../ports/bank'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'

export interface RiskDeps {
  database: Database
  bank: BankPort
  vault: Vault
  surroundings: Surroundings
  attempts: Attempts
}
