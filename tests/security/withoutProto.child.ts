import 'reflect-metadata'
import { testDatabase } from '../support/testDatabase'
import { ownerIn } from './world/ownerIn'
import { askRaw, closeConnections } from './world/rawHttp'
import { openWorld } from './world/world'

/** The whole product as it runs without `__proto__`: a cardholder enters, earns, redeems and asks to step up. */
async function main(): Promise<void> {
  const opened = await testDatabase()
  const world = await openWorld(opened.database)
  const owner = await ownerIn(world, 'child')
  const headers = { Authorization: `Bearer ${owner.token}` }
  const { status } = await askRaw(world.url, { method: 'GET', path: '/api/home', headers })
  const faults = world.faults()
  closeConnections()
  await world.stop()
  await opened.close()
  process.stdout.write(
    JSON.stringify({ hasProto: '__proto__' in {}, status, redeemed: owner.ids.redemptionId, faults }),
  )
}

main().catch((error: Error) => {
  process.stderr.write(String(error.stack))
  process.exitCode = 1
})
