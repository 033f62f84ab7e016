/** A page may have 60 children; a list leaves ten of them to what stands around it. */
const mostChunks = 50
const smallestChunk = 10

/** Rows of a long list in groups: few enough to be the children of one element, small enough to be drawn a few at a time. */
export function chunksOf<T>(items: readonly T[]): T[][] {
  const size = chunkSize(items.length)
  const chunks: T[][] = []
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size))
  return chunks
}

/** Doubles, so that a list that grows is not cut anew with every part that comes. */
export function chunkSize(rows: number): number {
  let size = smallestChunk
  while (size * mostChunks < rows) size *= 2
  return size
}
