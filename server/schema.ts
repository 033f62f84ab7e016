import type { EntityClass, MigrationClass } from './db/database'
import { Idempotency1790000000001 } from './db/migrations/1790000000001-idempotency'
import { Programmes1790000000002 } from './db/migrations/1790000000002-programmes'
import { ProgrammeRow } from './features/programmes/programmes.entities'
import { IdempotencyKeyRow } from './http/idempotency.entities'

/** Every table of the product, as an entity. */
export const entities: EntityClass[] = [IdempotencyKeyRow, ProgrammeRow]

/** Every migration, oldest first. */
export const migrations: MigrationClass[] = [Idempotency1790000000001, Programmes1790000000002]
