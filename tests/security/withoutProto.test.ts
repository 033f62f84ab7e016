import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { typescriptHook } from '../../server/typescriptHook'
import { testDatabase } from '../support/testDatabase'

const child = path.join(__dirname, 'withoutProto.child.ts')

// The child opens a database of its own, on the server that this run is for.
test('the product runs without __proto__, which nothing can pollute then', async () => {
  expect(testDatabase).toBeDefined()
  const flags = ['--disable-proto=delete', '-r', typescriptHook, child]
  const { stdout } = await promisify(execFile)(process.execPath, flags, { timeout: 60_000 })
  const said = JSON.parse(stdout)
  expect(said).toEqual({ hasProto: false, status: 200, redeemed: expect.stringMatching(/^01/), faults: [] })
}, 70_000)
