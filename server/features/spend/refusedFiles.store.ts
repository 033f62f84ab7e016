import type { Reader, Tx } from '../../db/database'
import { moment } from '../../db/statements'
import type { FileProblem } from './fileProblems'
import type { FeedRefusedFileRow } from './spend.entities'

/** A file that was refused whole, with its first problems. */
export interface RefusedFile {
  contentHash: string
  name: string
  problemCount: number
  problems: FileProblem[]
  /** When it was refused first. */
  refusedAt: Date
}

/** What a text column of either database holds, even where each problem is as long as can be. */
const problemsKept = 50

/** Keeps why a file was refused; refused once more, it has the reasons of that time. */
export async function writeRefused(
  tx: Tx,
  file: Pick<RefusedFile, 'contentHash' | 'name' | 'refusedAt'> & { problems: readonly FileProblem[] },
): Promise<void> {
  const reasons = {
    problem_count: file.problems.length,
    problems: JSON.stringify(file.problems.slice(0, problemsKept)),
  }
  const row = { content_hash: file.contentHash, name: file.name.slice(0, 128), ...reasons, refused_at: file.refusedAt }
  if ((await tx.insert('feed_refused_file', [row], { ignoreKnown: true })) === 1) return
  await tx.change('UPDATE feed_refused_file SET problem_count = ?, problems = ? WHERE content_hash = ?', [
    reasons.problem_count,
    reasons.problems,
    file.contentHash,
  ])
}

/** What was refused once may be taken later, when its day or its programme has come. */
export async function deleteRefused(tx: Tx, contentHash: string): Promise<void> {
  await tx.change('DELETE FROM feed_refused_file WHERE content_hash = ?', [contentHash])
}

/** Whose refused files: those named for a programme, or those named for none of these. */
export type RefusedOf = { programmeId: string } | { noneOf: readonly string[] }

/**
 * The newest refused files, at most a hundred. The bank names its files `<programme_id>-YYYYMMDD.csv`, which says whose they
 * are also where nothing in them can be read.
 */
export async function latestRefused(reader: Reader, of: RefusedOf): Promise<RefusedFile[]> {
  const ids = 'programmeId' in of ? [of.programmeId] : of.noneOf
  const isNamed = ids.map(() => 'LOWER(name) LIKE ?').join(' OR ') || '1 = 0'
  const rows = await reader.rows<FeedRefusedFileRow>(
    `SELECT content_hash, name, problem_count, problems, refused_at FROM feed_refused_file
     WHERE ${'programmeId' in of ? `(${isNamed})` : `NOT (${isNamed})`} ORDER BY refused_at DESC, content_hash LIMIT 100`,
    // A programme's id has no letter that means more than itself here; each underscore is a digit of the day.
    ids.map((id) => `${id}-________.csv`),
  )
  return rows.map((row) => ({
    contentHash: row.content_hash,
    name: row.name,
    problemCount: row.problem_count,
    problems: JSON.parse(row.problems) as FileProblem[],
    refusedAt: moment(row.refused_at),
  }))
}
