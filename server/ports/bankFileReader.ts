import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { bankFileEncodings } from './bankFileDecoder'
import { BankFilePass, inNoEncoding } from './bankFilePass'
import type { BankFileRefused, BankFileSummary, RowTaker } from './bankFileReading'

/** `contentHash` is the SHA-256 of the file's bytes, in hexadecimal digits. */
export type BankFileRead = (BankFileSummary & { contentHash: string }) | BankFileRefused

/**
 * Reads a daily file piece by piece, so that its size costs no memory: `taker` is shown the rows one by one, and the
 * answer tells whether they count or what is wrong with the file. UTF-8 or GB18030, LF or CRLF. That no transaction id
 * is repeated is for the taker to see to, since it takes a memory of all of them: see `withRepeats`.
 *
 * @param open called once for each encoding that is tried; a piece may be overwritten once the next one is asked for
 */
export async function readBankFile(open: () => AsyncIterable<Uint8Array>, taker: RowTaker): Promise<BankFileRead> {
  for (const encoding of bankFileEncodings) {
    const read = await readAs(new BankFilePass(encoding, taker), open())
    if (read) return read
  }
  // What was made of it so far means nothing.
  taker.begin()
  return inNoEncoding()
}

/** Undefined when the bytes are of another encoding. */
async function readAs(pass: BankFilePass, pieces: AsyncIterable<Uint8Array>): Promise<BankFileRead | undefined> {
  const hash = createHash('sha256')
  for await (const piece of pieces) {
    if (!pass.push(piece)) return undefined
    hash.update(piece)
    // Whoever else waits for this process gets a turn between two pieces.
    await setImmediate()
  }
  const read = pass.end()
  return read?.ok ? { ...read, contentHash: hash.digest('hex') } : read
}
