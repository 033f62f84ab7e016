import 'reflect-metadata'
import { postingOf, vaultOf } from '../server/compose'
import type { Database } from '../server/db/database'
import demoProgramme from '../server/demo/programme.json'
import { type Environment, readEnvironment } from '../server/environment'
import { allProgrammeIds, insertProgramme, programmeSettings } from '../server/features/programmes'
import type { Posting } from '../server/features/spend'
import { openDatabase } from '../server/openDatabase'
import type { Surroundings } from '../server/ports/surroundings'
import type { Vault } from '../server/ports/vault'
import { realSurroundings } from '../server/surroundings'
import { demoVariables } from './demoVariables'

/** What a command line needs of the product: the database that `DATABASE_URL` names, migrated, and what works on it. */
export interface OpenProduct {
  environment: Environment
  database: Database
  vault: Vault
  surroundings: Surroundings
  posting: Posting
  close(): Promise<void>
}

/** @throws EnvironmentError */
export async function openProduct({
  environment = readEnvironment(demoVariables()),
  withDemoProgramme = true,
  statementLimitMs,
}: {
  environment?: Environment
  withDemoProgramme?: boolean
  /** Longer for what reads everything. */
  statementLimitMs?: number
} = {}): Promise<OpenProduct> {
  const surroundings = realSurroundings
  const { chance } = surroundings
  const database = await openDatabase(environment.databaseUrl, {
    chance,
    poolSize: environment.databasePool,
    statementLimitMs,
  })
  await database.migrate()
  if (withDemoProgramme) await installDemoProgramme(database, surroundings)
  return {
    environment,
    database,
    vault: vaultOf(environment),
    surroundings,
    posting: postingOf(surroundings),
    close: () => database.close(),
  }
}

/** A database without any programme gets the demo one; an installation of one's own is left alone. */
async function installDemoProgramme(database: Database, surroundings: Surroundings): Promise<void> {
  if ((await allProgrammeIds(database.reader)).length > 0) return
  await database.inTransaction((tx) => insertProgramme(tx, programmeSettings.parse(demoProgramme), surroundings.now()))
}
