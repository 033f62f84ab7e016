import { createHash } from 'node:crypto'
import type { Database } from '../../db/database'
import { parseBankFile } from '../../ports/bankFile'
import type { BankFileProblem } from '../../ports/bankFileProblems'
import type { Surroundings } from '../../ports/surroundings'
import { findProgramme } from '../programmes'
import { latestDay } from './latestDay.rules'
import type { Posting } from './posting'
import { recordFacts } from './recordFacts'
import { findFile, insertFile } from './spend.store'

export type FileTaken =
  | {
      outcome: 'taken'
      file: string
      programmeId: string
      day: string
      rows: number
      sumFen: number
      taken: number
      repeated: number
      waiting: number
      points: number
    }
  | { outcome: 'known'; file: string; day: string; rows: number; takenAs: string; takenAt: Date }
  | { outcome: 'refused'; file: string; problems: FileProblem[] }

export type FileProblem = Pick<BankFileProblem, 'row' | 'column' | 'zh' | 'en'> & { code: string }

export interface TakeFile {
  database: Database
  posting: Posting
  surroundings: Surroundings
}

/**
 * Takes a daily file of the bank, whole or not at all. A file whose bytes were taken before, under whatever name, changes
 * nothing and says so; single rows that are known already are counted as repeated.
 */
export async function takeFile(
  { name, bytes }: { name: string; bytes: Uint8Array },
  { database, posting, surroundings }: TakeFile,
): Promise<FileTaken> {
  const parsed = parseBankFile(bytes)
  if (!parsed.ok) return { outcome: 'refused', file: name, problems: parsed.problems }
  const { programmeId, day, rows, sumFen } = parsed
  if (!(await findProgramme(database.reader, programmeId))) return refusedAsForeign(name, programmeId)
  if (day > latestDay(surroundings.now())) return refusedAsFuture(name, day)
  const contentHash = createHash('sha256').update(bytes).digest('hex')
  const receivedAt = surroundings.now()
  const file = { programmeId, contentHash, name, day, rowCount: rows.length, sumFen, takenAt: receivedAt }
  const recorded = await database
    .inTransaction(async (tx) => {
      if (!(await insertFile(tx, file))) return null
      const { outcomes, points } = await recordFacts(tx, rows, { programmeId, posting, receivedAt })
      const count = (kind: string) => outcomes.filter((outcome) => outcome === kind).length
      const contradicted = rows.filter((_, at) => outcomes[at] === 'contradicted').map((row) => row.transaction_id)
      if (contradicted.length > 0) throw new Contradiction(contradicted)
      return { taken: count('taken'), repeated: count('repeated'), waiting: count('waiting'), points, contradicted }
    })
    .catch((error: unknown) => {
      if (error instanceof Contradiction) return error
      throw error
    })
  if (recorded instanceof Contradiction) return refusedAsContradiction(name, { rows, contradiction: recorded })
  if (recorded) return { outcome: 'taken', file: name, programmeId, day, rows: rows.length, sumFen, ...recorded }
  const known = await findFile(database.reader, programmeId, contentHash)
  return {
    outcome: 'known',
    file: name,
    day,
    rows: rows.length,
    takenAs: known?.name ?? name,
    takenAt: known?.takenAt ?? receivedAt,
  }
}

class Contradiction extends Error {
  constructor(readonly transactionIds: string[]) {
    super('the file contradicts facts that were taken before')
  }
}

/** Detail lines start at the third line of a file. */
const firstDetailLine = 3

function refusedAsContradiction(
  file: string,
  { rows, contradiction }: { rows: readonly { transaction_id: string }[]; contradiction: Contradiction },
): FileTaken {
  const contradicted = new Set(contradiction.transactionIds)
  const problems = rows.flatMap(({ transaction_id }, index): FileProblem[] =>
    contradicted.has(transaction_id)
      ? [
          {
            row: index + firstDetailLine,
            column: 'transaction_id',
            code: 'transaction_contradicted',
            zh: `交易 ${transaction_id} 已收过，金额或类型与之前不同`,
            en: `transaction ${transaction_id} was taken before with another amount or type`,
          },
        ]
      : [],
  )
  return { outcome: 'refused', file, problems }
}

function refusedAsFuture(file: string, day: string): FileTaken {
  const problem = {
    row: 1,
    column: 'business_day',
    code: 'day_in_future',
    zh: `业务日期 ${day} 在将来`,
    en: `the business day ${day} lies in the future`,
  }
  return { outcome: 'refused', file, problems: [problem] }
}

function refusedAsForeign(file: string, programmeId: string): FileTaken {
  const problem = {
    row: 1,
    column: 'programme_id',
    code: 'programme_unknown',
    zh: `没有名为 ${programmeId} 的联名计划`,
    en: `there is no programme ${programmeId}`,
  }
  return { outcome: 'refused', file, problems: [problem] }
}
