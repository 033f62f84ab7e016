import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { type BankFileRead, readBankFile } from '../../../ports/bankFileReader'
import type { BankFileRefused, RowTaker } from '../../../ports/bankFileReading'
import { type RepeatedLine, repeatsAmong, withRepeats } from '../../../ports/bankFileRepeats'
import { IdSpool, type SuspectedLine } from './idSpool'
import { slicesFor } from './partition.rules'
import { RowSpool, type StagedRow } from './rowSpool'
import { openStagingFolder, removeStagingFolder } from './stagingFolder'

type SoundRead = Extract<BankFileRead, { ok: true }>

/** A file that was read and found sound, cut into slices by card. */
export type Staged = SoundRead & {
  slices: number
  /**
   * The rows of one slice, from 0. The rows of a card are all in one slice, in the order of the file, and the same file
   * is always cut in the same way. A text of a row that is kept longer than the slice keeps a block of rows in memory.
   */
  slice(index: number): Promise<StagedRow[]>
  /** The slices are gone afterwards. */
  dispose(): Promise<void>
}

/** The file or the disk failed; nothing is said about what the file holds. */
export class StagingFailed extends Error {}

const pieceBytes = 262_144

/**
 * Reads a daily file once, whatever its size, and keeps its rows outside memory until they are posted.
 *
 * @param options.folder where a folder for the rows is made, as large as the file; a folder in memory defeats its purpose
 * @param options.isInFuture a row of which it is true is a problem of the file
 * @throws StagingFailed
 */
export async function stageFile(
  path: string,
  { folder = tmpdir(), isInFuture }: { folder?: string } & Pick<RowTaker, 'isInFuture'> = {},
): Promise<Staged | BankFileRefused> {
  const own = await openStagingFolder(folder).catch(failedIn(path, folder))
  const dispose = () => removeStagingFolder(own)
  try {
    const rows = new RowSpool(own)
    const read = await readInto({ rows, ids: new IdSpool(own), isInFuture }, path)
    if (read.ok) return stagedOf(read, rows, dispose)
    await dispose()
    return read
  } catch (error) {
    await dispose()
    return failedIn(path, folder)(error)
  }
}

/**
 * The SHA-256 of a file's bytes, for one that was not found sound.
 *
 * @throws StagingFailed
 */
export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    for await (const piece of piecesOf(path)) hash.update(piece)
  } catch (error) {
    throw new StagingFailed(`cannot read ${path}: ${messageOf(error)}`, { cause: error })
  }
  return hash.digest('hex')
}

async function readInto(
  { rows, ids, isInFuture }: { rows: RowSpool; ids: IdSpool } & Pick<RowTaker, 'isInFuture'>,
  path: string,
): Promise<BankFileRead> {
  const read = await readBankFile(() => piecesOf(path), {
    begin() {
      rows.clear()
      ids.clear()
    },
    row(row, place) {
      rows.add(row.card_token, place)
      ids.add(row.transaction_id, place.number)
    },
    rowWithProblems: (transactionId, line) => ids.add(transactionId, line),
    isInFuture,
  })
  const suspects = await ids.suspects()
  ids.clear()
  if (suspects.length === 0) return read
  const again = await readRepeats(path, suspects)
  if (read.ok && !(again.read.ok && again.read.contentHash === read.contentHash)) {
    throw new Error('the file changed while it was read')
  }
  return withRepeats(read, again.repeats)
}

/** The ids themselves decide, read from the file once more: two ids may have the same hash. */
async function readRepeats(
  path: string,
  suspects: readonly SuspectedLine[],
): Promise<{ read: BankFileRead; repeats: RepeatedLine[] }> {
  const lines = new Set(suspects.flatMap(({ line, first }) => [line, first]))
  let ids: { id: string; line: number }[] = []
  const keep = (id: string, line: number) => {
    // A copy, since a part of a text keeps the whole text in memory.
    if (lines.has(line)) ids.push({ id: Buffer.from(id).toString(), line })
  }
  const taker: RowTaker = {
    begin() {
      ids = []
    },
    row: (row, { number }) => keep(row.transaction_id, number),
    rowWithProblems: keep,
  }
  const read = await readBankFile(() => piecesOf(path), taker)
  return { read, repeats: repeatsAmong(ids) }
}

/** The same memory again for each piece. */
async function* piecesOf(path: string): AsyncGenerator<Uint8Array> {
  const handle = await open(path)
  try {
    const piece = Buffer.allocUnsafeSlow(pieceBytes)
    for (;;) {
      const { bytesRead } = await handle.read(piece, 0, piece.length)
      if (bytesRead === 0) return
      yield piece.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

function stagedOf(read: SoundRead, rows: RowSpool, dispose: () => Promise<void>): Staged {
  const slices = slicesFor(read.rows)
  return {
    ...read,
    slices,
    async slice(index) {
      if (!Number.isInteger(index) || index < 0 || index >= slices) throw new RangeError(`there is no slice ${index}`)
      return rows.slice({ slice: index, slices }, read)
    },
    async dispose() {
      rows.clear()
      await dispose()
    },
  }
}

function failedIn(path: string, folder: string): (error: unknown) => never {
  return (error) => {
    throw new StagingFailed(`cannot stage ${path} in ${folder}: ${messageOf(error)}`, { cause: error })
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
