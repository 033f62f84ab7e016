import { type TestDatabase, testDatabase } from '../../support/testDatabase'
import { closeConnections } from './rawHttp'
import { openWorld, type World } from './world'

/** Of the file that describes its tests: each has a world and a database of its own. */
export let opened: TestDatabase
export let world: World

/** To be called where tests are described, before anything that needs the world. */
export function describeWorld(changes: Record<string, string> = {}): void {
  beforeAll(async () => {
    opened = await testDatabase()
    world = await openWorld(opened.database, changes)
  }, 60_000)
  afterAll(async () => {
    closeConnections()
    await world?.stop()
    await opened?.close()
  })
}
