import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkBiome } from './biome'
import { findingsIn } from './plantedTree'
import { REPOSITORY } from './runTool'

const CLEAN = {
  'biome.json': readFileSync(join(REPOSITORY, 'biome.json'), 'utf8'),
  '.gitignore': 'node_modules/\n',
  'shared/values/points.ts': "export const unit = 'points'\n",
}

test('passes a tree that follows biome.json', async () => {
  expect(await findingsIn(checkBiome, CLEAN)).toEqual([])
})

test('finds a badly formatted file and a lint fault, with its line', async () => {
  const findings = await findingsIn(checkBiome, {
    ...CLEAN,
    'shared/values/fen.ts': 'export const unit = "fen";\n',
    'shared/values/ids.ts': "// Ids.\nimport { join } from 'node:path'\n\nexport const unit = 'id'\n",
  })
  expect(findings).toEqual([
    'shared/values/fen.ts  format  run `npx biome check --write` on it',
    expect.stringMatching(/^shared\/values\/ids\.ts:2 {2}lint\/correctness\/noUnusedImports {2}/),
  ])
})

test('does not take a broken configuration for a clean tree', async () => {
  expect(await findingsIn(checkBiome, { ...CLEAN, 'biome.json': '{ "linter": { "rules": 3 } }\n' })).not.toEqual([])
})
