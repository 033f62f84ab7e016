import path from 'node:path'
import type { BankEvent } from '../../../shared/contract/spend'
import type { BusinessDay } from '../../../shared/values/businessDay'
import type { Database } from '../../db/database'
import { signedFen } from '../../ports/bankFileRow'
import type { Surroundings } from '../../ports/surroundings'
import { findProgramme, latestDay } from '../programmes'
import { type FileProblem, futureDay, problemOf, unknownProgramme } from './fileProblems'
import {
  claimSlice,
  type FileFigures,
  fileFigures,
  findFile,
  finishFile,
  insertFile,
  insertRefusals,
  postedSlices,
  refusalsOf,
  type StoredFile,
  writeSlice,
} from './files.store'
import { usedAfter } from './future.rules'
import type { Posting } from './posting'
import { recordFacts } from './recordFacts'
import { deleteRefused, writeRefused } from './refusedFiles.store'
import type { StagedRow } from './staging/rowSpool'
import { hashOfFile, type Staged, stageFile } from './staging/stageFile'

/** What came of a file that is sound. */
export interface FileReport extends FileFigures {
  file: string
  programmeId: string
  day: string
  rows: number
  sumFen: number
  /** The rows that were not taken, with reasons; a thousand at most. */
  refusals: FileProblem[]
}

export type FileTaken =
  /** `isResumed`: an earlier run was cut off, and this one finished its work. */
  | ({ outcome: 'taken'; isResumed: boolean } & FileReport)
  /** The same bytes were taken before, under whatever name. */
  | ({ outcome: 'known'; takenAs: string; takenAt: Date } & FileReport)
  | { outcome: 'refused'; file: string; problems: FileProblem[] }

export interface TakeFile {
  database: Database
  posting: Posting
  surroundings: Surroundings
  /** Told after each slice. */
  progress?: (done: { slices: number; of: number }) => void
}

/** Slices under way at once; the embedded database takes them one by one anyway. */
const lanes = 2

/**
 * Takes a daily file of the bank, whatever its size. It is read and checked whole before anything is posted: a file that is
 * not sound is refused and changes nothing. Then it is posted slice by slice, each slice with its checkpoint in one
 * transaction, so that a run that is cut off is finished by taking the same file again, and the same file taken twice at
 * once is posted once. Single rows that are known already are counted as repeated; a row that contradicts what was taken
 * before is left out and reported.
 * @throws StagingFailed when the file cannot be read or the disk is full
 */
export async function takeFile(file: { path: string; name?: string }, deps: TakeFile): Promise<FileTaken> {
  const name = file.name ?? path.basename(file.path)
  const latest = latestDay(deps.surroundings.now())
  const isUsedLater = usedAfter(latest)
  // Of a file whose very day lies in the future, that is told instead.
  const isInFuture = (row: BankEvent) => row.posted_on <= latest && isUsedLater(row)
  const staged = await stageFile(file.path, { isInFuture })
  if (!staged.ok) return refuse({ name, contentHash: await hashOfFile(file.path) }, { problems: staged.problems, deps })
  try {
    const problem = await reasonToRefuse(staged, { latest, deps })
    if (problem) return await refuse({ name, contentHash: staged.contentHash }, { problems: [problem], deps })
    return await post(staged, { name, deps })
  } finally {
    await staged.dispose()
  }
}

async function reasonToRefuse(
  { programmeId, day }: Staged,
  { latest, deps }: { latest: BusinessDay; deps: TakeFile },
): Promise<FileProblem | null> {
  if (!(await findProgramme(deps.database.reader, programmeId))) return unknownProgramme(programmeId)
  return day > latest ? futureDay(day) : null
}

/** Somebody who was not there when it was fed is told by `latestReports`. */
async function refuse(
  { name, contentHash }: { name: string; contentHash: string },
  { problems, deps: { database, surroundings } }: { problems: FileProblem[]; deps: TakeFile },
): Promise<FileTaken> {
  const refusedAt = surroundings.now()
  await database.inTransaction((tx) => writeRefused(tx, { name, contentHash, problems, refusedAt }))
  return { outcome: 'refused', file: name, problems }
}

async function post(staged: Staged, { name, deps }: { name: string; deps: TakeFile }): Promise<FileTaken> {
  const { database, surroundings } = deps
  const { programmeId, contentHash, day, rows, sumFen, slices } = staged
  const fresh: StoredFile = {
    ...{ programmeId, contentHash, name, day, rows, sumFen, slices },
    begunAt: surroundings.now(),
    finishedAt: null,
  }
  const isNew = await database.inTransaction(async (tx) => {
    await deleteRefused(tx, contentHash)
    return insertFile(tx, fresh)
  })
  const file = (await findFile(database.reader, fresh)) ?? fresh
  if (file.finishedAt) {
    const known = { takenAs: file.name, takenAt: file.begunAt }
    return { outcome: 'known', ...known, ...(await reportOf(file, database)), file: name }
  }
  await postSlices(staged, { file, deps })
  await database.inTransaction((tx) => finishFile(tx, file, surroundings.now()))
  return { outcome: 'taken', isResumed: !isNew, ...(await reportOf(file, database)), file: name }
}

async function postSlices(staged: Staged, { file, deps }: { file: StoredFile; deps: TakeFile }): Promise<void> {
  const posted = await postedSlices(deps.database.reader, file)
  const left = Array.from({ length: staged.slices }, (_, slice) => slice).filter((slice) => !posted.has(slice))
  let done = posted.size
  const lane = async () => {
    for (let slice = left.shift(); slice !== undefined; slice = left.shift()) {
      const rows = await staged.slice(slice)
      await postSlice(rows, { slice, file, deps })
      done += 1
      deps.progress?.({ slices: done, of: staged.slices })
    }
  }
  const results = await Promise.allSettled(Array.from({ length: lanes }, lane))
  for (const result of results) if (result.status === 'rejected') throw result.reason
}

function postSlice(
  rows: readonly StagedRow[],
  { slice, file, deps: { database, posting, surroundings } }: { slice: number; file: StoredFile; deps: TakeFile },
): Promise<void> {
  return database.inTransaction(async (tx) => {
    const receivedAt = surroundings.now()
    if (!(await claimSlice(tx, file, { slice, postedAt: receivedAt }))) return
    const recording = { programmeId: file.programmeId, posting, receivedAt }
    const events = rows.map(({ row }) => row)
    const { outcomes, points, unmatched } = await recordFacts(tx, events, recording)
    const figures: FileFigures = { taken: 0, repeated: 0, waiting: 0, refused: 0, unmatched, takenFen: 0, points }
    const refused = rows.filter((_, at) => outcomes[at] === 'contradicted')
    outcomes.forEach((outcome, at) => {
      figures[outcome === 'contradicted' ? 'refused' : outcome] += 1
      const event = events[at]
      if (event && (outcome === 'taken' || outcome === 'waiting')) figures.takenFen += signedFen(event)
    })
    await insertRefusals(
      tx,
      file,
      refused.map(({ row, line }) => ({ line, transactionId: row.transaction_id, code: 'transaction_contradicted' })),
    )
    await writeSlice(tx, file, { slice, figures })
  })
}

/** What came of a file so far. */
export async function reportOf(file: StoredFile, { reader }: Pick<Database, 'reader'>): Promise<FileReport> {
  const { name, programmeId, day, rows, sumFen } = file
  const refusals = (await refusalsOf(reader, file)).map(problemOf)
  return { file: name, programmeId, day, rows, sumFen, ...(await fileFigures(reader, file)), refusals }
}
