import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

const pieceLength = 65_536

/** Writes lines to disk as they come, so that a file may be larger than the memory. */
export async function writeLines(path: string, lines: Iterable<string> | AsyncIterable<string>): Promise<void> {
  await pipeline(inPieces(lines), createWriteStream(path))
}

async function* inPieces(lines: Iterable<string> | AsyncIterable<string>) {
  let piece = ''
  for await (const line of lines) {
    piece += `${line}\n`
    if (piece.length < pieceLength) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}
