import { type BusinessDay, businessDay } from '../../../shared/values/businessDay'
import { wholeNumber } from '../../../shared/values/integers'
import type { Reader, Tx } from '../../db/database'
import { moment } from '../../db/statements'
import type { FeedFileRow, FeedRefusalRow, FeedSliceRow } from './spend.entities'

/** A file by its programme and the SHA-256 of its bytes. */
export interface FileKey {
  programmeId: string
  contentHash: string
}

export interface StoredFile extends FileKey {
  name: string
  day: BusinessDay
  rows: number
  /** Purchases minus refunds and reversals, as the control record says. */
  sumFen: number
  slices: number
  begunAt: Date
  finishedAt: Date | null
}

/** What came of rows: `taken`, `repeated`, `waiting` and `refused` add up to them. */
export interface FileFigures {
  taken: number
  repeated: number
  waiting: number
  refused: number
  /** Refunds among the taken ones that match no purchase so far. */
  unmatched: number
  takenFen: number
  points: number
}

/** Remembers a file by its content. Answers false when it is known. */
export async function insertFile(tx: Tx, file: StoredFile): Promise<boolean> {
  const row = {
    programme_id: file.programmeId,
    content_hash: file.contentHash,
    name: file.name.slice(0, 128),
    business_day: file.day,
    row_count: file.rows,
    sum_fen: file.sumFen,
    taken_at: file.begunAt,
    slices: file.slices,
    finished_at: file.finishedAt,
  }
  return (await tx.insert('feed_file', [row], { ignoreKnown: true })) === 1
}

export async function findFile(reader: Reader, { programmeId, contentHash }: FileKey): Promise<StoredFile | null> {
  const [file] = await selectFiles(reader, 'programme_id = ? AND content_hash = ?', [programmeId, contentHash])
  return file ?? null
}

/** The newest files of a programme, at most a hundred. */
export function latestFiles(reader: Reader, programmeId: string): Promise<StoredFile[]> {
  return selectFiles(reader, 'programme_id = ? ORDER BY taken_at DESC, content_hash LIMIT 100', [programmeId])
}

async function selectFiles(reader: Reader, condition: string, parameters: string[]): Promise<StoredFile[]> {
  const rows = await reader.rows<FeedFileRow>(`SELECT * FROM feed_file WHERE ${condition}`, parameters)
  return rows.map((row) => ({
    programmeId: row.programme_id,
    contentHash: row.content_hash,
    name: row.name,
    day: businessDay(row.business_day),
    rows: row.row_count,
    sumFen: Number(row.sum_fen),
    slices: row.slices,
    begunAt: moment(row.taken_at),
    finishedAt: row.finished_at === null ? null : moment(row.finished_at),
  }))
}

export async function finishFile(tx: Tx, { programmeId, contentHash }: FileKey, finishedAt: Date): Promise<void> {
  await tx.change(
    'UPDATE feed_file SET finished_at = ? WHERE programme_id = ? AND content_hash = ? AND finished_at IS NULL',
    [finishedAt, programmeId, contentHash],
  )
}

/** Claims a slice in the transaction that posts it; false when it is posted. */
export async function claimSlice(
  tx: Tx,
  { programmeId, contentHash }: FileKey,
  { slice, postedAt }: { slice: number; postedAt: Date },
): Promise<boolean> {
  const none = { taken: 0, repeated: 0, waiting: 0, refused: 0, unmatched: 0, taken_fen: 0, points: 0 }
  const row = { programme_id: programmeId, content_hash: contentHash, slice, ...none, posted_at: postedAt }
  return (await tx.insert('feed_slice', [row], { ignoreKnown: true })) === 1
}

export async function writeSlice(
  tx: Tx,
  { programmeId, contentHash }: FileKey,
  { slice, figures }: { slice: number; figures: FileFigures },
): Promise<void> {
  const { taken, repeated, waiting, refused, unmatched, takenFen, points } = figures
  await tx.change(
    `UPDATE feed_slice SET taken = ?, repeated = ?, waiting = ?, refused = ?, unmatched = ?, taken_fen = ?, points = ?
     WHERE programme_id = ? AND content_hash = ? AND slice = ?`,
    [taken, repeated, waiting, refused, unmatched, takenFen, points, programmeId, contentHash, slice],
  )
}

export async function postedSlices(reader: Reader, { programmeId, contentHash }: FileKey): Promise<Set<number>> {
  const rows = await reader.rows<Pick<FeedSliceRow, 'slice'>>(
    'SELECT slice FROM feed_slice WHERE programme_id = ? AND content_hash = ?',
    [programmeId, contentHash],
  )
  return new Set(rows.map(({ slice }) => slice))
}

/** What came of a file so far. */
export async function fileFigures(reader: Reader, { programmeId, contentHash }: FileKey): Promise<FileFigures> {
  const names = ['taken', 'repeated', 'waiting', 'refused', 'unmatched', 'taken_fen', 'points'] as const
  const [row] = await reader.rows<Record<(typeof names)[number], string | number>>(
    `SELECT ${names.map((name) => `COALESCE(SUM(${name}), 0) AS ${name}`).join(', ')} FROM feed_slice
     WHERE programme_id = ? AND content_hash = ?`,
    [programmeId, contentHash],
  )
  const figure = (name: (typeof names)[number]) => wholeNumber(row?.[name] ?? 0, name)
  return {
    taken: figure('taken'),
    repeated: figure('repeated'),
    waiting: figure('waiting'),
    refused: figure('refused'),
    unmatched: figure('unmatched'),
    takenFen: figure('taken_fen'),
    points: figure('points'),
  }
}

/** A row that was not taken. */
export interface FileRefusal {
  line: number
  transactionId: string
  code: string
}

export async function insertRefusals(
  tx: Tx,
  { programmeId, contentHash }: FileKey,
  refusals: readonly FileRefusal[],
): Promise<void> {
  const rows = refusals.map(({ line, transactionId, code }) => {
    return { programme_id: programmeId, content_hash: contentHash, line, transaction_id: transactionId, code }
  })
  await tx.insert('feed_refusal', rows)
}

/** The rows of a file that were not taken, in the order of the file, at most a thousand. */
export async function refusalsOf(reader: Reader, { programmeId, contentHash }: FileKey): Promise<FileRefusal[]> {
  const rows = await reader.rows<FeedRefusalRow>(
    `SELECT line, transaction_id, code FROM feed_refusal WHERE programme_id = ? AND content_hash = ?
     ORDER BY line LIMIT 1000`,
    [programmeId, contentHash],
  )
  return rows.map(({ line, transaction_id: transactionId, code }) => ({ line, transactionId, code }))
}
