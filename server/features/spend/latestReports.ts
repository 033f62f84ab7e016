import type { Database } from '../../db/database'
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
 * The newest files, the newest first: those of a programme with what came of them so far, and those that were refused,
 * which belong to no programme, since nothing that they say of themselves is believed.
 */
export async function latestReports(database: Pick<Database, 'reader'>, programmeId: string): Promise<LatestReport[]> {
  const files = await latestFiles(database.reader, programmeId)
  const all = [
    ...files.map((file) => ({ at: file.begunAt, file })),
    ...(await latestRefused(database.reader)).map((refused) => ({ at: refused.refusedAt, refused })),
  ].sort((one, other) => other.at.getTime() - one.at.getTime())
  return Promise.all(
    all.slice(0, reportsAtMost).map(async (each): Promise<LatestReport> => {
      if ('refused' in each) return refusedReport(each.refused)
      const { begunAt, finishedAt } = each.file
      const report = await reportOf(each.file, database)
      return { outcome: 'taken', ...report, begunAt, unfinished: finishedAt === null }
    }),
  )
}

function refusedReport({ name, refusedAt, problemCount, problems }: RefusedFile): LatestReport {
  return { outcome: 'refused', file: name, refusedAt, problemCount, problems }
}
