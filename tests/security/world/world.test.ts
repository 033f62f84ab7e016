import { type TestDatabase, testDatabase } from '../../support/testDatabase'
import { ownerIn } from './ownerIn'
import { closeConnections } from './rawHttp'
import { openWorld, otherProgramme, type World } from './world'

let opened: TestDatabase
let world: World
beforeAll(async () => {
  opened = await testDatabase()
  world = await openWorld(opened.database)
})
afterAll(async () => {
  closeConnections()
  await world.stop()
  await opened.close()
})

test('somebody of each programme owns one of everything', async () => {
  const owners = [await ownerIn(world, 'one'), await ownerIn(world, 'other', otherProgramme)]
  for (const { ids } of owners) console.log(ids)
  expect(world.faults()).toEqual([])
})
