import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { problemLimit } from '../../../ports/bankFileProblems'
import { IdSpool } from './idSpool'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ids-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('finds a repeated id among very many, in memory that does not grow with them', async () => {
  const ids = new IdSpool(folder)
  for (let line = 1; line <= 100_000; line++) ids.add(`tx_${line}`, line)
  const inMemory = ids.bytesInMemory
  for (let line = 100_001; line <= 350_000; line++) ids.add(`tx_${line}`, line)
  ids.add('tx_77', 350_001)
  expect(ids.bytesInMemory).toBe(inMemory)
  expect(inMemory).toBe(256 * 16_384)
  expect(await readdir(folder)).not.toEqual([])
  expect(await ids.suspects()).toEqual([{ line: 350_001, first: 77 }])
  ids.clear()
  expect(await readdir(folder)).toEqual([])
})

test('suspects ids that share a hash, each with the first line of that hash', async () => {
  const ids = new IdSpool(folder, (id) => (id === 'z' ? 2 ** 52 : 1))
  for (const [place, id] of ['a', 'z', 'b', 'z', 'a'].entries()) ids.add(id, place + 3)
  expect(await ids.suspects()).toEqual([
    { line: 5, first: 3 },
    { line: 6, first: 4 },
    { line: 7, first: 3 },
  ])
})

test('keeps the first suspects only, as many as anybody is told about', async () => {
  const ids = new IdSpool(folder)
  for (let line = 1; line <= 40_000; line++) ids.add(`tx_${line % 20_000}`, line)
  const suspects = await ids.suspects()
  expect(suspects).toHaveLength(problemLimit + 1)
  expect(suspects.map(({ line }) => line)).toEqual(Array.from({ length: problemLimit + 1 }, (_, n) => 20_001 + n))
  expect(suspects.every(({ line, first }) => line - first === 20_000)).toBe(true)
})
