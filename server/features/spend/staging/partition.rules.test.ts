import fc from 'fast-check'
import { hashOfCard, partitionCount, partitionOfCard, partitionsOf, sliceOf, slicesFor } from './partition.rules'

it.each([
  ['ct_mrbcbdbccrjtdwgrtbmqtkvh', 4_181_031_047],
  ['ct_abcdefgh', 201_064_609],
])('the hash of %s stays what it is, since half a file may have been posted by it', (token, hash) => {
  expect(hashOfCard(token)).toBe(hash)
})

it.each([
  [0, 1],
  [1, 1],
  [4_000, 1],
  [4_001, 2],
  [8_001, 4],
  [1_000_000, 256],
  [100_000_000, 32_768],
])('%i rows are cut into %i slices', (rows, slices) => {
  expect(slicesFor(rows)).toBe(slices)
})

it('spreads cards evenly, also when their tokens are numbered', () => {
  const cards = new Array<number>(partitionCount).fill(0)
  for (let card = 0; card < 256_000; card++) {
    const partition = partitionOfCard(hashOfCard(`ct_${String(card).padStart(8, '0')}`))
    cards[partition] = (cards[partition] ?? 0) + 1
  }
  expect(Math.min(...cards)).toBeGreaterThan(850)
  expect(Math.max(...cards)).toBeLessThan(1_150)
})

it('a card is in one slice, and its partition is one of those that are read for the slice', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 14 }), (hash, bits) => {
      const slices = 2 ** bits
      const slice = sliceOf(hash, slices)
      expect(slice).toBe(bits === 0 ? 0 : hash >>> (32 - bits))
      const { first, last } = partitionsOf(slice, slices)
      const partition = partitionOfCard(hash)
      expect(first <= partition && partition <= last).toBe(true)
      expect(last - first + 1).toBe(Math.max(1, partitionCount / slices))
    }),
  )
})
