import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { REPOSITORY } from '../check/runTool'
import { filesBelow } from '../check/sourceTree'
import { databaseDoor, databaseTests, importsBelow } from './databaseTests'

/** The database tests among these files. */
function found(files: Record<string, string>): string[] {
  const root = mkdtempSync(join(tmpdir(), 'kaquan-tests-'))
  try {
    for (const [path, text] of Object.entries({ [databaseDoor]: 'export const testDatabase = 1', ...files })) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    const tests = Object.keys(files).filter((path) => path.endsWith('.test.ts'))
    return databaseTests(tests, importsBelow(root))
  } finally {
    rmSync(root, { recursive: true })
  }
}

test.each([
  ['imports it', `import { testDatabase } from '../tests/support/testDatabase'`],
  ['imports its types', `import type { TestDatabase } from '../tests/support/testDatabase'`],
  ['requires it', `const { testDatabase } = require('../tests/support/testDatabase')`],
  ['imports it late', `test('x', async () => { await import('../tests/support/testDatabase') })`],
])('a test that %s is a database test', (_, text) => {
  expect(found({ 'server/a.test.ts': text })).toEqual(['server/a.test.ts'])
})

test('so is one that imports it through others, in a circle or through a folder', () => {
  const files = {
    'server/a.test.ts': `import './one'`,
    'server/one.ts': `import './two'`,
    'server/two.ts': `import './one'\nexport * from './three'`,
    'server/three/index.ts': `import '../../tests/support/testDatabase'`,
  }
  expect(found(files)).toEqual(['server/a.test.ts'])
})

test('a test that only speaks of it, or imports packages, is none', () => {
  const files = {
    'server/a.test.ts': `import ts from 'typescript'\nimport './one'\n// ../tests/support/testDatabase`,
    'server/one.ts': `import './a.test'\nexport const door = '../tests/support/testDatabase'`,
  }
  expect(found(files)).toEqual([])
})

test('in this tree it finds the tests of the database itself, and leaves out those of plain values', () => {
  const tests = ['server/db/database.test.ts', 'scripts/testing/sums.test.ts']
  expect(databaseTests(tests, importsBelow(REPOSITORY))).toEqual(['server/db/database.test.ts'])
})

test('what is run is all that jest finds', () => {
  const listing = execFileSync(process.execPath, ['node_modules/jest/bin/jest.js', '--listTests', '--json'], {
    cwd: REPOSITORY,
    encoding: 'utf8',
  })
  const listed = (JSON.parse(listing) as string[]).map((path) => relative(REPOSITORY, path)).sort()
  expect(filesBelow(REPOSITORY).filter((path) => /\.test\.tsx?$/.test(path))).toEqual(listed)
})
