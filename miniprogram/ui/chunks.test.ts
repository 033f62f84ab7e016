import { chunkSize, chunksOf } from './chunks'

const rows = (count: number) => Array.from({ length: count }, (_, index) => index)

test.each([0, 1, 10, 200, 500, 501, 5_000])('%i rows are all there, in order, in at most 50 groups', (count) => {
  const chunks = chunksOf(rows(count))
  expect(chunks.flat()).toEqual(rows(count))
  expect(chunks.length).toBeLessThanOrEqual(50)
})

test('a list that grows keeps its groups until it has become twice as long', () => {
  expect([200, 500, 501, 1_000, 1_001].map(chunkSize)).toEqual([10, 10, 20, 20, 40])
})
