import 'reflect-metadata'
import { EnvironmentError, processVariables, readEnvironment } from './environment'
import { createLogger } from './http/logging'
import { openDatabase } from './openDatabase'
import { startServer } from './startServer'
import { realSurroundings } from './surroundings'

/** Starts web, worker or both, as ROLE says, from the environment alone: what a container runs. */
async function main(): Promise<void> {
  const environment = readEnvironment(processVariables())
  const logger = createLogger({ level: environment.logLevel })
  const { chance } = realSurroundings
  const database = await openDatabase(environment.databaseUrl, { chance, poolSize: environment.databasePool })
  const { migrations, server } = await started({ environment, database, logger }).catch(async (error: unknown) => {
    // An open pool would keep the process alive, with nothing in it that serves.
    await database.close()
    throw error
  })
  logger.info({ url: server.url, role: environment.role, migrations }, 'started')
  const stop = async (signal: string) => {
    logger.info({ signal }, 'stopping')
    await server.stop()
    await database.close()
    logger.info('stopped')
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop(signal))
}

async function started(parts: Omit<Parameters<typeof startServer>[0], 'surroundings'>) {
  const migrations = await parts.database.migrate()
  return { migrations, server: await startServer({ ...parts, surroundings: realSurroundings }) }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof EnvironmentError ? error.message : String((error as Error).stack)}\n`)
  process.exitCode = 1
})
