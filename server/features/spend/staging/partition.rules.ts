/** What is spooled is split this often, by the top bits of a hash. */
export const partitionCount = 256

const { imul } = Math

/** About so many rows are posted at once. */
const rowsOfSlice = 4_000

/**
 * Which slice a card falls into follows from its token and the number of rows of the file, for ever: a file of which half
 * was posted yesterday is cut at the same places today. So neither this hash nor the size of a slice may be changed.
 *
 * FNV-1a over the token's characters, whose last ones hardly reach the top bits, then the finishing of MurmurHash3.
 */
export function hashOfCard(cardToken: string): number {
  let hash = 0x811c9dc5
  for (let place = 0; place < cardToken.length; place++) {
    hash = imul(hash ^ cardToken.charCodeAt(place), 0x01000193)
  }
  return finished(hash)
}

/** 53 bits, as many as a number can hold exactly. Two ids may share a hash, so equal hashes are a suspicion only. */
export function hashOfId(transactionId: string): number {
  let high = 0x811c9dc5
  let low = 0x9747b28c
  for (let place = 0; place < transactionId.length; place++) {
    const unit = transactionId.charCodeAt(place)
    high = imul(high ^ unit, 0x01000193)
    low = imul(low + unit, 0x5bd1e995)
    low ^= low >>> 15
  }
  return finished(high) * 2 ** 21 + (finished(low) >>> 11)
}

/** A power of two, so that a slice is a range of hashes. */
export function slicesFor(rows: number): number {
  let slices = 1
  while (slices * rowsOfSlice < rows) slices *= 2
  return slices
}

export function partitionOfCard(hash: number): number {
  return hash >>> 24
}

export function partitionOfId(hash: number): number {
  return Math.floor(hash / 2 ** 45)
}

/** Which of so many slices the hash of a card falls into. */
export function sliceOf(hash: number, slices: number): number {
  return Math.floor((hash / 2 ** 32) * slices)
}

/** The first and the last partition that hold rows of a slice: several slices may share one partition. */
export function partitionsOf(slice: number, slices: number): { first: number; last: number } {
  const first = Math.floor((slice * partitionCount) / slices)
  const after = Math.ceil(((slice + 1) * partitionCount) / slices)
  return { first, last: after - 1 }
}

function finished(hash: number): number {
  let mixed = hash
  mixed = imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
