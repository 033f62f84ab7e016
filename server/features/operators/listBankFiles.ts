import type { BankFile } from '../../../shared/contract/bankFiles'
import type { Reader } from '../../db/database'
import type { OperatorSession } from '../../http/operators'
import { type LatestReport, latestReports } from '../spend'

/** The newest files of the bank; who works for all programmes sees those as well that are named for none. */
export async function listBankFiles(
  reader: Reader,
  { programmeId, session }: { programmeId: string; session: OperatorSession },
): Promise<{ files: BankFile[] }> {
  const reports = await latestReports({ reader }, { programmeId, andUnclaimed: session.programmeId === '*' })
  return { files: reports.map(shown) }
}

function shown(report: LatestReport): BankFile {
  if (report.outcome === 'refused') {
    const { outcome, file, refusedAt, problemCount, problems } = report
    return { outcome, file, at: refusedAt.toISOString(), problemCount, problems }
  }
  const { outcome, file, begunAt, unfinished, day, rows, taken, repeated, waiting, refused, unmatched, points } = report
  const counts = { rows, taken, repeated, waiting, refused, unmatched, points }
  return { outcome, file, at: begunAt.toISOString(), day, unfinished, ...counts, problems: report.refusals }
}
