import type { Database } from '../../db/database'
import { allProgrammeIds } from '../programmes'
import type { FileProblem } from './fileProblems'
import { latestFiles } from './files.store'
import { latestRefused, type RefusedFile } from './refusedFiles.store'
import { type FileReport, reportOf } from './takeFile'

export type LatestReport =
  | ({ outcome: 'taken'; begunAt: Date; unfinished: boolean } & FileReport)
  /** `problems` are the first of them. */
  | { outcome: 'refused'; refusedAt: Date; file: string; problemCount: number; problems: FileProblem[] }

const reportsAtMost = 100

/**
 * The newest files of a programme, the newest first, with what came of them so far, and those that were refused: by their
 * name, since nothing that they say of themselves is believed. `andUnclaimed` has also the refused ones that are named for
 * no programme at all, for who may see every programme.
 */
export async function latestReports(
  { reader }: Pick<Database, 'reader'>,
  { programmeId, andUnclaimed }: { programmeId: string; andUnclaimed: boolean },
): Promise<LatestReport[]> {
  const files = await latestFiles(reader, programmeId)
  const unclaimed = andUnclaimed ? await latestRefused(reader, { noneOf: await allProgrammeIds(reader) }) : []
  const refusedFiles = [...(await latestRefused(reader, { programmeId })), ...unclaimed]
  const all = [
    ...files.map((file) => ({ at: file.begunAt, file })),
    ...refusedFiles.map((refused) => ({ at: refused.refusedAt, refused })),
  ].sort((one, other) => other.at.getTime() - one.at.getTime())
  return Promise.all(
    all.slice(0, reportsAtMost).map(async (each): Promise<LatestReport> => {
      if ('refused' in each) return refusedReport(each.refused)
      const { begunAt, finishedAt } = each.file
      const report = await reportOf(each.file, { reader })
      return { outcome: 'taken', ...report, begunAt, unfinished: finishedAt === null }
    }),
  )
}

function refusedReport({ name, refusedAt, problemCount, problems }: RefusedFile): LatestReport {
  return { outcome: 'refused', file: name, refusedAt, problemCount, problems }
}
