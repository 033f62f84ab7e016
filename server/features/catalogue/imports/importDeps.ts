import type { Database } from '../../../db/database'
import type { Surroundings } from '../../../ports/surroundings'
import type { Vault } from '../../../ports/vault'
import type { ImportLine } from './importLine'

export interface ImportDeps {
  database: Database
  surroundings: Surroundings
  vault: Vault
  /** The suppliers that orders can go to; any name will do where nothing is said. */
  supplierNames?: ReadonlySet<string> | undefined
  line: ImportLine
  /** Told what ended a check that nobody waits for. */
  failed: (error: unknown) => void
}
