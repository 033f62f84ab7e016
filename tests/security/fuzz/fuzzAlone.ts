import { testDatabase } from '../../support/testDatabase'
import { closeConnections } from '../world/rawHttp'
import { openWorld } from '../world/world'
import { type FuzzFigures, fuzz } from './fuzz'

/** One run on a world of its own, for the command line. */
export async function fuzzAlone(choice: { runs: number; seed: number }): Promise<FuzzFigures> {
  const opened = await testDatabase()
  const world = await openWorld(opened.database)
  try {
    return await fuzz(world, choice)
  } finally {
    closeConnections()
    await world.stop()
    await opened.close()
  }
}
