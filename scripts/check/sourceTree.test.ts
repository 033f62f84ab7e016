import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { findingsIn } from './plantedTree'
import { filesBelow } from './sourceTree'

const FILES = {
  '.gitignore': '.env\n',
  '.env': '',
  'shared/values/points.ts': '',
  'shared/client/routes.ts': '',
  'docs/openapi.json': '',
  'node_modules/koa/index.js': '',
  'server/gone.ts': '',
}

test('lists what git tracks or would track, and nothing foreign, generated or gone', async () => {
  await findingsIn(async (root) => {
    execFileSync('git', ['init', '-q'], { cwd: root })
    execFileSync('git', ['add', 'server/gone.ts'], { cwd: root })
    rmSync(join(root, 'server/gone.ts'))
    expect(filesBelow(root)).toEqual(['.gitignore', 'shared/values/points.ts'])
    return []
  }, FILES)
  expect.assertions(1)
})

test('lists the folders where there is no repository', async () => {
  await findingsIn(async (root) => {
    expect(filesBelow(root)).toEqual(['.env', '.gitignore', 'server/gone.ts', 'shared/values/points.ts'])
    return []
  }, FILES)
  expect.assertions(1)
})
