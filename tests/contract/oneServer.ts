import { type TestDatabase, testDatabase } from '../support/testDatabase'
import { type ComposedServer, composedServer } from './composedServer'

/** Of the file that describes its tests: each has a server and a database of its own. */
export let opened: TestDatabase
export let server: ComposedServer

/** To be called where tests are described, before anything that needs the server. */
export function describeServer(): void {
  beforeAll(async () => {
    opened = await testDatabase()
    server = await composedServer(opened.database)
  })
  afterAll(async () => {
    await server?.stop()
    await opened?.close()
  })
}
