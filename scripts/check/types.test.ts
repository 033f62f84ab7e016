import { findingsIn } from './plantedTree'
import { checkTypes } from './types'

const project = (include: string) =>
  JSON.stringify({ compilerOptions: { strict: true, noEmit: true, types: [], lib: ['ES5'] }, include: [include] })

const CLEAN = {
  'tsconfig.json': project('shared'),
  'shared/values/points.ts': 'export const points: number = 1\n',
  'console/tsconfig.json': project('.'),
  'console/main.ts': "import { points } from '../shared/values/points'\n\nexport const shown: number = points\n",
}

test('passes a tree whose every file compiles', async () => {
  expect(await findingsIn(checkTypes, CLEAN)).toEqual([])
})

test('finds a wrong type in each project, once, and a file that no project covers', async () => {
  const findings = await findingsIn(checkTypes, {
    ...CLEAN,
    'shared/values/points.ts': "export const points: number = 'many'\n",
    'console/main.ts': "import { points } from '../shared/values/points'\n\nexport const shown: string = points\n",
    'config/dev.ts': 'export const port = 1\n',
  })
  expect(findings.sort()).toEqual([
    'config/dev.ts  types  no tsconfig.json covers this file; include it in one',
    "console/main.ts:3  TS2322  Type 'number' is not assignable to type 'string'.",
    "shared/values/points.ts:1  TS2322  Type 'string' is not assignable to type 'number'.",
  ])
})
