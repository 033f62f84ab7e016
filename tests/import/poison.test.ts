import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FileFault } from '../../server/features/catalogue/imports/reading/fileFault'
import { askWorker } from '../../server/features/catalogue/imports/worker/askWorker'
import { book } from './poison'
import { poisons } from './poisons'
import { poisonTable } from './poisonTable'

/** What a file is refused for, or the names of all that is wrong in it. */
async function codesOf(bytes: Buffer): Promise<string[]> {
  const found: string[] = []
  const nothing = { suppliers: null, others: [], waiting: [], known: new Map(), now: new Date('2026-11-22T02:00:00Z') }
  try {
    await askWorker({
      ...nothing,
      task: { kind: 'check' },
      bytes,
      take: ({ kind, items }) => {
        if (kind === 'problems') found.push(...items.map(({ code }) => code))
      },
    })
    return found
  } catch (error) {
    if (error instanceof FileFault) return [error.code]
    throw error
  }
}

let clean = 0
let slowest = 0

test('a file in which nothing is wrong is taken', async () => {
  expect(await codesOf(book({}))).toEqual([])
})

test.each(poisons)('$name: $code', async ({ code, make }) => {
  const bytes = make()
  const started = performance.now()
  const codes = await codesOf(bytes)
  slowest = Math.max(slowest, performance.now() - started)
  expect(codes).toContain(code)
  clean++
})

test('the table of them is what they are', () => {
  expect(readFileSync(join(__dirname, 'README.md'), 'utf8')).toContain(`\n${poisonTable()}\n`)
})

afterAll(() => {
  process.stdout.write(
    `poisoned files: ${clean} refused by name of ${poisons.length}, the slowest in ${Math.round(slowest)} ms\n`,
  )
  expect(poisons.length).toBeGreaterThanOrEqual(40)
})
