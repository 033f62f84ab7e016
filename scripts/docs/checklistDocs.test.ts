import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from '../check/runTool'
import { read } from '../check/sourceTree'

const rows = read(REPOSITORY, 'docs/miniprogram-checklist.md')
  .split('\n')
  .filter((line) => /^\| \d+ \|/.test(line))

/** `file` "test", "test"; `file` "test" */
function proofsIn(row: string): { file: string; test: string }[] {
  return [...row.matchAll(/`([^`]+\.(?:test|journey)\.tsx?|tests\/journeys\/loop\.ts)`((?:,? "[^"]+")*)/g)].flatMap(
    ([, file = '', tests = '']) => [...tests.matchAll(/"([^"]+)"/g)].map(([, test = '']) => ({ file, test })),
  )
}

test('all forty points are there, in order', () => {
  expect(rows.map((row) => Number(row.split('|')[1]))).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
})

test('each has a proof, or says that it needs a phone or shares the one above', () => {
  const without = rows.filter((row) => proofsIn(row).length === 0 && !/\| M \|/.test(row))
  expect(without).toEqual([])
})

test('every test that is named is there', () => {
  const gone = rows.flatMap(proofsIn).filter(({ file, test }) => {
    if (!existsSync(join(REPOSITORY, file))) return true
    return !read(REPOSITORY, file).replaceAll("\\'", "'").includes(test)
  })
  expect(gone).toEqual([])
})
