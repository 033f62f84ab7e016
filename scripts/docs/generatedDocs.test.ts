import { spawnSync } from 'node:child_process'
import path from 'node:path'

const root = path.resolve(__dirname, '../..')

test('docs/openapi.json, docs/dataflow.md and the client routes are what the sources say', () => {
  const words = ['-r', '@swc-node/register', 'scripts/openapi.ts', '--check']
  const { status, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})
